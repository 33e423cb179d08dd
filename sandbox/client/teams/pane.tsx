// One person's Teams, whole: who they are, the rail, what is open, and what lies over it.
import type { ComponentChildren } from 'preact';
import { useDeskState } from '../model/desk.ts';
import { type Pane, personOf } from '../model/state.ts';
import { Activity } from './activity.tsx';
import { BrowserWindow } from './browser.tsx';
import { Channel } from './channel.tsx';
import { Chat } from './chat.tsx';
import { Frame } from './frame.tsx';
import { OverPane } from './over.tsx';
import { PaneHead } from './pane-head.tsx';
import { Rail } from './rail.tsx';
import { Toasts } from './toasts.tsx';

const RIGHT_TO_LEFT = ['ar', 'he', 'fa', 'ur'];

export function PaneView({ pane, front }: { readonly pane: Pane; readonly front: boolean }) {
  const who = useDeskState(state => personOf(state, pane.person));
  const company = useDeskState(state => state.company);
  const over = useDeskState(state => state.over[pane.person] !== undefined);
  const speaking = useDeskState(state => state.play?.state === 'playing' && speaker(state.play.steps.at(-1)?.who, who));
  if (!who) return null;
  const language = who.locale.split('-')[0] ?? 'en';
  const views: Readonly<Record<Pane['show'], () => ComponentChildren>> = {
    activity: () => <Activity pane={pane} />,
    chat: () => <Chat pane={pane} key={pane.person} />,
    teams: () => <Channel pane={pane} />,
    app: () => (
      <Frame
        person={pane.person}
        theme={pane.theme}
        url={`${company.botOrigin}/tracker`}
        title="My request"
        frame="content"
      />
    ),
  };
  return (
    <section
      class="pane"
      data-theme={pane.theme}
      data-front={front}
      data-speaking={speaking === true}
      data-person={pane.person}
      aria-label={`Teams of ${who.name}`}
      lang={who.locale}
      dir={RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr'}
    >
      <PaneHead pane={pane} who={who} />
      <div class="pane-inside" inert={over}>
        <Rail pane={pane} />
        <div class="pane-view">
          <ViewTitle pane={pane} />
          {views[pane.show]()}
        </div>
      </div>
      <OverPane pane={pane} />
      <BrowserWindow pane={pane} />
      <Toasts pane={pane} />
    </section>
  );
}

function ViewTitle({ pane }: { readonly pane: Pane }) {
  const company = useDeskState(state => state.company);
  const titles: Readonly<Record<Pane['show'], string>> = {
    activity: 'Activity',
    chat: company.bot.name,
    teams: `${company.team} › ${company.channel}`,
    app: 'My request',
  };
  return <h3 class="view-title">{titles[pane.show]}</h3>;
}

/** Whether the story's last step was this person's doing. */
function speaker(step: string | undefined, who: { readonly name: string; readonly inChannel: boolean } | undefined) {
  return step !== undefined && (step === who?.name || (step === 'Helpdesk channel' && who?.inChannel === true));
}
