// What opens over a pane: the dialogs a bot answers with (a page, a card, or words). It keeps the keyboard until it closes.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TaskView } from '../../stage/protocol.ts';
import { Icon } from '../front/icons.tsx';
import { useDesk, useDeskState } from '../model/desk.ts';
import type { Pane } from '../model/state.ts';
import { troubleIn, useWords } from '../model/words.ts';
import { Frame } from './frame.tsx';
import { TaskCard } from './task-card.tsx';

export function OverPane({ pane }: { readonly pane: Pane }) {
  const over = useDeskState(state => state.over[pane.person]);
  return over ? <Dialog pane={pane} task={over.task} /> : null;
}

function Dialog({ pane: { person, theme }, task }: { readonly pane: Pane; readonly task: TaskView }) {
  const desk = useDesk();
  const words = useWords();
  const bot = useDeskState(state => state.company.bot.name);
  const [trouble, setTrouble] = useState<string>();
  const box = useRef<HTMLDivElement>(null);
  useReturn(box);
  // Another dialog in the place of the first is read from its beginning. Before anybody can press a key: Escape is for it.
  useLayoutEffect(() => box.current?.focus(), [task]);
  const close = () => desk.over(person, undefined);

  async function submit(data: unknown): Promise<void> {
    const done = await desk.api.taskSubmit(person, data);
    setTrouble(troubleIn(words, done));
    if (!done.trouble) desk.over(person, done.task && { task: done.task });
  }

  const title = (task.type === 'continue' ? task.value.title : undefined) ?? bot;
  return (
    <div class="over">
      <div
        class="dialog"
        role="dialog"
        aria-modal="true"
        aria-label={title}
        tabIndex={-1}
        ref={box}
        onKeyDown={event => event.key === 'Escape' && close()}
      >
        <Turn box={box} to="last" />
        <header class="dialog-head">
          <span class="dialog-app" aria-hidden="true">
            <Icon name="lock" />
          </span>
          <h3 dir="auto">{title}</h3>
          <button type="button" class="icon-button" aria-label={words.say('over.close')} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        {task.type === 'message' && (
          <p class="dialog-words" dir="auto">
            {task.value}
          </p>
        )}
        {task.type === 'continue' && task.value.url !== undefined && (
          <Frame
            key={task.value.url}
            person={person}
            theme={theme}
            url={task.value.url}
            title={title}
            frame="task"
            submitted={data => void submit(data)}
          />
        )}
        {task.type === 'continue' && task.value.card && <TaskCard json={task.value.card.content} submit={submit} />}
        {trouble && (
          <p class="card-error" role="alert">
            {trouble}
          </p>
        )}
        <Turn box={box} to="first" />
      </div>
    </div>
  );
}

/** The keyboard is again where it was before the dialog, or, when that is gone, in what the dialog lay over. */
function useReturn(box: { readonly current: HTMLElement | null }): void {
  // While it is being drawn: what lies below can hold no focus once it is on screen.
  const before = useRef(document.activeElement);
  useEffect(() => {
    const pane = box.current?.closest('.pane');
    return () => {
      const { current } = before;
      const there = current instanceof HTMLElement && current.isConnected && current !== document.body;
      (there ? current : pane?.querySelector<HTMLElement>('.pane-view'))?.focus();
    };
  }, []);
}

const REACHABLE = 'a[href], button:not(:disabled), input, select, textarea, iframe';

/** At either end of a dialog: whoever leaves it there comes in again at the other. */
function Turn({ box, to }: { readonly box: { readonly current: HTMLElement | null }; readonly to: 'first' | 'last' }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done here, the keyboard only passes through
    <div
      class="turn"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it never keeps the focus it gets
      tabIndex={0}
      onFocus={({ relatedTarget }) => {
        const all = [...(box.current?.querySelectorAll<HTMLElement>(REACHABLE) ?? [])];
        // From the dialog itself, where the keyboard begins, the first step leads in and not around.
        const first = to === 'first' || relatedTarget === box.current;
        (first ? all[0] : all.at(-1))?.focus();
      }}
    />
  );
}
