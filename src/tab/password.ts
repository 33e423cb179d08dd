// The panel of the temporary password. It lives in this closure alone: cleared when the page is hidden and when its time is over.
import { button, clock, make } from './dom.ts';
import type { State } from './state.ts';

const MASK = '•'.repeat(16);

export type Revealed = { readonly password: string; readonly readableUntil: number };

export type PasswordPanel = ReturnType<typeof createPasswordPanel>;

/** @param now the server's clock */
export function createPasswordPanel(deps: {
  readonly now: () => number;
  readonly reveal: () => Promise<Revealed | undefined>;
  readonly haveIt: () => Promise<void>;
}) {
  const element = make('section', { class: 'panel password', 'aria-labelledby': 'password-title', hidden: '' });
  let state: State | undefined;
  let held: Revealed | undefined;
  let visible = false;
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
    held = await deps.reveal();
    draw();
  }

  /** The focus stays where it was, or goes to the first button when that one is gone. */
  function refocus(text: string | null | undefined): void {
    const buttons = [...element.querySelectorAll('button')];
    (buttons.find(one => one.textContent === text) ?? buttons[0])?.focus();
  }

  /** Only when something is different, so that focus and screen readers are left alone. */
  function draw(): void {
    if (!state) return;
    const { progress, mine, words } = state;
    const { password } = words;
    const over = progress.password === 'open' && mine && !held && (until() ?? 0) <= deps.now();
    const view = [progress.password, mine, held !== undefined, visible, over, words.lang].join();
    if (view === drawn) return;
    drawn = view;
    const pressed = element.contains(document.activeElement) ? document.activeElement?.textContent : undefined;
    element.hidden = progress.password === 'not-yet' || progress.password === 'gone';
    element.replaceChildren(make('h2', { id: 'password-title' }, words.headings.password), ...body(over));
    if (pressed !== undefined) refocus(pressed);

    function body(timeOver: boolean): Node[] {
      if (held) return opened(held);
      if (progress.password === 'handed-over') return [make('p', {}, password['handed-over'])];
      if (progress.password === 'open' && !mine) return [make('p', { role: 'alert' }, password.elsewhere)];
      if (timeOver) return [make('p', {}, password.over)];
      const waits = progress.password === 'ready' ? password.waits : password.left;
      return [
        make('p', {}, password.rule),
        button(words.buttons.reveal, 'primary', () => void fetchIt()),
        countdown(waits),
      ];
    }

    function opened({ password: plain }: Revealed): Node[] {
      const field = make('output', { class: 'secret', 'aria-label': password.label, translate: 'no', dir: 'ltr' });
      field.textContent = visible ? plain : MASK;
      const said = make('span', { role: 'status', class: 'quiet' });
      const toggle = button(visible ? words.buttons.hide : words.buttons.show, 'quiet', () => {
        visible = !visible;
        draw();
      });
      const copy = button(words.buttons.copy, 'quiet', () => {
        void copied(plain).then(worked => {
          said.textContent = worked ? password.copied : '';
          // Where copying is forbidden, reading it is the way that is left.
          if (!worked && !visible) toggle.click();
        });
      });
      const taken = button(words.buttons['have-it'], 'primary', () => void deps.haveIt().then(forget));
      const hint = visible ? undefined : make('p', { class: 'quiet' }, password.masked);
      const row = make('div', { class: 'row' }, toggle, copy, taken, said);
      return [field, ...(hint ? [hint] : []), row, make('p', {}, password.rule), countdown(password.left)];
    }
  }

  function countdown(label: string): Node {
    const known = until();
    if (known === undefined) return make('span');
    return make('p', { class: 'quiet' }, `${label} `, make('span', { class: 'countdown' }, clock(known - deps.now())));
  }

  return {
    element,
    update(fresh: State): void {
      state = fresh;
      if (fresh.progress.password !== 'open' && fresh.progress.password !== 'ready') held = undefined;
      draw();
    },
    forget,
    /** Every second: the clock goes on, and what is over is cleared. */
    tick(): void {
      const end = until();
      if (held && end !== undefined && end <= deps.now()) held = undefined;
      draw();
      const shown = element.querySelector('.countdown');
      if (shown && end !== undefined) shown.textContent = clock(end - deps.now());
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
