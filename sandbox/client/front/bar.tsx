// The bar at the top: what this is and what it is not, and the few things that concern the whole page.
import { useDesk, useDeskState } from '../model/desk.ts';
import { usual } from '../model/kept.ts';
import { useWords } from '../model/words.ts';
import { Icon } from './icons.tsx';

export function Bar() {
  const desk = useDesk();
  const { say } = useWords();
  const company = useDeskState(state => state.company);
  const panes = useDeskState(state => state.panes);
  const drawer = useDeskState(state => state.drawer);
  const next = company.people.find(person => person.inTeams && !panes.some(pane => pane.person === person.key));
  return (
    <header class="bar" tabIndex={-1}>
      <img src="/client/icon.svg" alt="" width="28" height="28" />
      <div class="bar-title">
        <h1>{company.name}</h1>
        <p>{say('front.about')}</p>
      </div>
      <div class="bar-actions">
        <button type="button" onClick={() => desk.store.set({ welcome: true })}>
          <Icon name="play" /> <span>{say('front.play')}</span>
        </button>
        <button
          type="button"
          disabled={!next}
          onClick={() => {
            const theme = usual()[0]?.theme ?? 'light';
            if (next) desk.panes([...panes, { person: next.key, show: next.inChannel ? 'teams' : 'chat', theme }]);
          }}
        >
          <Icon name="plus" /> <span>{say('front.another')}</span>
        </button>
        <button
          type="button"
          aria-expanded={drawer !== undefined}
          onClick={() => desk.store.set({ drawer: drawer ? undefined : 'wire' })}
        >
          <Icon name="wire" /> <span>{say('front.behind')}</span>
        </button>
      </div>
    </header>
  );
}
