// On a phone: one person at a time, and the others one tap away.
import { useDesk, useDeskState } from '../model/desk.ts';
import { type Pane, personOf, unreadIn } from '../model/state.ts';
import { useWords } from '../model/words.ts';
import { Avatar } from '../teams/avatar.tsx';
import { Count } from '../teams/count.tsx';

export function PeopleBar() {
  const { say } = useWords();
  const panes = useDeskState(state => state.panes);
  return (
    <nav class="people-bar" aria-label={say('front.whose')}>
      {panes.map(pane => (
        <Somebody key={pane.person} pane={pane} />
      ))}
    </nav>
  );
}

function Somebody({ pane: { person } }: { readonly pane: Pane }) {
  const desk = useDesk();
  const name = useDeskState(state => personOf(state, person)?.name ?? person);
  const front = useDeskState(state => state.front === person);
  const unread = useDeskState(state => unreadIn(state, person, 'chat') + unreadIn(state, person, 'channel'));
  return (
    <button type="button" aria-current={front ? 'page' : undefined} onClick={() => desk.store.set({ front: person })}>
      <Avatar name={name} />
      <span>{name.split(' ')[0]}</span>
      <Count of={unread} />
    </button>
  );
}
