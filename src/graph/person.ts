// What one person's entry in the directory says, as facts. A property Graph left out was not read.
import type { User } from '@microsoft/microsoft-graph-types';
import type { Account, Fact, Instant, Manager, Phone } from '../core/account.ts';

const SELECT = [
  ...['id', 'displayName', 'userPrincipalName', 'mail', 'department', 'jobTitle', 'otherMails'],
  ...['mobilePhone', 'businessPhones', 'onPremisesSamAccountName', 'accountEnabled', 'userType', 'creationType'],
  ...['externalUserState', 'identities', 'onPremisesSyncEnabled', 'isManagementRestricted'],
  'lastPasswordChangeDateTime',
].join(',');

/** @param id object id, encoded */
export function personPath(id: string): string {
  return `/users/${id}?$select=${SELECT}&$expand=manager($select=id,displayName,mail)`;
}

export type PersonFacts = Pick<
  Account,
  | 'id'
  | 'name'
  | 'upn'
  | 'department'
  | 'jobTitle'
  | 'mail'
  | 'otherMails'
  | 'samAccountName'
  | 'enabled'
  | 'userType'
  | 'external'
  | 'synced'
  | 'restricted'
  | 'manager'
  | 'phones'
  | 'passwordChangedAt'
>;

/** One that Graph gave as null has the meaning its documentation gives to null. */
export function personFacts(user: User): PersonFacts {
  const { department, jobTitle, mail, onPremisesSamAccountName: samAccountName } = user;
  const upn = user.userPrincipalName ?? '';
  const type = user.userType?.toLowerCase();
  return {
    id: user.id ?? '',
    name: user.displayName ?? upn,
    upn,
    otherMails: user.otherMails ?? [],
    ...(department ? { department } : {}),
    ...(jobTitle ? { jobTitle } : {}),
    ...(mail ? { mail } : {}),
    ...(samAccountName ? { samAccountName } : {}),
    enabled: user.accountEnabled ?? 'unknown',
    // Null for some very old accounts, members and guests alike.
    userType: type === 'member' || type === 'guest' ? type : 'unknown',
    external: externalOf(user),
    synced: user.onPremisesSyncEnabled === undefined ? 'unknown' : user.onPremisesSyncEnabled === true,
    restricted: user.isManagementRestricted === undefined ? 'unknown' : user.isManagementRestricted === true,
    manager: managerOf(user),
    phones: phonesOf(user),
    passwordChangedAt: instant(user.lastPasswordChangeDateTime),
  };
}

/** Graph's date, as milliseconds. */
export function instant(text: string | null | undefined): Fact<Instant> {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? 'unknown' : at;
}

/**
 * Whether this person signs in at another organisation. Members can: what tells is how they sign in (`identities`, where `federated` means
 * another identity provider; people of our own federated domains have `userPrincipalName`), or that they were once invited.
 */
export function externalOf(user: User): Fact<boolean> {
  if (user.userType?.toLowerCase() === 'guest' || user.userPrincipalName?.includes('#EXT#')) return true;
  if (user.externalUserState || user.identities?.some(({ signInType }) => signInType === 'federated')) return true;
  // An invited person who became one of us keeps the creation type for ever, but signs in here.
  if (user.identities?.length) return false;
  if (user.creationType?.toLowerCase() === 'invitation') return true;
  return [user.userPrincipalName, user.externalUserState, user.creationType].includes(undefined) ? 'unknown' : false;
}

function phonesOf({ mobilePhone, businessPhones }: User): Fact<readonly Phone[]> {
  if (mobilePhone === undefined || businessPhones === undefined) return 'unknown';
  return [
    ...(mobilePhone ? [{ number: mobilePhone, kind: 'mobile' } as const] : []),
    ...(businessPhones ?? []).map(number => ({ number, kind: 'business' }) as const),
  ];
}

/** Graph leaves the expanded manager out when there is none. */
function managerOf({ manager }: User): Manager | null {
  const found = manager as { id?: string; displayName?: string | null; mail?: string | null } | null | undefined;
  if (!found?.id) return null;
  return { id: found.id, name: found.displayName ?? '', ...(found.mail ? { mail: found.mail } : {}) };
}
