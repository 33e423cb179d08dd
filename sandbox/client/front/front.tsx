// The page: a bar, the panes side by side, and what helps around them.
import { Drawer } from '../drawer/drawer.tsx';
import { useDeskState } from '../model/desk.ts';
import { PaneView } from '../teams/pane.tsx';
import { Bar } from './bar.tsx';
import { Captions } from './captions.tsx';
import { Hints } from './hints.tsx';
import { PeopleBar } from './people-bar.tsx';
import { Welcome } from './welcome.tsx';

export function Front() {
  const panes = useDeskState(state => state.panes);
  const front = useDeskState(state => state.front);
  const welcome = useDeskState(state => state.welcome);
  const connected = useDeskState(state => state.connected);
  const bot = useDeskState(state => state.switches?.bot);
  return (
    <>
      <div class="front" inert={welcome}>
        <Bar />
        {!connected && (
          <p class="banner" role="alert">
            The sandbox does not answer. It is asked again and again; if it was stopped, start it with “npm start”.
          </p>
        )}
        {connected && bot !== undefined && bot !== 'up' && (
          <p class="banner" role="status">
            {bot === 'down'
              ? 'The bot is unplugged. Plug it in again under “Behind the scenes”.'
              : 'The bot is starting…'}
          </p>
        )}
        <div class="stage">
          <main class="panes" data-count={panes.length}>
            {panes.map(pane => (
              <PaneView key={pane.person} pane={pane} front={pane.person === front} />
            ))}
          </main>
          <Drawer />
        </div>
        <Captions />
        <Hints />
        <PeopleBar />
      </div>
      {welcome && <Welcome />}
    </>
  );
}
