// The helpdesk's channel: threads with their replies, newest last, and one thread by itself. The bot hears what mentions it.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { MessageView } from '../../stage/protocol.ts';
import { Icon } from '../front/icons.tsx';
import { useDesk, useDeskState } from '../model/desk.ts';
import { type Pane, roomOf } from '../model/state.ts';
import { useWords } from '../model/words.ts';
import { Composer } from './composer.tsx';
import { Message } from './message.tsx';
import { useEnd } from './scroll.ts';

export function Channel({ pane }: { readonly pane: Pane }) {
  const { person, thread } = pane;
  const desk = useDesk();
  const { say } = useWords();
  const messages = useDeskState(state => roomOf(state, person, 'channel'));
  const bot = useDeskState(state => state.company.bot.name);
  const list = useEnd<HTMLDivElement>(messages.length);
  useEffect(() => desk.read(person, 'channel'), [desk, person, messages]);
  useWayBack(list, thread);

  const threads = messages.filter(message => message.id === message.thread);
  const open = threads.find(first => first.id === thread);
  const replies = (first: MessageView) => messages.filter(one => one.thread === first.id && one.id !== first.id);
  function post(text: string): void {
    const where = open ? { thread: open.id } : {};
    void desk.api.say({ person, place: 'channel', text, mention: text.includes(`@${bot}`), ...where });
  }

  return (
    <>
      <div class="messages" ref={list} role="log" aria-label={say('channel.threads')} aria-live="polite">
        {open && (
          <button type="button" class="back" onClick={() => desk.pane(person, { thread: undefined })}>
            <Icon name="back" /> {say('channel.all')}
          </button>
        )}
        {threads.length === 0 && <p class="empty">{say('channel.quiet')}</p>}
        <ol class="threads">
          {(open ? [open] : threads).map(first => (
            <Thread key={first.id} pane={pane} first={first} replies={replies(first)} open={open !== undefined} />
          ))}
        </ol>
      </div>
      <Composer
        key={open?.id ?? ''}
        label={say(open ? 'channel.reply' : 'channel.post')}
        mention={bot}
        ready={open !== undefined}
        send={post}
      />
    </>
  );
}

/** Whoever leaves a thread is again where they entered it. */
function useWayBack(list: { readonly current: HTMLElement | null }, thread: string | undefined): void {
  const before = useRef(thread);
  // Before it is painted: the next key already belongs there.
  useLayoutEffect(() => {
    const left = thread === undefined ? before.current : undefined;
    before.current = thread;
    if (left !== undefined) list.current?.querySelector<HTMLElement>(`[data-thread="${left}"] .thread-open`)?.focus();
  }, [thread]);
}

type ThreadProps = {
  readonly pane: Pane;
  readonly first: MessageView;
  readonly replies: readonly MessageView[];
  readonly open: boolean;
};

function Thread({ pane: { person, theme }, first, replies, open }: ThreadProps) {
  const desk = useDesk();
  const { say } = useWords();
  return (
    <li class="thread" data-thread={first.id}>
      <ol class="message-list">
        {[first, ...(open ? replies : [])].map(message => (
          <Message key={message.id} person={person} place="channel" message={message} theme={theme} />
        ))}
      </ol>
      {!open && (
        <button type="button" class="thread-open" onClick={() => desk.pane(person, { thread: first.id })}>
          <Icon name="reply" />{' '}
          {replies.length === 0 ? say('channel.reply') : say('channel.replies', { count: replies.length })}
        </button>
      )}
    </li>
  );
}
