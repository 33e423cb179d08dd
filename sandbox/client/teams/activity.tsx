// The activity feed: what came for this person, newest first, each with the sentence its toast had.
import type { MessageView, Place } from '../../stage/protocol.ts';
import { useDesk, useDeskState } from '../model/desk.ts';
import { NOTHING, type Pane, roomOf } from '../model/state.ts';
import { useWords } from '../model/words.ts';
import { Avatar } from './avatar.tsx';
import { clock } from './when.ts';

const MOST = 40;

export function Activity({ pane: { person } }: { readonly pane: Pane }) {
  const desk = useDesk();
  const { say, locale } = useWords();
  const chat = useDeskState(state => roomOf(state, person, 'chat'));
  const channel = useDeskState(state => state.rooms[`${person}/channel`] ?? NOTHING);
  const channelName = useDeskState(state => state.company.channel);
  const bot = useDeskState(state => state.company.bot.name);
  const items = [...chat.map(from('chat')), ...channel.map(from('channel'))]
    .filter(({ message }) => message.from === 'bot' && !message.deleted && (message.summary !== '' || message.card))
    .sort((a, b) => b.message.changed - a.message.changed)
    .slice(0, MOST);
  if (items.length === 0) return <p class="empty">{say('feed.empty')}</p>;
  return (
    <ol class="feed" aria-label={say('rail.activity')}>
      {items.map(({ place, message }) => {
        const what = message.edited ? 'feed.changed' : 'feed.wrote';
        return (
          <li key={message.id}>
            <button
              type="button"
              class="feed-item"
              onClick={() => desk.pane(person, { show: place === 'chat' ? 'chat' : 'teams', thread: message.thread })}
            >
              <Avatar name={bot} bot />
              <span class="feed-text">
                {place === 'channel' ? say(`${what}-in`, { bot, channel: channelName }) : say(what, { bot })}
                <span class="feed-summary" dir="auto">
                  {message.summary || say('message.card')}
                </span>
              </span>
              <time dateTime={new Date(message.at).toISOString()}>{clock(message.at, locale)}</time>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function from(place: Place) {
  return (message: MessageView) => ({ place, message });
}
