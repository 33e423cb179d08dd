// The switches of SSPR that no call shows: who looked, and until when that counts.
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, type Finding } from '../finding.ts';
import { DAY, day, PASSWORD_RESET } from '../words.ts';

/** `wanted`: what helps the desk; undefined where either may be right. */
const SWITCHES = {
  writeback: {
    title: 'Enable password write back for synced users',
    where: `${PASSWORD_RESET}, On-premises integration`,
    wanted: true,
    hybrid: true,
  },
  ssprUnlock: {
    title: 'Allow users to unlock accounts without resetting their password',
    where: `${PASSWORD_RESET}, On-premises integration`,
    wanted: undefined,
    hybrid: true,
  },
  ssprTwoMethods: {
    title: 'Number of methods required to reset: 2',
    where: `${PASSWORD_RESET}, Authentication methods`,
    wanted: true,
    hybrid: false,
  },
  ssprReconfirm: {
    title: 'Number of days before users are asked to re-confirm: not 0',
    where: `${PASSWORD_RESET}, Registration`,
    wanted: true,
    hybrid: false,
  },
  ssprNotices: {
    title: 'Notify users on password resets, and all admins when another admin resets theirs',
    where: `${PASSWORD_RESET}, Notifications`,
    wanted: true,
    hybrid: false,
  },
} as const;

export function attestedChecks(facts: Facts, { attested }: Desk): readonly Finding[] {
  const synced = !('value' in facts.organization) || facts.organization.value?.onPremisesSyncEnabled === true;
  return Object.entries(SWITCHES)
    .filter(([, { hybrid }]) => synced || !hybrid)
    .map(([name, { title, where, wanted }]) => {
      const judging = about(`attested.${name}`, `SSPR: ${title}`);
      const entry = `write what you see into the policy file: "attested": { "${name}": { "value": true, "by": "your name", "until": "${day(facts.now + 90 * DAY)}" } }`;
      const said = attested[name as keyof typeof SWITCHES];
      if (!said) return judging.unknown('No call shows it, and nobody attests it.', `Look at ${where}, and ${entry}`);
      const { value, by, until = Number.POSITIVE_INFINITY } = said;
      if (until <= facts.now)
        return judging.unknown(
          `What ${by} saw counted until ${day(until - 1)}.`,
          `Look again at ${where}, and ${entry}`,
        );
      const seen = `${value ? 'Yes' : 'No'}, says ${by}${Number.isFinite(until) ? `, until ${day(until - 1)}` : ''}.`;
      return wanted !== undefined && value !== wanted
        ? judging.warn(seen, `${where}: ${title}. Then ${entry}`)
        : judging.pass(seen);
    });
}
