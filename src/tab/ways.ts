// How the temporary password becomes one's own, on this account; and where the old one must be changed afterwards.
import { button, keeping, make, named, section } from './dom.ts';
import { icon } from './icons.ts';
import type { State, WayWords } from './state.ts';

/** @param check to a fresh sign-in */
export function createWays(check: () => void) {
  const ways = make('div', { hidden: '' });
  const checking = make('div', { hidden: '' });
  const afterwards = make('div', { hidden: '' });
  let drawn = '';

  return {
    elements: [ways, checking, afterwards] as const,
    draw({ progress, words }: State): void {
      const taken = progress.password === 'open' || progress.password === 'handed-over';
      const changing = progress.live && (taken || progress.state === 'landed');
      ways.hidden = !changing || words.ways.length === 0;
      checking.hidden = !changing;
      afterwards.hidden = !(changing && taken) && progress.state !== 'completed';
      // The one thing to do now, once the password is in its owner's hands, is to make it one's own.
      const next = progress.password === 'handed-over';
      const view = JSON.stringify([words.ways, words.lang, next]);
      if (view === drawn) return;
      drawn = view;
      keeping(ways, () =>
        ways.replaceChildren(
          section(words.headings.ways, make('div', {}, ...words.ways.map((one, index) => way(one, index, next)))),
        ),
      );
      const press = named('check', button(words.buttons.check, 'quiet', check, 'out'));
      const { title, why, places } = words.afterwards;
      const list = make('ul', {}, ...places.map(place => make('li', {}, place)));
      afterwards.replaceChildren(section(title, make('p', {}, why), list));
      keeping(checking, () =>
        checking.replaceChildren(section(words.headings.check, make('p', {}, words.lines['check-why']), press)),
      );
    },
  };
}

/** The first way is the one for this person; the others fold. */
function way({ key, title, steps, link }: WayWords, index: number, next: boolean): HTMLElement {
  const look = next && index === 0 ? 'button primary' : 'button';
  const address = link && { class: look, href: link.url, target: '_blank', rel: 'noopener noreferrer' };
  const open = link && make('a', address, icon('out'), make('span', {}, link.text));
  const list = make('ol', {}, ...steps.map(line => make('li', {}, line)));
  const unfolded = index === 0 ? { open: '' } : {};
  return make('details', { class: 'way', id: `way-${key}`, ...unfolded }, make('summary', {}, title), list, open);
}
