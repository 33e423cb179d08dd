// The bar at the top: what this is and what it is not, and the few things that concern the whole page.
import { useDesk, useDeskState } from '../model/desk.ts';
import { usual } from '../model/kept.ts';
import { Icon } from './icons.tsx';

export function Bar() {
  const desk = useDesk();
  const company = useDeskState(state => state.company);
  const panes = useDeskState(state => state.panes);
  const drawer = useDeskState(state => state.drawer);
  const next = company.people.find(person => person.inTeams && !panes.some(pane => pane.person === person.key));
  return (
    <header class="bar">
      <img src="/client/icon.svg" alt="" width="28" height="28" />
      <div class="bar-title">
        <h1>{company.name}</h1>
        <p>A made-up company. This is neither Microsoft Teams nor Entra.</p>
      </div>
      <div class="bar-actions">
        <button type="button" onClick={() => desk.store.set({ welcome: true })}>
          <Icon name="play" /> <span>Play a story</span>
        </button>
        <button
          type="button"
          disabled={!next}
          onClick={() => {
            const theme = usual()[0]?.theme ?? 'light';
            if (next) desk.panes([...panes, { person: next.key, show: next.inChannel ? 'teams' : 'chat', theme }]);
          }}
        >
          <Icon name="plus" /> <span>Another person</span>
        </button>
        <button
          type="button"
          aria-expanded={drawer !== undefined}
          onClick={() => desk.store.set({ drawer: drawer ? undefined : 'wire' })}
        >
          <Icon name="wire" /> <span>Behind the scenes</span>
        </button>
      </div>
    </header>
  );
}
