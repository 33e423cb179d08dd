// "This is not me". Asks twice, for it ends every sign-in of the account; and the question stays while the request goes on.
import { button, make, named, section } from './dom.ts';
import type { State } from './state.ts';

export function createNotMe(freeze: () => Promise<void>) {
  const element = make('div');
  let asking = false;
  let last: State | undefined;
  let drawn = '';

  function draw(): void {
    if (!last) return;
    const { words, progress } = last;
    element.hidden = progress.state === 'frozen';
    const view = `${asking} ${words.lang}`;
    if (view === drawn) return;
    drawn = view;
    const { buttons, headings } = words;
    const first = named('not-me', button(buttons['not-me'], 'quiet', ask, 'shield'));
    element.replaceChildren(section(headings['not-me'], asking ? question(last) : first));
  }

  function question({ words: { buttons, headings } }: State): HTMLElement {
    const sure = button(buttons['not-me-sure'], 'danger', () => void freeze().then(turnBack));
    const back = named('not-me-back', button(buttons['not-me-back'], 'quiet', turnBack));
    const text = make('p', { id: 'not-me-question' }, headings['not-me-sure']);
    return make(
      'div',
      { role: 'group', 'aria-labelledby': 'not-me-question' },
      text,
      make('div', { class: 'row' }, sure, back),
    );
  }

  /** The focus goes to the harmless one. */
  function ask(): void {
    asking = true;
    draw();
    document.getElementById('not-me-back')?.focus();
  }

  function turnBack(): void {
    asking = false;
    draw();
    document.getElementById('not-me')?.focus();
  }

  return {
    element,
    draw(state: State): void {
      last = state;
      draw();
    },
  };
}
