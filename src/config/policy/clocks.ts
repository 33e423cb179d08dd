// Every clock and count of the desk as the policy file may set it: what it means, and how far an admin may go.
import type { z } from 'zod';
import type { Clocks } from '../../core/policy.ts';
import { count, duration } from './entries.ts';

/** How far counts may go. More than three hands hold nothing of one person; with fewer than two, one stolen thing would be enough. */
const COUNTS: Partial<Record<keyof Clocks, readonly [least: number, most: number]>> = {
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
  draftsPerHour: [1, 100],
};

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
  draftsPerHour: 'Requests one person may begin per hour.',
  breakerPerHour: 'Shields go up by themselves beyond so many resets an hour, or beyond breakerFactor times the usual.',
  breakerFactor: 'How many times the mean of the last 30 days counts as too many resets an hour.',
};

/** One entry a clock; all may be left out. */
export const CLOCK_ENTRIES: Readonly<Record<string, z.ZodOptional<z.ZodType<number>>>> = Object.fromEntries(
  (Object.keys(MEANINGS) as (keyof Clocks)[]).map(clock => {
    const bounds = COUNTS[clock];
    const entry: z.ZodType<number> = bounds ? count(...bounds) : duration;
    return [clock, entry.optional().meta({ description: MEANINGS[clock] })];
  }),
);
