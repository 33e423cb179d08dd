// What a card gives somebody for a call: the number to ring, and the pairs of words to read out. It is read as people read it, from its text.
import { useMemo } from 'preact/hooks';
import type { CallView, CompanyView, MessageView } from '../../stage/protocol.ts';
import { useDeskState } from '../model/desk.ts';
import { personOf, roomOf } from '../model/state.ts';

/** Two words alone on a line or within quotation marks, in any language's. */
const PAIR = /(?:^|[“„«「"]\s?)([a-z]+ [a-z]+)(?=$|\s?[”“»」"])/g;
/** What keeps a number together between words that are read from the right. */
const MARKS = /[\u2066\u2069]/g;

/** The numbers of whoever this card of the helpdesk is about: those it shows, and, while it is to be decided, all the directory has. */
export function numbersOn({ card }: MessageView, { people }: CompanyView): readonly string[] {
  const texts = textsIn(card);
  const deciding = JSON.stringify(card ?? {}).includes('"verb":"ask-call"');
  const about = (upn: string) => deciding && texts.includes(upn);
  return people.flatMap(({ numbers, upn }) => numbers.filter(number => about(upn) || texts.includes(number)));
}

/** For the caller: what the cards about the person called have to be read out. */
export function useWordsToSay(person: string, { caller, callee }: CallView): readonly string[] {
  const upn = useDeskState(state => personOf(state, callee)?.upn) ?? '';
  const messages = useDeskState(state => roomOf(state, person, 'channel'));
  return useMemo(() => {
    if (caller !== person) return [];
    const texts = messages.map(({ card }) => textsIn(card)).filter(words => words.includes(upn));
    return [...new Set(texts.flat().flatMap(pairsIn))];
  }, [messages, caller, person, upn]);
}

function pairsIn(text: string): readonly string[] {
  return [...text.matchAll(PAIR)].map(([, pair = '']) => pair);
}

/** Every text of a card, in its order. */
function textsIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(textsIn);
  if (typeof part !== 'object' || part === null) return [];
  const own = 'text' in part && typeof part.text === 'string' ? [part.text.replace(MARKS, '')] : [];
  return [...own, ...Object.values(part).flatMap(value => (typeof value === 'object' ? textsIn(value) : []))];
}
