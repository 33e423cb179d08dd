// The rail of one person's Teams: activity, chat, teams, and the app's own tab.
import { Icon, type IconName } from '../front/icons.tsx';
import { useDesk, useDeskState } from '../model/desk.ts';
import { type Pane, personOf, type Show, unreadIn } from '../model/state.ts';

const ITEMS: readonly { readonly show: Show; readonly icon: IconName; readonly name: string }[] = [
  { show: 'activity', icon: 'bell', name: 'Activity' },
  { show: 'chat', icon: 'chat', name: 'Chat' },
  { show: 'teams', icon: 'people', name: 'Teams' },
  { show: 'app', icon: 'lock', name: 'Desk' },
];

export function Rail({ pane: { person, show } }: { readonly pane: Pane }) {
  const desk = useDesk();
  const inChannel = useDeskState(state => personOf(state, person)?.inChannel === true);
  const name = useDeskState(state => personOf(state, person)?.name);
  const chat = useDeskState(state => unreadIn(state, person, 'chat'));
  const channel = useDeskState(state => unreadIn(state, person, 'channel'));
  const unread: Readonly<Record<Show, number>> = { activity: 0, chat, teams: channel, app: 0 };
  return (
    <nav class="rail" aria-label={`Teams of ${name}`}>
      {ITEMS.filter(item => item.show !== 'teams' || inChannel).map(item => (
        <button
          type="button"
          key={item.show}
          class="rail-item"
          aria-current={item.show === show ? 'page' : undefined}
          onClick={() => desk.pane(person, { show: item.show, thread: undefined })}
        >
          <Icon name={item.icon} />
          <span>{item.name}</span>
          {unread[item.show] > 0 && (
            <span class="count">
              {unread[item.show]}
              <span class="sr-only"> new</span>
            </span>
          )}
        </button>
      ))}
    </nav>
  );
}
