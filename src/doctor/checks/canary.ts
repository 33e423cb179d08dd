// The canary: whether the daily reset of an account that is nobody's arrives, from end to end.
import type { CanaryEnd } from '../../core/canary.ts';
import { explain, mendingOf } from '../../core/faults.ts';
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, type Finding, known } from '../finding.ts';
import { day, HOUR, span } from '../words.ts';

/** A day, and the time that a try and a restart may take. */
const LATE = 36 * HOUR;
const UNFIT: Readonly<Record<Exclude<CanaryEnd, 'arrived' | 'failed' | 'unknown'>, readonly [string, string]>> = {
  gone: [
    'Nobody of that id is in this tenant.',
    'Set CANARY_ACCOUNT to the object id of the account, or leave it out.',
  ],
  name: [
    'It is not called canary…, so it may be a person: nothing was reset.',
    'Make an account for this alone in Active Directory, with a user name that begins with "canary"; CANARY_ACCOUNT: its object id in Entra.',
  ],
  disabled: ['It is blocked, so nothing was reset.', 'Enable it in Active Directory; nobody knows its password.'],
  'not-synced': [
    'It does not come from Active Directory, so it would show nothing: nothing was reset.',
    'Make it in Active Directory, within the scope of sync; CANARY_ACCOUNT: its object id in Entra.',
  ],
  power: [
    'It has power over others, or lies in a restricted unit: nothing was reset.',
    'Take it out of every role and role-assignable group; it needs none.',
  ],
  unreadable: [
    'Whether it has power over others could not be read: nothing was reset.',
    'See the permissions above; it is tried again in a day.',
  ],
};

export function canaryChecks(facts: Facts, { canary }: Desk): readonly Finding[] {
  if (canary === undefined) return [];
  const judging = about('hybrid.canary', 'The canary, reset once a day from end to end');
  const start = 'Is the desk running, and the account that resets connected? Look for "the canary" in its log.';
  return [
    known(judging, facts.canary, ({ last }) => {
      if (!last) return judging.unknown('It was not reset yet.', start);
      const { how, said } = last;
      const when = `on ${day(last.at)}`;
      const words = said === undefined ? 'no reason given' : said;
      if (how === 'failed')
        return judging.fail(
          `Its reset ${when} failed: ${words}.`,
          `docs/runbooks/${mendingOf(explain(said).code).runbook}.md leads through it.`,
        );
      if (how === 'unknown')
        return judging.warn(
          `What became of its reset ${when} was not to be seen.`,
          'docs/runbooks/outcome-unknown.md; it is tried again in a day.',
        );
      if (how !== 'arrived') return judging.fail(UNFIT[how][0], UNFIT[how][1]);
      const ago = facts.now - last.at;
      return ago > LATE
        ? judging.warn(`Last reset ${span(ago)} ago, and it should be daily.`, start)
        : judging.pass(`Reset ${span(ago)} ago; it arrived within ${span(last.ended - last.at)}.`);
    }),
  ];
}
