// What the directory can tell about a password change when the operation itself tells nothing: the audit first, then the date.
import type { DirectoryAudit } from '@microsoft/microsoft-graph-types';
import type { Fact, Instant } from '../core/account.ts';
import type { Person } from '../core/person.ts';
import type { ChangeEvidence, Log } from '../core/ports.ts';
import type { Graph } from './client.ts';
import { factsOf } from './fault.ts';
import { instant } from './person.ts';

export type Evidence = { readonly what: ChangeEvidence; readonly said?: string };

export function createEvidence({ graph, log }: { graph: Graph; log: Log }) {
  async function passwordChangedAt(person: Person): Promise<Fact<Instant>> {
    try {
      const path = `/users/${encodeURIComponent(person.id)}?$select=id,lastPasswordChangeDateTime`;
      const user = (await graph.get(path)) as { lastPasswordChangeDateTime?: string | null };
      return instant(user.lastPasswordChangeDateTime);
    } catch (error) {
      log.warn(factsOf(error), 'the date of the last password change could not be read');
      return 'unknown';
    }
  }

  /** Filters as documented for directoryaudit-list; who did it is compared here, since it may be told by id or by name. */
  async function fromAudit(person: Person, since: Instant, as: string): Promise<Evidence | undefined> {
    const filter = [
      `activityDateTime ge ${toTheSecond(since)}`,
      `loggedByService eq 'Self-service Password Management'`,
      `activityDisplayName eq 'Reset password (by admin)'`,
      `targetResources/any(t:t/id eq '${person.id.replaceAll("'", "''")}')`,
    ].join(' and ');
    try {
      const rows = await graph.all(`/auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}&$top=20`);
      return judged((rows as DirectoryAudit[]).filter(row => isBy(row, as) && isSince(row, since)));
    } catch (error) {
      log.warn(factsOf(error), 'the directory audit could not be read');
      return undefined;
    }
  }

  return {
    passwordChangedAt,

    /** Never throws: what could not be read is "nothing yet", and is looked at again. */
    evidence: async (person: Person, since: Instant, as: string, known: Fact<Instant>): Promise<Evidence> => {
      const audited = await fromAudit(person, since, as);
      if (audited) return audited;
      const changedAt = await passwordChangedAt(person);
      // The directory keeps whole seconds: a change of the same second counts only if it was not there before.
      const late = changedAt !== 'unknown' && changedAt >= Math.floor(since / 1_000) * 1_000;
      const changed = late && (known === 'unknown' || changedAt > known);
      return { what: changed ? 'changed-since' : 'nothing-yet' };
    },
  };
}

/** A success outweighs any failure beside it: the password is changed. */
function judged(rows: readonly DirectoryAudit[]): Evidence | undefined {
  const done = rows.find(row => row.result === 'success' && !isHalf(row));
  if (done) return { what: 'our-reset-succeeded' };
  const failed = rows.find(row => row.result === 'failure' || isHalf(row));
  return failed
    ? { what: 'our-reset-failed', ...(failed.resultReason ? { said: failed.resultReason } : {}) }
    : undefined;
}

/** Audited as a success though only AD was changed (entra-docs issue 694). */
function isHalf(row: DirectoryAudit): boolean {
  return /OnPremisesSuccessCloudFailure/i.test(row.resultReason ?? '');
}

function isBy({ initiatedBy }: DirectoryAudit, as: string): boolean {
  const { id, userPrincipalName } = initiatedBy?.user ?? {};
  return [id, userPrincipalName].some(name => name?.toLowerCase() === as.toLowerCase());
}

/** The filter asks by whole seconds; an earlier reset of that very second is not the one asked about. */
function isSince({ activityDateTime }: DirectoryAudit, since: Instant): boolean {
  return activityDateTime !== undefined && Date.parse(activityDateTime) >= since;
}

function toTheSecond(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
