// The part of the helpdesk's card by which the tracker reaches somebody who cannot open Teams. Codes are drawn for whoever asked for them alone.
import type { Words } from '../locales/words.ts';
import { isLive } from '../src/core/lifecycle.ts';
import type { ApprovalView } from './approval-view.ts';
import { readTemplate } from './pieces.ts';

const fill = readTemplate('hand-off');

/** Elements for the end of that card's body; none for what people ask for themselves, and none before it is filed or after it is over. */
export function handOffOf(view: ApprovalView, words: Words): readonly object[] {
  const { state, onBehalf, handedOver, id } = view.request;
  const filed = isLive(state) && state !== 'open' && state !== 'frozen';
  if (!onBehalf || !filed || handedOver !== undefined) return [];
  const card = fill(words, {
    request: id,
    approvedFor: state !== 'pending',
    handOffTitle: words.say('cards.hand-off.title'),
    handOffLead: words.say('cards.hand-off.lead'),
    handOffCodes: codesOf(view, words),
    joinCode: words.say('cards.hand-off.join-code'),
    speakCode: words.say('cards.hand-off.speak-code'),
    inPerson: words.say('cards.hand-off.in-person'),
  });
  return card['body'] as object[];
}

function codesOf({ viewer, joinUrl = '' }: ApprovalView, words: Words) {
  const { join, handOff } = viewer ?? {};
  const codes: { lead: string; code: string }[] = [];
  if (join) {
    const lead = words.say('cards.hand-off.join', { url: joinUrl, until: words.time(join.until) });
    codes.push({ lead, code: join.digits });
  }
  if (handOff) {
    const key = handOff.how === 'spoken' ? 'cards.hand-off.spoken' : 'cards.hand-off.digits';
    codes.push({ lead: words.say(key, { until: words.time(handOff.until) }), code: handOff.code });
  }
  return codes;
}
