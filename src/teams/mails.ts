// The mails of a request: to its owner and their manager before and after, to the admins when something needs a human.
import type { Words } from '../../locales/words.ts';
import { mendingOf } from '../core/faults.ts';
import { waitsForHands } from '../core/lockout.ts';
import type { Policy } from '../core/policy.ts';
import type { Audience, Letter, NoticeKind } from '../core/ports.ts';
import type { Request } from '../core/request.ts';
import { addresses } from './addresses.ts';
import { type ProofWriting, proofLetter } from './proof-mails.ts';

export type Writing = ProofWriting & {
  readonly adminMail: string;
  readonly now: number;
  readonly policy: Pick<Policy, 'escalation' | 'pendingFor'>;
  readonly joinUrl: string;
  readonly lockOutUrl: (request: string) => string;
  readonly stopUrl: (request: Request) => string | undefined;
};

/** Undefined when there is nobody to write to (no address in the directory) or nothing to say. */
export function letterFor(
  kind: NoticeKind,
  audience: Audience,
  request: Request,
  words: Words,
  writing: Writing,
): Letter | undefined {
  if (audience === 'admins') return alarm(kind, request, words, writing);
  if (kind === 'escalated-mail') return asked(request, words, writing);
  if (request.purpose === 'enrol' || kind === 'code-mail' || kind === 'enrolment-mail')
    return proofLetter(kind, audience, request, words, writing);
  const what = EVENTS[kind];
  const to = addresses(request, audience);
  if (!what || to.length === 0) return undefined;
  const reader = audience === 'manager' ? 'manager' : 'person';
  const values = {
    name: request.account.name,
    upn: request.account.upn,
    time: words.moment(momentOf(what, request)),
    // Who cannot sign in anywhere can still stop what is done in their name.
    url: writing.stopUrl(request) ?? writing.trackerUrl(request.id),
    page: writing.joinUrl,
    by: (what === 'handed' ? request.handOff?.by.name : request.onBehalf?.by.name) ?? '',
    how: request.handOff?.how ?? '',
  };
  return {
    to,
    subject: words.say(`mail.${what}.${reader}.subject`, values),
    text: words.say(`mail.${what}.${reader}.text`, values),
  };
}

/** To the group whose turn it is, while nobody has decided. */
function asked(request: Request, words: Words, { now, policy }: Writing): Letter | undefined {
  const to = policy.escalation[(request.escalated ?? 0) - 1]?.mail;
  if (to === undefined || request.state !== 'pending') return undefined;
  const { name, upn } = request.account;
  const minutes = Math.max(1, Math.round((now - request.since) / 60_000));
  const values = { name, upn, minutes, until: words.moment(request.since + policy.pendingFor) };
  return {
    to: [to],
    subject: words.say('mail.escalated.subject', values),
    text: words.say('mail.escalated.text', values),
  };
}

type What = 'opened' | 'filed' | 'handed' | 'changed' | 'frozen';

const EVENTS: Readonly<Partial<Record<NoticeKind, What>>> = {
  'opened-mail': 'opened',
  'filed-mail': 'filed',
  'hand-off-mail': 'handed',
  'changed-mail': 'changed',
  'frozen-mail': 'frozen',
};

/** When it happened; the row may have moved on since. */
function momentOf(what: What, { openedAt, consentAt, handOff, landedAt, since }: Request): number {
  if (what === 'opened') return openedAt;
  if (what === 'handed') return handOff?.opened ?? since;
  if (what === 'filed') return consentAt ?? since;
  return what === 'changed' ? (landedAt ?? since) : since;
}

function heldFor({ hold }: Request): Cause | undefined {
  if (hold?.why === 'network') return 'unreached';
  return hold?.why === 'hands' ? 'held' : undefined;
}

type Cause =
  | 'failed'
  | 'expired'
  | 'frozen'
  | 'still-frozen'
  | 'not-locked-out'
  | 'lockout-waits'
  | 'held'
  | 'unreached'
  | 'recalled'
  | 'other-page'
  | 'repeated'
  | 'filed'
  | 'freezes'
  | 'office'
  | 'lifted'
  | 'at-risk';
/** Those that say more than "look at it". */
const EXPLAINED: readonly Cause[] = [
  'held',
  'unreached',
  'repeated',
  'filed',
  'freezes',
  'office',
  'lifted',
  'still-frozen',
  'not-locked-out',
  'lockout-waits',
  'at-risk',
];

function alarm(
  kind: NoticeKind,
  request: Request,
  words: Words,
  { adminMail, now, lockOutUrl }: Writing,
): Letter | undefined {
  const what = cause(kind, request);
  if (!what) return undefined;
  // A request may be frozen after it failed: then what it failed of is not the matter.
  const failure = EXPLAINED.includes(what) ? undefined : request.failure;
  const explain = `mail.explain.${EXPLAINED.includes(what) ? what : (failure?.code ?? 'other')}`;
  const values = {
    what: words.say(`mail.alarm.${what}`),
    explanation: words.say(words.knows(explain) ? explain : 'mail.explain.unknown', { url: lockOutUrl(request.id) }),
    name: request.account.name,
    upn: request.account.upn,
    request: request.id,
    state: words.say(`cards.status.${request.state}`),
    said: failure?.said ?? request.setbacks?.at(-1)?.said ?? '–',
    graph: failure?.requestId ?? '–',
    time: words.moment(now),
    ...mendingFor(what, { ...request, failure }),
  };
  return {
    to: [adminMail],
    subject: words.say('mail.alarm.subject', values),
    text: words.say('mail.alarm.text', values),
  };
}

/** Who must act, and the page that says how. */
function mendingFor(
  what: Cause,
  { failure, setbacks }: { readonly failure: Request['failure']; readonly setbacks?: Request['setbacks'] },
): { readonly who: string; readonly runbook: string } {
  if (failure) return mendingOf(failure.code);
  if (what === 'unreached') return mendingOf(setbacks?.at(-1)?.code ?? 'connectivity');
  return what === 'held' ? { who: 'desk', runbook: 'service-account-lost' } : { who: 'none', runbook: 'none' };
}

/** Whoever lent their hands meanwhile, or lifted the freeze, has seen to it. */
function notLockedOut(request: Request): Cause | undefined {
  if (waitsForHands(request)) return 'lockout-waits';
  return request.state === 'frozen' && request.lockout?.ended === 'failed' ? 'not-locked-out' : undefined;
}

/** What the admins must look at; undefined when the row has moved past it, or there is nothing to mend. */
function cause(kind: NoticeKind, request: Request): Cause | undefined {
  if (kind === 'alarm-page') return 'other-page';
  if (kind === 'alarm-repeat') return 'repeated';
  if (kind === 'alarm-risk') return 'at-risk';
  if (kind === 'alarm-freezes') return 'freezes';
  if (kind === 'alarm-office') return 'office';
  if (kind === 'alarm-lifted') return 'lifted';
  if (kind === 'alarm-filed') return request.state === 'pending' ? 'filed' : undefined;
  if (kind === 'alarm-lockout') return notLockedOut(request);
  if (kind === 'alarm-frozen') return request.state === 'frozen' ? 'still-frozen' : undefined;
  if (kind === 'alarm-held') return heldFor(request);
  switch (request.state) {
    case 'failed':
    case 'expired':
    case 'frozen':
      return request.state;
    case 'pending':
      return 'recalled';
    default:
      return undefined;
  }
}
