// The first thing a newcomer sees: what this is in three sentences, and two ways in.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk, useDeskState } from '../model/desk.ts';
import { type Pane, personOf } from '../model/state.ts';
import { Icon } from './icons.tsx';

export function Welcome() {
  const desk = useDesk();
  const company = useDeskState(state => state.company);
  const panes = useDeskState(state => state.panes);
  const playing = useDeskState(state => state.play?.state === 'playing');
  const [story, setStory] = useState(company.stories[0]?.name ?? '');
  const [trouble, setTrouble] = useState<string>();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLButtonElement>('.primary')?.focus(), []);

  async function play(): Promise<void> {
    const person = company.stories.find(one => one.name === story)?.person ?? '';
    desk.panes(cast(panes, person));
    desk.store.set({ front: person });
    const done = await desk.api.play(story);
    if (done.trouble) setTrouble(done.trouble);
    else desk.welcomed({ hints: false });
  }

  const close = () => desk.welcomed({ hints: true });
  return (
    <div class="welcome-ground">
      <div
        class="welcome"
        role="dialog"
        aria-modal="true"
        aria-labelledby="welcome-title"
        ref={box}
        onKeyDown={event => event.key === 'Escape' && close()}
      >
        <img src="/client/icon.svg" alt="" width="48" height="48" />
        <h2 id="welcome-title">A whole company on your desk</h2>
        <p>
          Freya has forgotten her password, and the Reset Desk bot in her Teams gets her back in, with the help of her
          manager and the helpdesk. The bot is the real one; the company, its Teams and its sign-in pages are made up:
          this is neither Microsoft Teams nor Entra, and no real account lives here. Each column is one person’s Teams,
          and you play them all.
        </p>
        <div class="welcome-ways">
          <button type="button" class="primary" disabled={playing} onClick={() => void play()}>
            <Icon name="play" /> Play it for me
          </button>
          <button type="button" onClick={close}>
            I’ll do it myself
          </button>
        </div>
        <label class="welcome-story">
          The story to play
          <select value={story} onChange={event => setStory(event.currentTarget.value)}>
            {company.stories.map(one => (
              <option key={one.name} value={one.name}>
                <Named person={one.person} /> {one.about}
              </option>
            ))}
          </select>
        </label>
        {trouble && (
          <p class="trouble" role="alert">
            {trouble}
          </p>
        )}
      </div>
    </div>
  );
}

function Named({ person }: { readonly person: string }) {
  const name = useDeskState(state => personOf(state, person)?.name.split(' ')[0]);
  return <>{name}: </>;
}

/** Whoever the story is about takes the first pane; the manager and the helpdesk must be there too. */
function cast(panes: readonly Pane[], person: string): readonly Pane[] {
  const theme = panes[0]?.theme ?? 'light';
  const fresh = (key: string): Pane => ({ person: key, show: key === 'hana' ? 'teams' : 'chat', theme });
  const wanted = [person, 'marcus', 'hana', 'ada'].filter((key, index, all) => all.indexOf(key) === index);
  return wanted.map(key => ({ ...(panes.find(pane => pane.person === key) ?? fresh(key)), show: fresh(key).show }));
}
