// The helpdesk's card: who asks, what is known of them, and what may be done about it; once decided, what became of it. The card itself decides nothing.
import type { Words } from '../locales/words.ts';
import { REASON_LIMIT } from '../src/core/desk/answer.ts';
import type { Viewer } from '../src/core/desk/view.ts';
import { isLive } from '../src/core/lifecycle.ts';
import { mayHaveSet, waitsForHands } from '../src/core/lockout.ts';
import type { Request } from '../src/core/request.ts';
import { factsOf } from './approval-facts.ts';
import { isProved, notesOf } from './approval-notes.ts';
import type { ApprovalView } from './approval-view.ts';
import { handOffOf } from './hand-off.ts';
import { outcomeOf } from './outcome.ts';
import { plain, type Rendered, readTemplate } from './pieces.ts';
import { whyShields } from './shields.ts';

const fill = readTemplate('approval');

export function approvalCard(view: ApprovalView, words: Words): Rendered {
  const { request, viewer } = view;
  const name = plain(request.account.name);
  const outcome = outcomeOf(view, words);
  const said = request.state === 'failed' ? plain(request.failure?.said ?? '') : '';
  const notes = notesOf(view, words);
  const title = words.say('cards.approval.title');
  const card = fill(words, {
    request: request.id,
    title,
    status: outcome.status,
    tone: outcome.tone,
    fallback: words.say('cards.approval.fallback', { status: outcome.status }),
    speak: `${title}: ${outcome.status}`,
    ...bannerOf(view, words),
    call: callOf(view, words),
    decided: outcome.lines.length > 0,
    outcome: outcome.lines.map(text => ({ text })),
    noted: notes.length > 0,
    notes: notes.map(text => ({ text })),
    hasSaid: said !== '',
    saidLabel: words.say('cards.approval.said'),
    said,
    name,
    upn: plain(request.account.upn),
    rows: factsOf(view, words),
    hasReason: request.reason !== undefined,
    reasonLabel: words.say('cards.approval.reason'),
    reason: words.say('cards.quoted', { text: plain(request.reason ?? '') }),
    ...buttonsOf(view, words),
    ...freezeOf(view, words),
    // A link, for whoever has the right: who follows it is asked there.
    replaceable: waitsForHands(request),
    replace: words.say('cards.approval.replace'),
    replaceUrl: view.lockOutUrl ?? '',
    liftable: viewer?.mayLift === true,
    liftLabel: words.say('cards.approval.lift-label'),
    liftSend: words.say('cards.approval.lift-send'),
  });
  const whole = { ...card, body: [...(card['body'] as object[]), ...handOffOf(view, words)] };
  return {
    card: changesWithItsViewer(request) ? { ...whole, refresh: refresh(request) } : whole,
    summary: words.say('cards.approval.summary', { name, status: outcome.status }),
  };
}

function changesWithItsViewer({ state, onBehalf }: Request): boolean {
  // What somebody is to read out stands on their card alone, and must outlast the shared one's next update.
  return state === 'pending' || state === 'frozen' || (onBehalf !== undefined && isLive(state));
}

/**
 * Without `userIds` the card brings itself up to date for everybody in a channel of at most 60; in a larger one each asks by hand. So the
 * card that everybody shares keeps its buttons, and whoever must not press them is refused at the click.
 */
function refresh(request: Request) {
  return { action: { type: 'Action.Execute', verb: 'refresh', data: { request: request.id } } };
}

function bannerOf({ request, shields, now }: ApprovalView, words: Words) {
  const up = shields !== undefined && isLive(request.state);
  return {
    shielded: up,
    shieldsTitle: words.say('cards.shields.up'),
    shieldsMeaning: words.say('cards.shields.means'),
    shieldsWhy: up ? whyShields(shields, now, words) : '',
  };
}

/** Whom to call and what to say, while a call-back is under way. */
function callOf({ request, call }: ApprovalView, words: Words) {
  if (!call || request.state !== 'open') return [];
  return [
    { lead: words.say('cards.approval.call-lead'), code: leftToRight(plain(call.number), words) },
    { lead: words.say('cards.approval.call-say'), code: call.words },
  ];
}

/** Between Arabic words the groups of a telephone number would be shown the other way round. */
function leftToRight(text: string, words: Words): string {
  return words.dir === 'rtl' ? `\u2066${text}\u2069` : text;
}

function buttonsOf({ request, policy, viewer }: ApprovalView, words: Words) {
  const pending = request.state === 'pending' && viewer?.refused === undefined;
  const signIn = viewer?.signIn;
  const approvable = pending && isProved(request, policy);
  return {
    pending,
    approvable,
    // Pressed once more it gives a new link: that of a sign-in that came to nothing is used up.
    approveStyle: signIn === undefined ? 'positive' : 'default',
    approve: words.say('cards.approval.approve'),
    signsIn: approvable && signIn !== undefined,
    signIn: words.say('cards.approval.sign-in'),
    signInUrl: signIn ?? '',
    deny: words.say('cards.approval.deny'),
    denyLabel: words.say('cards.approval.deny-label'),
    denyMissing: words.say('cards.approval.deny-missing'),
    denySend: words.say('cards.approval.deny-send'),
    denyLimit: REASON_LIMIT,
    sharing: sharing(request.claim?.id, viewer).map(({ verb, key }) => ({ verb, title: words.say(key) })),
  };
}

/** At any time; and after its end where a password was set, for that somebody was deceived is often found out when all is done. */
function freezeOf({ request, policy, now, viewer }: ApprovalView, words: Words) {
  const { state, since } = request;
  const lately = mayHaveSet(request) && now - since <= policy.freezeClosedFor;
  return {
    freezable: state !== 'frozen' && (isLive(state) || lately) && viewer?.mayFreeze !== false,
    freeze: words.say('cards.approval.freeze'),
    freezeMeans: words.say('cards.approval.freeze-means'),
    freezeSend: words.say('cards.approval.freeze-send'),
  };
}

/** On the card that everybody shares nobody knows whose claim it is to them: whoever has none is refused at the click. */
function sharing(claimant: string | undefined, viewer: Viewer | undefined) {
  const claim =
    claimant === undefined
      ? ({ verb: 'claim', key: 'cards.approval.claim' } as const)
      : viewer === undefined || viewer.id === claimant
        ? ({ verb: 'hand-over', key: 'cards.approval.hand-over' } as const)
        : ({ verb: 'claim', key: 'cards.approval.take-over' } as const);
  return [claim, { verb: 'ask-call', key: 'cards.approval.ask-call' } as const];
}
