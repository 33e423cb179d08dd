// Reads what the directory says about one person, in few calls at once. A part that fails leaves its facts 'unknown'.
import type { User, UserRegistrationDetails } from '@microsoft/microsoft-graph-types';
import type { Account, Fact, Instant, Manager, Sspr } from '../core/account.ts';
import type { Person } from '../core/person.ts';
import type { Log } from '../core/ports.ts';
import type { Graph } from './client.ts';
import type { Domains } from './domains.ts';
import { factsOf, GraphFault } from './fault.ts';

const SELECT = [
  'id',
  'displayName',
  'userPrincipalName',
  'mail',
  'department',
  'jobTitle',
  'otherMails',
  'onPremisesSamAccountName',
  'accountEnabled',
  'userType',
  'onPremisesSyncEnabled',
  'isManagementRestricted',
  'lastPasswordChangeDateTime',
].join(',');

export type Accounts = ReturnType<typeof createAccounts>;

export function createAccounts({ graph, domains, log }: { graph: Graph; domains: Domains; log: Log }) {
  /** Throws when the person could not be read at all; undefined when there is no such account. */
  return async function account(person: Person): Promise<Account | undefined> {
    const id = encodeURIComponent(person.id);
    const [user, roles, sspr] = await Promise.all([
      readUser(id),
      orUnknown('roles', readRoles(id)),
      orUnknown('sspr', readSspr(id)),
    ]);
    if (!user?.id) return undefined;
    const upn = user.userPrincipalName ?? '';
    const domain = await orUnknown('domain', domains(upn.slice(upn.lastIndexOf('@') + 1)));
    return {
      ...described(user, upn),
      ...facts(user),
      domain: domain === 'unknown' ? 'unknown' : domain.kind,
      federation: domain === 'unknown' ? 'unknown' : domain.federation,
      roles,
      sspr,
    };
  };

  async function readUser(id: string): Promise<User | undefined> {
    try {
      return (await graph.get(`/users/${id}?$select=${SELECT}&$expand=manager($select=id,displayName,mail)`)) as User;
    } catch (error) {
      if (error instanceof GraphFault && error.status === 404) return undefined;
      throw error;
    }
  }

  /** Active tenant-wide roles and role-assignable groups, through groups as well. */
  async function readRoles(id: string): Promise<readonly string[]> {
    const path = `/users/${id}/transitiveMemberOf?$select=id,displayName,roleTemplateId,isAssignableToRole`;
    return (await graph.all(path)).flatMap(item => {
      const held = item as { '@odata.type'?: string; displayName?: string; isAssignableToRole?: boolean; id?: string };
      const counts = held['@odata.type'] === '#microsoft.graph.directoryRole' || held.isAssignableToRole === true;
      return counts ? [held.displayName ?? held.id ?? 'unnamed'] : [];
    });
  }

  async function readSspr(id: string): Promise<Fact<Sspr>> {
    try {
      const path = `/reports/authenticationMethods/userRegistrationDetails/${id}`;
      const { isSsprCapable, isSsprEnabled, isSsprRegistered, methodsRegistered, lastUpdatedDateTime } =
        (await graph.get(path)) as UserRegistrationDetails;
      const asOf = instant(lastUpdatedDateTime);
      if (typeof isSsprCapable !== 'boolean' || asOf === 'unknown') return 'unknown';
      return {
        capable: isSsprCapable,
        enabled: isSsprEnabled === true,
        registered: isSsprRegistered === true,
        methods: (methodsRegistered ?? []).filter(method => method !== null),
        asOf,
      };
    } catch (error) {
      // The report leaves out disabled, new and unlicensed people: that says nothing about what they can do.
      if (error instanceof GraphFault && error.status === 404) return 'unknown';
      throw error;
    }
  }

  async function orUnknown<T>(part: string, reading: Promise<T>): Promise<Fact<T>> {
    try {
      return await reading;
    } catch (error) {
      log.warn({ part, ...factsOf(error) }, 'a part of an account could not be read');
      return 'unknown';
    }
  }
}

/** Graph's date, as milliseconds. */
export function instant(text: string | null | undefined): Fact<Instant> {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? 'unknown' : at;
}

function described(user: User, upn: string) {
  const { department, jobTitle, mail, onPremisesSamAccountName: samAccountName } = user;
  return {
    id: user.id ?? '',
    name: user.displayName ?? upn,
    upn,
    otherMails: user.otherMails ?? [],
    ...(department ? { department } : {}),
    ...(jobTitle ? { jobTitle } : {}),
    ...(mail ? { mail } : {}),
    ...(samAccountName ? { samAccountName } : {}),
  };
}

/** A property Graph left out was not read. One it gave as null has the meaning its documentation gives to null. */
function facts(user: User) {
  const type = user.userType?.toLowerCase();
  return {
    enabled: user.accountEnabled ?? 'unknown',
    // Null for some very old accounts, members and guests alike.
    userType: type === 'member' || type === 'guest' ? type : 'unknown',
    synced: user.onPremisesSyncEnabled === undefined ? 'unknown' : user.onPremisesSyncEnabled === true,
    restricted: user.isManagementRestricted === undefined ? 'unknown' : user.isManagementRestricted === true,
    manager: managerOf(user),
    passwordChangedAt: instant(user.lastPasswordChangeDateTime),
  } as const;
}

/** Graph leaves the expanded manager out when there is none. */
function managerOf({ manager }: User): Manager | null {
  const found = manager as { id?: string; displayName?: string | null; mail?: string | null } | null | undefined;
  if (!found?.id) return null;
  return { id: found.id, name: found.displayName ?? '', ...(found.mail ? { mail: found.mail } : {}) };
}
