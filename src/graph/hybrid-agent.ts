// What carries passwords on to Active Directory in this tenant: told by the audit of resets that went there, and by nothing else.
import type { DirectoryAudit } from '@microsoft/microsoft-graph-types';
import type { Fact, HybridAgent, Instant } from '../core/account.ts';

const LOOKED_BACK = 30 * 24 * 3_600_000;

/** Filters as documented for directoryaudit-list. */
export function agentPath(now: Instant): string {
  const filter = [
    `activityDateTime ge ${new Date(now - LOOKED_BACK).toISOString().slice(0, 19)}Z`,
    `loggedByService eq 'Self-service Password Management'`,
    `activityDisplayName eq 'Reset password (by admin)'`,
  ].join(' and ');
  return `/auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}&$top=50`;
}

/** `None` is said of every reset of somebody who lives in the cloud alone: another row may name the agent all the same. */
export function agentIn(rows: readonly unknown[]): Fact<HybridAgent> {
  const said = (rows as readonly DirectoryAudit[])
    .toSorted((one, other) => Date.parse(other.activityDateTime ?? '') - Date.parse(one.activityDateTime ?? ''))
    .flatMap(row => (row.additionalDetails ?? []).filter(({ key }) => key === 'OnPremisesAgent'))
    .map(({ value }) => value ?? '');
  const agent = said.find(value => /connect|cloud ?sync/i.test(value));
  if (agent) return /connect/i.test(agent) ? 'connect' : 'cloud-sync';
  return said.some(value => /^none$/i.test(value)) ? 'none' : 'unknown';
}
