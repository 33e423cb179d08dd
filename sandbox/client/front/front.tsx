// The page: a bar, the panes side by side, and what helps around them.
import { useEffect } from 'preact/hooks';
import { Drawer } from '../drawer/drawer.tsx';
import { useDeskState } from '../model/desk.ts';
import { walkRegions } from '../model/regions.ts';
import { useWords } from '../model/words.ts';
import { PaneView } from '../teams/pane.tsx';
import { Bar } from './bar.tsx';
import { Captions } from './captions.tsx';
import { Hints } from './hints.tsx';
import { PeopleBar } from './people-bar.tsx';
import { Welcome } from './welcome.tsx';

export function Front() {
  const { say } = useWords();
  const panes = useDeskState(state => state.panes);
  const front = useDeskState(state => state.front);
  const welcome = useDeskState(state => state.welcome);
  const connected = useDeskState(state => state.connected);
  const bot = useDeskState(state => state.switches?.bot);
  useEffect(walkRegions, []);
  return (
    <>
      <div class="front" inert={welcome}>
        <Bar />
        {!connected && (
          <p class="banner" role="alert">
            {say('front.silent')}
          </p>
        )}
        {connected && bot !== undefined && bot !== 'up' && (
          <p class="banner" role="status">
            {say(bot === 'down' ? 'front.unplugged' : 'front.starting')}
          </p>
        )}
        <div class="stage">
          <main class="panes" data-count={panes.length}>
            {panes.map((pane, place) => (
              // A pane stays itself when it becomes another person's: its menu is still open then, and has the keyboard.
              <PaneView key={place} pane={pane} front={pane.person === front} />
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
