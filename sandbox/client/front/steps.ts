// The way of Freya's story, and how to see from the rooms how far somebody has come by hand, in whatever language.
import type { MessageView } from '../../stage/protocol.ts';
import type { Key } from '../../words/sentences.ts';
import { LANGUAGES } from '../../words/words.ts';
import { roomOf, type State } from '../model/state.ts';

type HintName = Key extends infer Name ? (Name extends `hint.${infer Rest}` ? Rest : never) : never;
export type Hint = { readonly name: HintName; readonly done: (state: State) => boolean };

const OPENINGS = new Set(Object.values(LANGUAGES).map(sentences => sentences['chat.forgot'].toLowerCase()));
const begins = (text: string) => OPENINGS.has(text.toLowerCase()) || /forg[eo]t|locked|expired|password/i.test(text);

/** When Freya last asked for help: what is older belongs to an earlier story of hers. */
const began = (state: State) =>
  roomOf(state, 'freya', 'chat').findLast(({ from, text }) => from === 'freya' && begins(text))?.at ?? Infinity;
const chatHas = (person: string, want: (message: MessageView) => boolean) => (state: State) =>
  roomOf(state, person, 'chat').some(message => message.from === 'bot' && message.at >= began(state) && want(message));
const carries = (part: string) => (message: MessageView) => JSON.stringify(message.card ?? {}).includes(part);

const signedUp = chatHas(
  'freya',
  message => message.card !== undefined && /"text":"\d\d"/.test(JSON.stringify(message.card)),
);
const tracked = chatHas('freya', carries('"task/fetch"'));
const approval = (state: State) =>
  roomOf(state, 'hana', 'channel').findLast(
    message => message.from === 'bot' && message.at >= began(state) && message.card !== undefined,
  );
const decided = (state: State) => {
  const card = approval(state);
  return card?.edited === true && !carries('"verb":"approve"')(card);
};
/** Only the last card of a request has nothing left to press; cards above the newest lose their buttons earlier. */
const isOver = (state: State) => {
  const filed = approval(state)?.at ?? Infinity;
  const newest = roomOf(state, 'freya', 'chat').findLast(({ from, card }) => from === 'bot' && card !== undefined);
  return newest !== undefined && newest.at > filed && !carries('"Action.')(newest);
};

/** Each is done when it, or a later one, has left its trace. */
export const HINTS: readonly Hint[] = [
  { name: 'ask', done: chatHas('freya', message => message.text !== '') },
  { name: 'reason', done: chatHas('freya', carries('"signin"')) },
  { name: 'passkey', done: signedUp },
  { name: 'digits', done: chatHas('freya', carries('"imBack"')) },
  { name: 'consent', done: tracked },
  { name: 'tracker', done: state => (tracked(state) && state.over['freya'] !== undefined) || decided(state) },
  { name: 'approve', done: decided },
  { name: 'finish', done: isOver },
];

/** The first thing that is left to do; undefined when all is done. */
export function nextHint(state: State): number | undefined {
  const furthest = HINTS.findLastIndex(hint => hint.done(state));
  return furthest + 1 < HINTS.length ? furthest + 1 : undefined;
}
