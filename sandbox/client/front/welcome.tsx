// The first thing a newcomer sees: what this is in three sentences, and two ways in.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { StoryView } from '../../stage/protocol.ts';
import { useDesk, useDeskState } from '../model/desk.ts';
import { enter } from '../model/regions.ts';
import { type Pane, personOf } from '../model/state.ts';
import { troubleIn, useWords } from '../model/words.ts';
import { Icon } from './icons.tsx';

export function Welcome() {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const company = useDeskState(state => state.company);
  const panes = useDeskState(state => state.panes);
  const playing = useDeskState(state => state.play?.state === 'playing');
  const [story, setStory] = useState(company.stories[0]?.name ?? '');
  const [trouble, setTrouble] = useState<string>();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector<HTMLButtonElement>('.primary')?.focus();
    return () => enter(document.querySelector('.pane[data-front="true"]'));
  }, []);

  async function play(): Promise<void> {
    const chosen = company.stories.find(one => one.name === story);
    if (!chosen) return;
    const { person } = chosen;
    desk.panes(cast(panes, chosen));
    desk.store.set({ front: person, over: {} });
    const done = await desk.api.play(story);
    if (done.trouble) setTrouble(troubleIn(words, done));
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
        <h2 id="welcome-title">{say('welcome.title')}</h2>
        <p>{say('welcome.lead')}</p>
        <div class="welcome-ways">
          <button type="button" class="primary" disabled={playing} onClick={() => void play()}>
            <Icon name="play" /> {say('welcome.play')}
          </button>
          <button type="button" onClick={close}>
            {say('welcome.myself')}
          </button>
        </div>
        <label class="welcome-story">
          {say('welcome.which')}
          <select value={story} onChange={event => setStory(event.currentTarget.value)}>
            {company.stories.map(one => (
              <Story key={one.name} name={one.name} person={one.person} />
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

function Story({ name, person }: { readonly name: string; readonly person: string }) {
  const { say, knows } = useWords();
  const who = useDeskState(state => personOf(state, person)?.name.split(' ')[0]) ?? person;
  const about = `story.${name}`;
  return <option value={name}>{say('welcome.option', { name: who, story: knows(about) ? say(about) : name })}</option>;
}

/** Whoever the story is about takes the first pane; their manager, Marcus who vouches for managers' people, and the helpdesk must be there too. */
function cast(panes: readonly Pane[], { person, manager, ends }: StoryView): readonly Pane[] {
  const theme = panes[0]?.theme ?? 'light';
  // Ada is in her chat, but for the stories after which it is hers to lift the freeze, in the channel.
  const atChannel = ends === 'frozen' ? ['hana', 'ada'] : ['hana'];
  const fresh = (key: string): Pane => ({ person: key, show: atChannel.includes(key) ? 'teams' : 'chat', theme });
  const wanted = [person, manager, 'marcus', 'hana', 'ada'].filter((key, at, all) => key && all.indexOf(key) === at);
  return wanted
    .slice(0, 4)
    .map(key => ({ ...(panes.find(pane => pane.person === key) ?? fresh(key)), show: fresh(key).show }));
}
