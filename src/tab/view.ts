// Puts the parts of the tracker in their places, and shows each what the request is like now.
import { button, keeping, make, named, section, write } from './dom.ts';
import { icon } from './icons.ts';
import { createNotMe } from './not-me.ts';
import type { State } from './state.ts';
import { createStatus } from './status.ts';
import { createSteps } from './steps.ts';
import { createWays } from './ways.ts';

export type Presses = {
  readonly check: () => void;
  readonly keepOpen: () => void;
  readonly notMe: () => Promise<void>;
};

export type View = ReturnType<typeof createView>;

/** @param panel stays the same element through all states. `framed`: inside Teams, which the reset may close. */
export function createView(root: HTMLElement, panel: HTMLElement, presses: Presses, framed: boolean) {
  const status = createStatus();
  const ways = createWays(presses.check);
  const steps = createSteps();
  const notMe = createNotMe(presses.notMe);
  const keepOpen = make('div', { hidden: '' });
  const name = make('span');
  const who = make('p', { class: 'quiet who' }, icon('you'), name);
  root.replaceChildren(
    make('div', { class: 'column' }, ...status.elements, panel, keepOpen, ...ways.elements),
    make('div', { class: 'column' }, steps.element, notMe.element, who),
  );
  let drawn = '';

  return {
    draw(state: State): void {
      const { words, progress, superseded } = state;
      document.documentElement.lang = words.lang;
      document.documentElement.dir = words.dir;
      document.title = words.title;
      write(name, words.who);
      for (const part of [status, ways, steps, notMe]) part.draw(state);
      keepOpen.hidden = !(framed && progress.live) || superseded;
      // First it is the thing to do; once there is a password, taking that is, and it stands above.
      const look = progress.password === 'not-yet' ? 'primary' : 'quiet';
      const view = `${words.lang} ${look}`;
      if (drawn !== view) keeping(keepOpen, () => keepOpen.replaceChildren(offer(words, look)));
      drawn = view;
      root.hidden = false;
    },
  };

  function offer({ headings, buttons, lines }: State['words'], look: 'primary' | 'quiet'): HTMLElement {
    const press = named('keep-open', button(buttons['keep-open'], look, presses.keepOpen, 'out'));
    return section(headings['keep-open'], make('p', {}, lines['keep-open-why']), press);
  }
}
