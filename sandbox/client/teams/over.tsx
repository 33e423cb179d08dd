// What opens over a pane: the dialogs a bot answers with (a page, a card, words), and what Teams itself has to say.
import { useEffect, useRef } from 'preact/hooks';
import type { TaskView } from '../../stage/protocol.ts';
import { renderCard } from '../cards/render.ts';
import { Icon } from '../front/icons.tsx';
import { useDesk, useDeskState } from '../model/desk.ts';
import type { Pane, Theme } from '../model/state.ts';
import { Frame } from './frame.tsx';

export function OverPane({ pane: { person, theme } }: { readonly pane: Pane }) {
  const desk = useDesk();
  const over = useDeskState(state => state.over[person]);
  const box = useRef<HTMLDivElement>(null);
  const close = () => desk.over(person, undefined);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    return () => (before instanceof HTMLElement ? before.focus() : undefined);
  }, [over !== undefined]);
  if (!over) return null;

  async function submit(data: unknown): Promise<void> {
    const done = await desk.api.taskSubmit(person, data);
    const words = done.trouble === undefined ? undefined : ({ kind: 'words', text: done.trouble } as const);
    desk.over(person, done.task ? { kind: 'task', task: done.task } : words);
  }

  const title = over.kind === 'task' && over.task.type === 'continue' ? (over.task.value.title ?? '') : 'Reset Desk';
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
        <header class="dialog-head">
          <span class="dialog-app" aria-hidden="true">
            <Icon name="lock" />
          </span>
          <h3>{title}</h3>
          <button type="button" class="icon-button" aria-label="Close" onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        {over.kind === 'words' ? (
          <p class="dialog-words">{over.text}</p>
        ) : (
          <Task person={person} theme={theme} task={over.task} submit={data => void submit(data)} />
        )}
      </div>
    </div>
  );
}

type TaskProps = {
  readonly person: string;
  readonly theme: Theme;
  readonly task: TaskView;
  readonly submit: (data: unknown) => void;
};

function Task({ person, theme, task, submit }: TaskProps) {
  if (task.type === 'message') return <p class="dialog-words">{task.value}</p>;
  const { url, card, title = 'Reset Desk' } = task.value;
  if (url !== undefined)
    return <Frame person={person} theme={theme} url={url} title={title} frame="task" submitted={submit} />;
  return <TaskCard json={card?.content ?? {}} theme={theme} submit={submit} />;
}

type CardProps = { readonly json: object; readonly theme: Theme; readonly submit: (data: unknown) => void };

function TaskCard({ json, theme, submit }: CardProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = renderCard(json, theme, what => {
      if (what.kind === 'link') window.open(what.url, '_blank', 'noopener');
      else submit({ ...(what.kind === 'submit' && isObject(what.data) ? what.data : {}), ...what.inputs });
    });
    host.current?.replaceChildren(...(element ? [element] : []));
  }, [json, theme]);
  return <div class="dialog-card card-body" ref={host} />;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
