// One person's Teams, whole: who they are, the rail, what is open, and what lies over it.
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { PersonView, StepView } from '../../stage/protocol.ts';
import { wordsFor } from '../../words/words.ts';
import { useDeskState } from '../model/desk.ts';
import { type Pane, personOf } from '../model/state.ts';
import { useWords, WordsContext } from '../model/words.ts';
import { Activity } from './activity.tsx';
import { BrowserWindow } from './browser.tsx';
import { Channel } from './channel.tsx';
import { Chat } from './chat.tsx';
import { Frame } from './frame.tsx';
import { OverPane } from './over.tsx';
import { PaneHead } from './pane-head.tsx';
import { Phone } from './phone.tsx';
import { Rail } from './rail.tsx';
import { Toasts } from './toasts.tsx';

export function PaneView({ pane, front }: { readonly pane: Pane; readonly front: boolean }) {
  const who = useDeskState(state => personOf(state, pane.person));
  const over = useDeskState(state => state.over[pane.person] !== undefined);
  const speaking = useDeskState(state => state.play?.state === 'playing' && speaks(state.play.steps.at(-1), who));
  const locale = who?.locale ?? 'en';
  const words = useMemo(() => wordsFor(locale), [locale]);
  const view = useView(pane);
  if (!who) return null;
  const views: Readonly<Record<Pane['show'], () => ComponentChildren>> = {
    activity: () => <Activity pane={pane} key={pane.person} />,
    chat: () => <Chat pane={pane} key={pane.person} />,
    teams: () => <Channel pane={pane} key={pane.person} />,
    app: () => <App pane={pane} key={pane.person} />,
  };
  return (
    <section
      class="pane"
      data-theme={pane.theme}
      data-front={front}
      data-speaking={speaking === true}
      data-person={pane.person}
      data-show={pane.show}
      aria-label={words.say('pane.name', { name: who.name })}
      aria-keyshortcuts="F6"
      tabIndex={-1}
      lang={words.locale}
      dir={words.dir}
    >
      <WordsContext.Provider value={words}>
        <PaneHead pane={pane} who={who} />
        <Phone pane={pane} key={pane.person} />
        <div class="pane-inside" inert={over}>
          <Rail pane={pane} />
          <div class="pane-view" tabIndex={-1} ref={view}>
            <ViewTitle pane={pane} />
            {views[pane.show]()}
          </div>
        </div>
        <OverPane pane={pane} key={pane.person} />
        <BrowserWindow pane={pane} />
        <Toasts pane={pane} />
      </WordsContext.Provider>
    </section>
  );
}

/** The app's own tab: the page of the person's request. */
function App({ pane: { person, theme } }: { readonly pane: Pane }) {
  const { say } = useWords();
  const origin = useDeskState(state => state.company.botOrigin);
  return <Frame person={person} theme={theme} url={`${origin}/tracker`} title={say('view.app')} frame="content" />;
}

/** What was pressed to come here may be gone with what it was on: the keyboard then goes on in what is shown now. */
function useView({ show, thread }: Pane) {
  const view = useRef<HTMLDivElement>(null);
  const before = useRef({ show, thread });
  useEffect(() => {
    const moved = before.current.show !== show || before.current.thread !== thread;
    before.current = { show, thread };
    if (moved && document.activeElement === document.body) view.current?.focus();
  }, [show, thread]);
  return view;
}

function ViewTitle({ pane }: { readonly pane: Pane }) {
  const { say } = useWords();
  const company = useDeskState(state => state.company);
  const titles: Readonly<Record<Pane['show'], string>> = {
    activity: say('rail.activity'),
    chat: company.bot.name,
    teams: `${company.team} › ${company.channel}`,
    app: say('view.app'),
  };
  return <h3 class="view-title">{titles[pane.show]}</h3>;
}

/** Whether the story's last step was this person's doing. */
function speaks(step: StepView | undefined, who: PersonView | undefined): boolean {
  if (!step || !who) return false;
  return step.speaker === 'channel' ? who.inChannel : step.speaker === undefined && step.who === who.name;
}
