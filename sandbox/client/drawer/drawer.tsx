// Behind the scenes: what crosses the wire, what the directories hold, the mailboxes, and the switches.
import type { ComponentChildren } from 'preact';
import { Icon } from '../front/icons.tsx';
import { useDesk, useDeskState } from '../model/desk.ts';
import type { DrawerTab } from '../model/state.ts';
import { useWords } from '../model/words.ts';
import { Directory } from './directory.tsx';
import { Mail } from './mail.tsx';
import { Switches } from './switches.tsx';
import { Wire } from './wire.tsx';

const TABS: readonly { readonly tab: DrawerTab; readonly view: () => ComponentChildren }[] = [
  { tab: 'wire', view: () => <Wire /> },
  { tab: 'directory', view: () => <Directory /> },
  { tab: 'mail', view: () => <Mail /> },
  { tab: 'switches', view: () => <Switches /> },
];

export function Drawer() {
  const desk = useDesk();
  const { say, dir } = useWords();
  const open = useDeskState(state => state.drawer);
  const shown = TABS.find(({ tab }) => tab === open);
  if (!shown) return null;
  const turn = (by: number) => {
    const next = TABS[(TABS.indexOf(shown) + by + TABS.length) % TABS.length] ?? shown;
    desk.store.set({ drawer: next.tab });
    document.getElementById(`tab-${next.tab}`)?.focus();
  };
  return (
    <aside class="drawer" tabIndex={-1} aria-label={say('front.behind')}>
      <header class="drawer-head">
        <div
          role="tablist"
          aria-label={say('front.behind')}
          onKeyDown={({ key }) => {
            if (key === 'ArrowRight') turn(dir === 'rtl' ? -1 : 1);
            if (key === 'ArrowLeft') turn(dir === 'rtl' ? 1 : -1);
          }}
        >
          {TABS.map(({ tab }) => (
            <button
              type="button"
              role="tab"
              key={tab}
              id={`tab-${tab}`}
              aria-selected={tab === open}
              aria-controls="drawer-panel"
              tabIndex={tab === open ? 0 : -1}
              onClick={() => desk.store.set({ drawer: tab })}
            >
              {say(`drawer.${tab}`)}
            </button>
          ))}
        </div>
        <button
          type="button"
          class="icon-button"
          aria-label={say('over.close')}
          onClick={() => desk.store.set({ drawer: undefined })}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="drawer-panel" role="tabpanel" id="drawer-panel" aria-labelledby={`tab-${shown.tab}`}>
        {shown.view()}
      </div>
    </aside>
  );
}
