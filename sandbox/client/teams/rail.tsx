// The rail of one person's Teams: activity, chat, teams, and the app's own tab.
import type { Key } from '../../words/sentences.ts';
import { Icon, type IconName } from '../front/icons.tsx';
import { useDesk, useDeskState } from '../model/desk.ts';
import { type Pane, personOf, type Show, unreadIn } from '../model/state.ts';
import { useWords } from '../model/words.ts';
import { Count } from './count.tsx';

const ITEMS: readonly { readonly show: Show; readonly icon: IconName; readonly name: Key }[] = [
  { show: 'activity', icon: 'bell', name: 'rail.activity' },
  { show: 'chat', icon: 'chat', name: 'rail.chat' },
  { show: 'teams', icon: 'people', name: 'rail.teams' },
  { show: 'app', icon: 'lock', name: 'rail.app' },
];

export function Rail({ pane: { person, show } }: { readonly pane: Pane }) {
  const desk = useDesk();
  const { say } = useWords();
  const inChannel = useDeskState(state => personOf(state, person)?.inChannel === true);
  const name = useDeskState(state => personOf(state, person)?.name) ?? person;
  const chat = useDeskState(state => unreadIn(state, person, 'chat'));
  const channel = useDeskState(state => unreadIn(state, person, 'channel'));
  const unread: Readonly<Record<Show, number>> = { activity: 0, chat, teams: channel, app: 0 };
  return (
    <nav class="rail" aria-label={say('pane.name', { name })}>
      {ITEMS.filter(item => item.show !== 'teams' || inChannel).map(item => (
        <button
          type="button"
          key={item.show}
          class="rail-item"
          aria-current={item.show === show ? 'page' : undefined}
          onClick={() => desk.pane(person, { show: item.show, thread: undefined })}
        >
          <Icon name={item.icon} />
          <span>{say(item.name)}</span>
          <Count of={unread[item.show]} />
        </button>
      ))}
    </nav>
  );
}
