// The helpdesk's channel: threads with their replies, newest last, and one thread by itself.
import { useEffect } from 'preact/hooks';
import type { MessageView } from '../../stage/protocol.ts';
import { Icon } from '../front/icons.tsx';
import { useDesk, useDeskState } from '../model/desk.ts';
import { type Pane, roomOf } from '../model/state.ts';
import { Composer } from './composer.tsx';
import { Message } from './message.tsx';
import { useEnd } from './scroll.ts';

export function Channel({ pane }: { readonly pane: Pane }) {
  const { person, thread } = pane;
  const desk = useDesk();
  const messages = useDeskState(state => roomOf(state, person, 'channel'));
  const list = useEnd<HTMLDivElement>(messages.length);
  useEffect(() => desk.read(person, 'channel'), [desk, person, messages]);

  const threads = messages.filter(message => message.id === message.thread);
  const open = threads.find(first => first.id === thread);
  const replies = (first: MessageView) => messages.filter(one => one.thread === first.id && one.id !== first.id);
  return (
    <>
      <div class="messages" ref={list} role="log" aria-label="Threads" aria-live="polite">
        {open && (
          <button type="button" class="back" onClick={() => desk.pane(person, { thread: undefined })}>
            <Icon name="back" /> All threads
          </button>
        )}
        {threads.length === 0 && <p class="empty">Quiet so far. When somebody asks for help, a card appears here.</p>}
        <ol class="threads">
          {(open ? [open] : threads).map(first => (
            <Thread key={first.id} pane={pane} first={first} replies={replies(first)} open={open !== undefined} />
          ))}
        </ol>
      </div>
      <Composer
        label={open ? 'Reply' : 'Post to @Reset Desk'}
        send={text => void desk.api.say({ person, place: 'channel', text, ...(open ? { thread: open.id } : {}) })}
      />
    </>
  );
}

type ThreadProps = {
  readonly pane: Pane;
  readonly first: MessageView;
  readonly replies: readonly MessageView[];
  readonly open: boolean;
};

function Thread({ pane: { person, theme }, first, replies, open }: ThreadProps) {
  const desk = useDesk();
  const count = replies.length === 1 ? '1 reply' : `${replies.length} replies`;
  return (
    <li class="thread">
      <ol class="message-list">
        {[first, ...(open ? replies : [])].map(message => (
          <Message key={message.id} person={person} place="channel" message={message} theme={theme} />
        ))}
      </ol>
      {!open && (
        <button type="button" class="thread-open" onClick={() => desk.pane(person, { thread: first.id })}>
          <Icon name="reply" /> {replies.length === 0 ? 'Reply' : count}
        </button>
      )}
    </li>
  );
}
