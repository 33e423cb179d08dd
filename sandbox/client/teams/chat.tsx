// The personal chat with the bot.
import { useEffect } from 'preact/hooks';
import { useDesk, useDeskState } from '../model/desk.ts';
import { type Pane, roomOf } from '../model/state.ts';
import { useWords } from '../model/words.ts';
import { Composer } from './composer.tsx';
import { Message } from './message.tsx';
import { useEnd } from './scroll.ts';

const MOMENT = 60_000;

export function Chat({ pane }: { readonly pane: Pane }) {
  const { person, theme } = pane;
  const desk = useDesk();
  const { say } = useWords();
  const messages = useDeskState(state => roomOf(state, person, 'chat'));
  const typing = useDeskState(state => state.typing[person] === true);
  const ready = useDeskState(state => state.rooms[`${person}/chat`] !== undefined);
  const first = useDeskState(state => state.panes[0]?.person === person);
  const bot = useDeskState(state => state.company.bot.name);
  const list = useEnd<HTMLDivElement>(messages.length);

  useEffect(() => desk.read(person, 'chat'), [desk, person, messages]);
  // As a company's policy does it: the app is there before anybody looks for it.
  useEffect(() => {
    if (ready && messages.length === 0) void desk.api.install(person, true);
  }, [ready, person]);

  const fresh = messages.every(message => message.from === 'bot');
  return (
    <>
      <div class="messages" ref={list} role="log" aria-label={say('chat.messages')} aria-live="polite">
        <ol class="message-list">
          {messages.map((message, index) => {
            const before = messages[index - 1];
            const follows = before?.from === message.from && message.at - before.at < MOMENT;
            return (
              <Message
                key={message.id}
                person={person}
                place="chat"
                message={message}
                theme={theme}
                follows={follows === true}
              />
            );
          })}
        </ol>
        {typing && (
          <p class="typing" role="status">
            <span class="typing-dots" aria-hidden="true" />
            {say('chat.typing', { bot })}
          </p>
        )}
      </div>
      <Composer
        label={say('chat.write')}
        suggestions={fresh && first ? [say('chat.forgot')] : []}
        send={text => void desk.api.say({ person, place: 'chat', text })}
      />
    </>
  );
}
