// Every clock and count of the desk as the policy file may set it: what it means, and how far an admin may go.
import type { z } from 'zod';
import type { Clocks } from '../../core/policy.ts';
import { count, duration } from './entries.ts';

/**
 * How far clocks may go. A guard that somebody shortened to seconds, or left open for days, because `s` was typed for `d`, is no guard:
 * what a thief has just changed must not count before its owner could notice, and nothing that proves or opens may lie about for long.
 * Together they let nobody live longer than two days before a reset, which is how far back the count of resets looks.
 */
export const BOUNDS = {
  proofValid: ['5m', '4h'],
  vouchValid: ['5m', '4h'],
  stepUpValid: ['2m', '30m'],
  callBackValid: ['2m', '30m'],
  codeValid: ['2m', '10m'],
  methodSettles: ['3d', '31d'],
  linkSettles: ['7d', '31d'],
  enrolmentSettles: ['1d', '31d'],
  proofCoolDown: ['1h', '7d'],
  pairsWithin: ['1d', '31d'],
  shieldsFor: ['15m', '7d'],
  idle: ['5m', '4h'],
  guidedFor: ['1h', '24h'],
  reminderAfter: ['1m', '12h'],
  pendingFor: ['5m', '12h'],
  ownerAbsence: ['5m', '4h'],
  heldFor: ['5m', '4h'],
  // The tracker asks every two seconds.
  atHand: ['10s', '60s'],
  evidenceFor: ['5m', '4h'],
  sealFor: ['5m', '4h'],
  rereadFor: ['1m', '30m'],
  signInWithin: ['1h', '7d'],
  freezeClosedFor: ['1d', '30d'],
} as const satisfies Partial<Record<keyof Clocks, readonly [least: string, most: string]>>;

/** How far counts may go. More than three hands hold nothing of one person; with fewer than two, one stolen thing would be enough. */
const COUNTS = {
  proofsApart: [2, 3],
  codesPerHour: [1, 10],
  breakerPerHour: [1, 10_000],
  breakerFactor: [1, 100],
  approvals: [1, 5],
  attempts: [1, 3],
  passwordLength: [16, 64],
  failedProofsPerDay: [1, 20],
  resetsPerDay: [1, 20],
  decisionsPer10Minutes: [1, 200],
  freezesPer10Minutes: [1, 200],
  draftsPerHour: [1, 100],
} as const satisfies Record<Exclude<keyof Clocks, Timed>, readonly [least: number, most: number]>;

const MEANINGS: Readonly<Record<keyof Clocks, string>> = {
  proofsApart:
    'In how many different hands the proofs must be (2 or 3): a fresh passwordless gesture, another named person, the person’s own device. What one device holds counts once.',
  proofValid: 'How long any proof counts, from when it was given.',
  vouchValid: 'How long a manager has to confirm.',
  stepUpValid: 'How long the sign-in that proves may take.',
  callBackValid: 'How long the words of a call back may be typed.',
  codeValid: 'How long a mailed code may be typed.',
  methodSettles: 'Nothing counts that comes from a method, phone or address changed more recently than this.',
  linkSettles: 'A manager confirms, and a number is called, only if it has been theirs for so long.',
  enrolmentSettles: 'An authenticator app counts from so long after it was set up with the bot.',
  proofCoolDown: 'How long wrong answers are counted, and how long somebody with too many of them must wait.',
  pairsWithin:
    'Somebody who approved for the same person, or after the same voucher, within this time needs a second approver.',
  shieldsFor: 'Shields that were raised by themselves go down after this.',
  approvals: 'Different approvers a reset needs (1 to 5).',
  idle: 'An unfinished request ends after so long without a word from its owner.',
  guidedFor: 'How long somebody may be at Microsoft’s self-service reset.',
  reminderAfter: 'The helpdesk is reminded of a waiting request; shorter than pendingFor.',
  pendingFor: 'An undecided request ends.',
  ownerAbsence: 'How long an approval waits for its owner to open the tracker. Nothing has changed until then.',
  heldFor: 'How long an approval waits for the resetting account or the directory to come back.',
  atHand: 'The owner is at hand while the tracker page has asked within this time.',
  evidenceFor: 'How long to look for evidence of what a reset did, before it counts as failed with an unknown outcome.',
  sealFor: 'An unopened temporary password is destroyed.',
  rereadFor: 'The page that opened the password may show it again for so long.',
  signInWithin: 'After a reset, how long until a missing sign-in raises an alarm.',
  freezeClosedFor: 'How long after its end a request can still be frozen.',
  attempts: 'Resets tried for one approval, each only on proof that the last did nothing (1 to 3).',
  passwordLength: 'Length of the temporary password (16 to 64). Your domain’s own minimum is not visible to the bot.',
  failedProofsPerDay: 'Wrong answers a person has within proofCoolDown, over all requests.',
  codesPerHour: 'Codes sent to one address, or calls asked for to one number, per hour.',
  resetsPerDay: 'Resets of one person per day; more raise an alarm.',
  decisionsPer10Minutes: 'Decisions one approver makes in ten minutes; beyond, a second approver is needed.',
  freezesPer10Minutes:
    'Requests one approver freezes in ten minutes; beyond, another approver or an admin must. Owners and managers are not counted.',
  draftsPerHour: 'Requests one person may begin per hour.',
  breakerPerHour: 'Shields go up by themselves beyond so many resets an hour, or beyond breakerFactor times the usual.',
  breakerFactor: 'How many times the mean of the last 30 days counts as too many resets an hour.',
};

type Counted = keyof typeof COUNTS;
type Timed = keyof typeof BOUNDS;

/** One entry a clock; all may be left out. */
export const CLOCK_ENTRIES = entriesWithin(name => BOUNDS[name]);
/** In a rehearsal days are seconds, and nobody who is served there is real. */
export const HURRIED_CLOCKS = entriesWithin(() => ['1s', '31d']);

function entriesWithin(
  boundsOf: (name: Timed) => readonly [least: string, most: string],
): Readonly<Record<string, z.ZodOptional<z.ZodType<number>>>> {
  function entry(name: Counted | Timed): z.ZodType<number> {
    if (!isCounted(name)) return duration(...boundsOf(name));
    const [least, most] = COUNTS[name];
    return count(least, most);
  }
  const names = Object.keys(MEANINGS) as (Counted | Timed)[];
  return Object.fromEntries(names.map(name => [name, entry(name).optional().meta({ description: MEANINGS[name] })]));
}

function isCounted(name: Counted | Timed): name is Counted {
  return name in COUNTS;
}
