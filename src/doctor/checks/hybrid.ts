// What carries passwords on to Active Directory: sync, its agent, and whether writeback is seen to work. Graph's own flag is not in use.
import type { DirectoryAudit } from '@microsoft/microsoft-graph-types';
import type { Crossings } from '../../core/crossings.ts';
import { agentIn } from '../../graph/hybrid-agent.ts';
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, both, type Finding, type Judging, known } from '../finding.ts';
import { CLOUD_SYNC, day, HOUR, PASSWORD_RESET, persons, span, times } from '../words.ts';

/** Connect's cycle is 30 minutes, cloud sync's 2; a day without is a stop. */
const [LATE, STOPPED] = [3 * HOUR, 24 * HOUR] as const;
const RUNBOOK = 'docs/runbooks/writeback-failing.md leads through it.';

export function hybridChecks(facts: Facts, desk: Desk): readonly Finding[] {
  const sync = about('hybrid.sync', 'Directory sync: on, and when it last ran');
  const agent = about('hybrid.agent', 'What writes passwords back: Connect or cloud sync');
  const own = about('hybrid.resets', 'The desk’s own resets on their way to Active Directory, the last 7 days');
  const writeback = about('hybrid.writeback', 'Password writeback, by what the last 30 days show');
  return [
    known(sync, facts.organization, organization => {
      if (!organization?.onPremisesSyncEnabled) return sync.pass('Off: everybody lives in the cloud.');
      const last = Date.parse(organization.onPremisesLastSyncDateTime ?? '');
      if (Number.isNaN(last)) return sync.fail('On, and it never ran.', ...RESTART);
      const ago = facts.now - last;
      if (ago > STOPPED)
        return sync.fail(`It last ran ${span(ago)} ago: what changes in AD does not arrive.`, ...RESTART);
      return ago > LATE
        ? sync.warn(`It last ran ${span(ago)} ago, and its cycle is half an hour.`, ...RESTART)
        : sync.pass(`On; it last ran ${span(ago)} ago.`);
    }),
    known(agent, both(facts.organization, facts.resets), ([organization, rows]) => {
      if (!organization?.onPremisesSyncEnabled) return agent.pass('Nothing, and nothing has to.');
      const said = agentIn(rows);
      if (said === 'connect') return agent.pass('Microsoft Entra Connect, by the audit.');
      if (said === 'cloud-sync')
        return agent.pass(
          'Cloud sync, by the audit. Its version (at least 1.1.977.0) only the on-premises check shows.',
        );
      return said === 'none'
        ? agent.fail(
            'None: the audit says of every reset that nothing carried it on.',
            `${PASSWORD_RESET}, On-premises integration: Enable password write back for synced users.`,
            RUNBOOK,
          )
        : agent.unknown(
            'No reset of a synced person was audited in 30 days.',
            'npm run -s doctor -- --on-prem > check.ps1, run it beside Connect or the agent, and npm run doctor -- --with result.json',
          );
    }),
    known(own, both(facts.organization, facts.crossings), ([organization, found]) =>
      organization?.onPremisesSyncEnabled ? judgeOwn(own, found) : own.pass('Nobody is synced.'),
    ),
    known(writeback, both(facts.organization, facts.resets), ([organization, rows]) => {
      if (!organization?.onPremisesSyncEnabled) return writeback.pass('Nobody is synced.');
      const carried = rows.filter(isCarried).toSorted(newestFirst);
      const [last] = carried;
      const failed = carried.filter(({ result }) => result !== 'success').length;
      if (last && last.result !== 'success')
        return writeback.fail(
          `The last of ${carried.length}, on ${dayOf(last)}, failed: ${last.resultReason ?? 'no reason given'}.`,
          RUNBOOK,
        );
      if (last)
        return writeback.pass(
          `The last of ${carried.length}, on ${dayOf(last)}, arrived${failed > 0 ? `; ${failed} did not` : ''}.`,
        );
      const {
        value,
        by,
        until = Number.POSITIVE_INFINITY,
      } = desk.attested.writeback ?? { value: false, by: '', until: 0 };
      if (until <= facts.now)
        return writeback.unknown(
          'No reset went that way in 30 days, and nobody attests that it is on.',
          `Look at ${PASSWORD_RESET}, On-premises integration, and write what you saw into the policy file: attested.writeback { value, by, until }.`,
          'npm run -s doctor -- --on-prem > check.ps1 shows the other end.',
        );
      return value
        ? writeback.pass(`No reset went that way in 30 days; ${by} attests that it is on.`)
        : writeback.fail(`${by} attests that it is off: synced people cannot be helped here.`, RUNBOOK);
    }),
  ];
}

/** What Microsoft's audit does not keep: tries that never got there, and went on by themselves. */
function judgeOwn(judging: Judging, { arrived, waited, lost }: Crossings): Finding {
  const late = waited.count + lost.count;
  if (late === 0)
    return judging.pass(
      arrived.count === 0
        ? 'There were none.'
        : `${arrived.count} arrived, and none had to wait for the company network.`,
    );
  const last = Math.max(waited.last ?? 0, lost.last ?? 0);
  const said = `${times(late)} Active Directory could not be reached, last on ${day(last)}${lost.count > 0 ? `; ${persons(lost.count)} had to ask again` : ''}`;
  return (arrived.last ?? 0) > last
    ? judging.warn(`${said}. Since then they arrive.`, `A network that comes and goes: ${RUNBOOK}`)
    : judging.fail(
        `${said}, and none has arrived since.`,
        RUNBOOK,
        'Requests that wait go on by themselves, up to four hours after their approval.',
      );
}

const RESTART = [
  'On the Connect server: Get-ADSyncScheduler (SyncCycleEnabled, NextSyncCycleStartTimeInUTC), then Start-ADSyncSyncCycle -PolicyType Delta; service "Microsoft Azure AD Sync" (ADSync).',
  `With cloud sync: ${CLOUD_SYNC}, Agents: active; service AADConnectProvisioningAgent.`,
];

/** The audit says of each reset what carried it on, `None` for people of the cloud. */
function isCarried({ additionalDetails }: DirectoryAudit): boolean {
  return (additionalDetails ?? []).some(
    ({ key, value }) => key === 'OnPremisesAgent' && value && !/^none$/i.test(value),
  );
}

function newestFirst(one: DirectoryAudit, other: DirectoryAudit): number {
  return Date.parse(other.activityDateTime ?? '') - Date.parse(one.activityDateTime ?? '');
}

function dayOf({ activityDateTime }: DirectoryAudit): string {
  return day(Date.parse(activityDateTime ?? ''));
}
