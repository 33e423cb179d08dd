// The manager's card: who asks for help, and two digits that only the person can read out. The digits themselves are never on it.
import type { Key, Words } from '../locales/words.ts';
import { vouchPassed } from '../src/core/desk/proofs/vouch.ts';
import { isLive } from '../src/core/lifecycle.ts';
import { challenge, type Request } from '../src/core/request.ts';
import { plain, type Rendered, readTemplate, when } from './pieces.ts';

export type VouchView = {
  readonly request: Request;
  readonly now: number;
  /** The person's requests of late, this one among them or not. */
  readonly recent: readonly Request[];
  readonly shieldsUp?: boolean;
};

type Standing = 'waiting' | 'passed' | 'spent' | 'late' | 'frozen';

const TONES = {
  waiting: 'accent',
  passed: 'good',
  spent: 'attention',
  late: 'default',
  frozen: 'attention',
} as const satisfies Record<Standing, string>;

const fill = readTemplate('vouch');

export function vouchCard({ request, now, recent, shieldsUp = false }: VouchView, words: Words): Rendered {
  const { account } = request;
  const standing = standingOf(request, now);
  const offered = challenge(request, 'vouch');
  const name = plain(account.name);
  const status = words.say(`cards.vouch.${standing}`);
  const title = words.say('cards.vouch.title');
  const department = plain(account.department ?? '');
  const card = fill(words, {
    request: request.id,
    title,
    status,
    tone: TONES[standing],
    fallback: words.say('cards.vouch.fallback', { status }),
    speak: `${title}: ${status}`,
    name,
    upn: plain(account.upn),
    hasDepartment: department !== '',
    department,
    meaning: words.say(meaningOf(standing, request)),
    waiting: standing === 'waiting',
    shieldsUp,
    shields: words.say('cards.vouch.shields'),
    asked: request.onBehalf !== undefined,
    askedBy: words.say('cards.vouch.asked-by', { name: plain(request.onBehalf?.by.name ?? ''), who: name }),
    history: words.say('cards.vouch.history', { times: recent.filter(({ id }) => id !== request.id).length }),
    how: words.say('cards.vouch.how'),
    digitsLabel: words.say('cards.vouch.digits'),
    digitsMissing: words.say('cards.vouch.digits-missing'),
    attestLabel: words.say('cards.vouch.attest-label'),
    attest: words.say('cards.vouch.attest'),
    attestMissing: words.say('cards.vouch.attest-missing'),
    until: words.say('cards.vouch.until', { until: when(offered?.expiresAt ?? now, now, words) }),
    // Whoever was asked may stop a request until it has ended: wrong digits are when it matters most.
    stoppable: isLive(request.state) && request.state !== 'frozen',
    confirm: words.say('cards.vouch.confirm'),
    stop: words.say('cards.vouch.stop'),
    notThem: words.say('cards.vouch.not-them'),
  });
  return { card, summary: words.say('cards.vouch.summary', { name, status }) };
}

/** Whoever vouches must know for what: an authenticator speaks for its owner for years. */
function meaningOf(standing: Standing, { purpose }: Request): Key {
  const enrolment = purpose === 'enrol' && (standing === 'waiting' || standing === 'passed');
  return enrolment ? `cards.vouch.${standing}-means-enrol` : `cards.vouch.${standing}-means`;
}

function standingOf(request: Request, now: number): Standing {
  const offered = challenge(request, 'vouch');
  if (request.state === 'frozen') return 'frozen';
  if (vouchPassed(request)) return 'passed';
  if (offered?.spent) return 'spent';
  if (!offered || request.state !== 'open' || now > offered.expiresAt) return 'late';
  return 'waiting';
}
