// The way of Freya's story, and how to see from the rooms how far somebody has come by hand.
import type { MessageView } from '../../stage/protocol.ts';
import { roomOf, type State } from '../model/state.ts';

export type Hint = { readonly who: string; readonly what: string; readonly done: (state: State) => boolean };

/** When Freya last asked for help: what is older belongs to an earlier story of hers. */
const began = (state: State) =>
  roomOf(state, 'freya', 'chat').findLast(({ from, text }) => from === 'freya' && /forgot|locked|expired/i.test(text))
    ?.at ?? 0;
const chatHas = (person: string, want: (message: MessageView) => boolean) => (state: State) =>
  roomOf(state, person, 'chat').some(message => message.from === 'bot' && message.at >= began(state) && want(message));
const carries = (part: string) => (message: MessageView) => JSON.stringify(message.card ?? {}).includes(part);

const signedUp = chatHas(
  'freya',
  message => message.card !== undefined && /"text":"\d\d"/.test(JSON.stringify(message.card)),
);
const tracked = chatHas('freya', carries('"task/fetch"'));
const decided = (state: State) =>
  roomOf(state, 'hana', 'channel').some(
    message =>
      message.from === 'bot' &&
      message.at >= began(state) &&
      message.edited &&
      message.card !== undefined &&
      !carries('"verb":"approve"')(message),
  );

/** Each is done when it, or a later one, has left its trace. */
export const HINTS: readonly Hint[] = [
  {
    who: 'freya',
    what: 'As Freya, write “I forgot my password”.',
    done: chatHas('freya', message => /What happened/.test(message.text)),
  },
  { who: 'freya', what: 'Answer in a sentence or two what happened.', done: chatHas('freya', carries('"signin"')) },
  { who: 'freya', what: 'Press the sign-in button and use the passkey. A window opens for it.', done: signedUp },
  {
    who: 'marcus',
    what: 'Freya’s card shows two digits. As Marcus, her manager, type them on his card, tick the box and confirm.',
    done: chatHas('freya', carries('"imBack"')),
  },
  { who: 'freya', what: 'As Freya, read what will happen and say yes.', done: tracked },
  {
    who: 'freya',
    what: 'Open the tracker from her card and leave it open.',
    done: state => state.over['freya'] !== undefined || decided(state),
  },
  { who: 'hana', what: 'As Hana of the helpdesk, approve the card in the channel.', done: decided },
  {
    who: 'freya',
    what: 'In the tracker, show the password, copy it, and follow its next steps until “Sign in to check” is done.',
    done: chatHas('freya', message => /back in|signed in again|You are in/i.test(message.summary)),
  },
];

/** The first thing that is left to do; undefined when all is done. */
export function nextHint(state: State): number | undefined {
  const furthest = HINTS.findLastIndex(hint => hint.done(state));
  return furthest + 1 < HINTS.length ? furthest + 1 : undefined;
}
