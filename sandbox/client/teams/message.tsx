// One message: whose, when, what it says or shows, and what became of it.
import type { ComponentChildren } from 'preact';
import type { MessageView, Place } from '../../stage/protocol.ts';
import { Card } from '../cards/card.tsx';
import { useDesk, useDeskState } from '../model/desk.ts';
import { personOf, type Theme } from '../model/state.ts';
import { Avatar } from './avatar.tsx';
import { clock } from './when.ts';

type Props = {
  readonly person: string;
  readonly place: Place;
  readonly message: MessageView;
  readonly theme: Theme;
  /** The message before it is from the same sender a moment ago: the name need not be said again. */
  readonly follows?: boolean;
};

export function Message({ person, place, message, theme, follows = false }: Props) {
  const desk = useDesk();
  const company = useDeskState(state => state.company);
  const sender = useDeskState(state => personOf(state, message.from));
  const reader = useDeskState(state => personOf(state, person));
  const own = message.from === person && place === 'chat';
  const name = message.from === 'bot' ? company.bot.name : (sender?.name ?? message.from);
  return (
    <li class="message" data-own={own} data-follows={follows} data-from={message.from} data-id={message.id}>
      {!own && !follows && <Avatar name={name} bot={message.from === 'bot'} />}
      <div class="message-body">
        {!follows && (
          <p class="message-head">
            {!own && <span class="message-name">{name}</span>}{' '}
            {message.from === 'bot' && <span class="message-badge">App</span>}{' '}
            <time dateTime={new Date(message.at).toISOString()}>{clock(message.at, reader?.locale ?? 'en')}</time>
            {message.edited && <span> Edited</span>}
          </p>
        )}
        <Content message={message}>
          <Card person={person} place={place} message={message} theme={theme} />
        </Content>
        {message.delivery === 'sending' && <p class="message-state">Sending…</p>}
        {message.delivery === 'failed' && (
          <p class="message-state message-failed" role="alert">
            The bot did not take this message.{' '}
            {place === 'chat' && (
              <button type="button" class="link" onClick={() => void desk.api.again(person, message.id)}>
                Send again
              </button>
            )}
          </p>
        )}
      </div>
    </li>
  );
}

function Content({ message, children }: { readonly message: MessageView; readonly children: ComponentChildren }) {
  if (message.deleted) return <p class="bubble bubble-gone">This message has been deleted.</p>;
  return (
    <>
      {message.text && (
        <p class="bubble" dir="auto">
          {message.text}
        </p>
      )}
      {message.card && children}
      {message.edited && <span class="sr-only">This message was edited.</span>}
    </>
  );
}
