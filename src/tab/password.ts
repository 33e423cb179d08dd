// The panel of the temporary password. It lives in this closure alone: cleared when the page is hidden and when its time is over.
import { button, clock, make } from './dom.ts';
import { icon } from './icons.ts';
import type { State } from './state.ts';

const MASK = '•'.repeat(16);
/** From here on the clock is red. */
const SOON = 60_000;

export type Revealed = { readonly password: string; readonly readableUntil: number };

/** `attempt`: when Microsoft accepted the reset that it belongs to. A fresh attempt has another password. */
type Held = Revealed & { readonly attempt: number | undefined };

export type PasswordPanel = ReturnType<typeof createPasswordPanel>;

/** @param now the server's clock */
export function createPasswordPanel(deps: {
  readonly now: () => number;
  readonly reveal: () => Promise<Revealed | undefined>;
  readonly haveIt: () => Promise<boolean>;
}) {
  const element = make('section', { class: 'panel next', 'aria-labelledby': 'password-title', hidden: '' });
  let state: State | undefined;
  let held: Held | undefined;
  let visible = false;
  let asking = false;
  let drawn = '';

  function forget(): void {
    held = undefined;
    visible = false;
    draw();
  }

  function until(): number | undefined {
    return held?.readableUntil ?? state?.progress.passwordUntil;
  }

  async function fetchIt(): Promise<void> {
    if (asking) return;
    asking = true;
    draw();
    const attempt = acceptedAt(state);
    const revealed = await deps.reveal();
    asking = false;
    // Whoever has turned away in the meantime asks again when they are back.
    if (revealed && !document.hidden) held = { ...revealed, attempt };
    draw();
  }

  async function taken(): Promise<void> {
    if (await deps.haveIt()) forget();
  }

  /** Only when something is different, so that focus and screen readers are left alone. */
  function draw(): void {
    if (!state) return;
    const { progress, mine, words } = state;
    const over = progress.password === 'open' && mine && !held && (until() ?? 0) <= deps.now();
    const view = [progress.password, mine, held?.password, visible, asking, over, words.lang].join();
    if (view === drawn) return;
    drawn = view;
    const pressed = element.contains(document.activeElement) ? document.activeElement?.textContent : undefined;
    element.hidden = progress.password === 'not-yet' || progress.password === 'gone';
    element.replaceChildren(make('h2', { id: 'password-title' }, words.headings.password), ...body(state, over));
    if (pressed !== undefined) refocus(pressed);
  }

  /** The focus stays where it was, or goes to the first button when that one is gone. */
  function refocus(text: string | null | undefined): void {
    const buttons = [...element.querySelectorAll('button')];
    (buttons.find(one => one.textContent === text) ?? buttons[0])?.focus();
  }

  function body({ progress, mine, words }: State, over: boolean): Node[] {
    const { password, buttons } = words;
    if (held) return opened(held.password, words);
    if (progress.password === 'handed-over') return [make('p', {}, password['handed-over'])];
    if (progress.password === 'open' && !mine)
      return [make('p', { role: 'alert', class: 'alert' }, password.elsewhere)];
    if (over) return [make('p', {}, password.over)];
    const reveal = button(buttons.reveal, 'primary', () => void fetchIt(), 'eye');
    // Not disabled: that would take the focus away.
    if (asking) reveal.setAttribute('aria-busy', 'true');
    return [
      make('p', {}, password.rule),
      reveal,
      countdown(progress.password === 'ready' ? password.waits : password.left),
    ];
  }

  function opened(plain: string, { password, buttons }: State['words']): Node[] {
    const attributes = { class: 'secret', 'aria-label': password.label, translate: 'no', dir: 'ltr' };
    const field = make('output', attributes, visible ? plain : MASK);
    const said = make('span', { role: 'status', class: 'quiet' });
    const look = visible ? ([buttons.hide, 'eye-off'] as const) : ([buttons.show, 'eye'] as const);
    const turn = () => {
      visible = !visible;
      draw();
    };
    const copy = async () => {
      const worked = await copied(plain);
      said.textContent = worked ? password.copied : '';
      // Where copying is forbidden, reading it is the way that is left.
      if (!worked && !visible) turn();
    };
    const row = make(
      'div',
      { class: 'row' },
      button(look[0], 'quiet', turn, look[1]),
      button(buttons.copy, 'quiet', () => void copy(), 'copy'),
      button(buttons['have-it'], 'primary', () => void taken(), 'check'),
      said,
    );
    const hint = make('p', { class: 'quiet' }, visible ? password.rule : password.masked);
    return [field, hint, row, countdown(password.left)];
  }

  function countdown(label: string): Node {
    const known = until();
    if (known === undefined) return make('span');
    const figures = make('span', { class: 'countdown', role: 'timer' }, clock(known - deps.now()));
    return make('p', { class: 'quiet left' }, icon('clock'), make('span', {}, label), figures);
  }

  return {
    element,
    update(fresh: State): void {
      state = fresh;
      const there = fresh.progress.password === 'open' || fresh.progress.password === 'ready';
      // A refused password may be replaced between two looks: the old one must not stay on the screen.
      if (!there || (held && held.attempt !== acceptedAt(fresh))) held = undefined;
      draw();
    },
    forget,
    /** Every second: the clock goes on, and what is over is cleared. */
    tick(): void {
      const end = until();
      if (held && end !== undefined && end <= deps.now()) held = undefined;
      draw();
      const shown = element.querySelector('.countdown');
      if (!shown || end === undefined) return;
      shown.textContent = clock(end - deps.now());
      shown.parentElement?.classList.toggle('soon', end - deps.now() < SOON);
    },
  };
}

function acceptedAt(state: State | undefined): number | undefined {
  return state?.progress.steps.find(step => step.name === 'accepted')?.at;
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
