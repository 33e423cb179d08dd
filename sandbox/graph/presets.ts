// The faults and misbehaviours worth trying on a reset, in words for whoever chooses one.
import type { Act, Rule } from '../faults.ts';
import type { World } from '../world.ts';

/** Each strikes the next reset, once. */
export const PRESETS: readonly { readonly name: string; readonly sentence: string; readonly rule: Rule }[] = [
  preset('throttled', 'Graph is busy: the next reset is refused with 429 and asks for two seconds.', {
    status: 429,
    retryAfter: 2,
  }),
  preset('unavailable', 'The next reset is answered 503. Nobody can say whether it was done; it was not.', {
    status: 503,
  }),
  preset('lost answer', 'The next reset is done, and the connection breaks before its answer.', { drop: 'after' }),
  preset('lost request', 'The connection breaks before the next reset is read.', { drop: 'before' }),
  preset('late', 'The next reset hangs for 20 seconds and is done then, whoever still waits.', {
    hang: 20_000,
    hold: 'before',
  }),
  preset('garbled', 'The next reset is done, and a broken proxy spoils its answer.', { unreadable: true }),
  preset('forbidden', 'The next reset is refused with 403, as after a role was taken away.', { status: 403 }),
  preset('crash before', 'The bot is killed as its next reset reaches Graph, before anything is done.', {
    killBot: 'before',
  }),
  preset('crash after', 'The bot is killed after Graph did its next reset, before it hears so.', { killBot: 'after' }),
  preset('crash answered', 'The bot is killed right after Graph has answered its next reset.', {
    killBot: 'afterAnswer',
  }),
];

/** What the switches in `world.quirks` do. */
export const QUIRKS: Readonly<Record<keyof World['quirks'], string>> = {
  writebackDown: 'The writeback agent cannot be reached: resets of on-premises people end in SSPR_0030.',
  policyRefusesNext: 'The next new password breaks a policy, whatever it is.',
  cloudFailsAfterOnPremises:
    'AD takes the new password, Entra does not: the operation ends in OnPremisesSuccessCloudFailure.',
  operationNeverEnds: 'Resets are accepted, and their operations run for ever.',
  reportsStale: 'The registration report is two days old.',
  auditNeverArrives: 'The directory audit stays empty.',
};

function preset(name: string, sentence: string, act: Act) {
  return { name, sentence, rule: { service: 'graph', request: 'POST resetPassword', nth: 1, act } as const };
}
