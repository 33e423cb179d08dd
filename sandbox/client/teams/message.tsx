// One message: whose, when, what it says or shows, and what became of it.
import type { ComponentChildren } from 'preact';
import type { MessageView, Place } from '../../stage/protocol.ts';
import { Card } from '../cards/card.tsx';
import { useDesk, useDeskState } from '../model/desk.ts';
import { personOf, type Theme } from '../model/state.ts';
import { useWords } from '../model/words.ts';
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
  const { say, locale } = useWords();
  const company = useDeskState(state => state.company);
  const sender = useDeskState(state => personOf(state, message.from));
  const own = message.from === person && place === 'chat';
  const name = message.from === 'bot' ? company.bot.name : (sender?.name ?? message.from);
  return (
    <li class="message" data-own={own} data-follows={follows} data-from={message.from} data-id={message.id}>
      {!own && !follows && <Avatar name={name} bot={message.from === 'bot'} />}
      <div class="message-body">
        {!follows && (
          <p class="message-head">
            {!own && <span class="message-name">{name}</span>}{' '}
            {message.from === 'bot' && <span class="message-badge">{say('message.app')}</span>}{' '}
            <time dateTime={new Date(message.at).toISOString()}>{clock(message.at, locale)}</time>
            {message.edited && <span> {say('message.edited')}</span>}
          </p>
        )}
        <Content message={message}>
          <Card person={person} place={place} message={message} theme={theme} />
        </Content>
        {message.delivery === 'sending' && <p class="message-state">{say('message.sending')}</p>}
        {message.delivery === 'failed' && (
          <p class="message-state message-failed" role="alert">
            {say('message.failed')}{' '}
            {place === 'chat' && (
              <button type="button" class="link" onClick={() => void desk.api.again(person, message.id)}>
                {say('message.again')}
              </button>
            )}
          </p>
        )}
      </div>
    </li>
  );
}

function Content({ message, children }: { readonly message: MessageView; readonly children: ComponentChildren }) {
  const { say } = useWords();
  if (message.deleted) return <p class="bubble bubble-gone">{say('message.deleted')}</p>;
  return (
    <>
      {message.text && <p class="bubble">{message.text}</p>}
      {message.card && children}
      {message.edited && <span class="sr-only">{say('message.was-edited')}</span>}
    </>
  );
}
