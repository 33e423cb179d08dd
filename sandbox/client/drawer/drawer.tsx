// Behind the scenes: what crosses the wire, what the directories hold, the mailboxes, and the switches.
import type { ComponentChildren } from 'preact';
import { Icon } from '../front/icons.tsx';
import { useDesk, useDeskState } from '../model/desk.ts';
import type { DrawerTab } from '../model/state.ts';
import { Directory } from './directory.tsx';
import { Mail } from './mail.tsx';
import { Switches } from './switches.tsx';
import { Wire } from './wire.tsx';

const TABS: readonly { readonly tab: DrawerTab; readonly name: string; readonly view: () => ComponentChildren }[] = [
  { tab: 'wire', name: 'Wire', view: () => <Wire /> },
  { tab: 'directory', name: 'Directory', view: () => <Directory /> },
  { tab: 'mail', name: 'Mail', view: () => <Mail /> },
  { tab: 'switches', name: 'Switches', view: () => <Switches /> },
];

export function Drawer() {
  const desk = useDesk();
  const open = useDeskState(state => state.drawer);
  const shown = TABS.find(({ tab }) => tab === open);
  if (!shown) return null;
  const turn = (by: number) => {
    const next = TABS[(TABS.indexOf(shown) + by + TABS.length) % TABS.length] ?? shown;
    desk.store.set({ drawer: next.tab });
    document.getElementById(`tab-${next.tab}`)?.focus();
  };
  return (
    <aside class="drawer" aria-label="Behind the scenes">
      <header class="drawer-head">
        <div
          role="tablist"
          aria-label="Behind the scenes"
          onKeyDown={({ key }) => {
            if (key === 'ArrowRight') turn(1);
            if (key === 'ArrowLeft') turn(-1);
          }}
        >
          {TABS.map(({ tab, name }) => (
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
              {name}
            </button>
          ))}
        </div>
        <button
          type="button"
          class="icon-button"
          aria-label="Close"
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
