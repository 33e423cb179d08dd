// The panel of the temporary password: masked, shown, copied, counted down, and cleared when the page is hidden or its time is over.
import { button, make } from './dom.ts';
import { createHolding, type Holding, type Revealed } from './holding.ts';
import { icon } from './icons.ts';
import type { State } from './state.ts';
import { clock } from './times.ts';

const MASK = '•'.repeat(16);
/** From here on the clock is red. */
const SOON = 60_000;

export type PasswordPanel = ReturnType<typeof createPasswordPanel>;

/** @param now the server's clock */
export function createPasswordPanel(deps: {
  readonly now: () => number;
  readonly reveal: () => Promise<Revealed | undefined>;
  readonly haveIt: () => Promise<boolean>;
}) {
  const element = make('section', { class: 'panel', 'aria-labelledby': 'password-title', hidden: '' });
  const holding = createHolding(deps.now);
  let state: State | undefined;
  let visible = false;
  let asking = false;
  let drawn = '';

  function forget(): void {
    holding.forget();
    draw();
  }

  async function fetchIt(): Promise<void> {
    if (asking) return;
    asking = true;
    draw();
    const attempt = holding.attempt();
    const revealed = await deps.reveal();
    asking = false;
    // Whoever has turned away in the meantime asks again when they are back.
    if (revealed && !document.hidden) holding.hold(revealed, attempt);
    draw();
  }

  async function taken(): Promise<void> {
    if (await deps.haveIt()) forget();
  }

  /** Only when something is different, so that focus and screen readers are left alone. */
  function draw(): void {
    if (!state) return;
    const { words, progress } = state;
    const now = holding.look();
    if (now !== 'held') visible = false;
    const view = [now, progress.password, holding.password(), visible, asking, words.lang].join();
    if (view === drawn) return;
    drawn = view;
    const pressed = element.contains(document.activeElement) ? document.activeElement?.textContent : undefined;
    element.hidden = now === 'none';
    element.classList.toggle('next', now === 'offer' || now === 'held');
    element.replaceChildren(make('h2', { id: 'password-title' }, words.headings.password), ...body(state, now));
    if (pressed !== undefined) refocus(pressed);
  }

  /** The focus stays where it was, or goes to the first button when that one is gone. */
  function refocus(text: string | null | undefined): void {
    const buttons = [...element.querySelectorAll('button')];
    (buttons.find(one => one.textContent === text) ?? buttons[0])?.focus();
  }

  function body({ progress, words }: State, now: Holding): Node[] {
    const { password, buttons } = words;
    switch (now) {
      case 'held':
        return opened(holding.password() ?? '', words);
      case 'handed-over':
      case 'over':
        return [make('p', {}, password[now])];
      case 'elsewhere':
        return [make('p', { role: 'alert', class: 'alert' }, password.elsewhere)];
      case 'none':
        return [];
      case 'offer': {
        const reveal = button(buttons.reveal, 'primary', () => void fetchIt(), 'eye');
        // Not disabled: that would take the focus away.
        if (asking) reveal.setAttribute('aria-busy', 'true');
        const left = progress.password === 'ready' ? password.waits : password.left;
        return [make('p', {}, password.rule), reveal, countdown(left)];
      }
    }
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
    const left = holding.left();
    if (left === undefined) return make('span');
    const figures = make('span', { class: 'countdown', role: 'timer' }, clock(left));
    return make('p', { class: 'quiet left' }, icon('clock'), make('span', {}, label), figures);
  }

  return {
    element,
    update(fresh: State): void {
      state = fresh;
      holding.update(fresh);
      draw();
    },
    forget,
    /** Every second: the clock goes on, and what is over is cleared. */
    tick(): void {
      draw();
      const left = holding.left();
      const shown = element.querySelector('.countdown');
      if (!shown || left === undefined) return;
      shown.textContent = clock(left);
      shown.parentElement?.classList.toggle('soon', left < SOON);
    },
  };
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
