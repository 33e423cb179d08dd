// In a played story: the window of somebody's browser, with the page they are at. It is to be looked at, not used.
import { Icon } from '../front/icons.tsx';
import { useDeskState } from '../model/desk.ts';
import { type Pane, personOf } from '../model/state.ts';
import { useWords } from '../model/words.ts';

export function BrowserWindow({ pane: { person } }: { readonly pane: Pane }) {
  const { say } = useWords();
  const page = useDeskState(state => state.browsers[person]);
  const name = useDeskState(state => personOf(state, person)?.name.split(' ')[0]) ?? '';
  if (!page) return null;
  return (
    <figure class="browser" aria-label={say('over.browser', { name, title: page.title })}>
      <figcaption dir="ltr">
        <Icon name="lock" />
        <span>{page.address}</span>
      </figcaption>
      <iframe class="frame" src={page.view} title={page.title} sandbox="" tabIndex={-1} />
    </figure>
  );
}
