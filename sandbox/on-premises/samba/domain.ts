// The demo company's Active Directory, as data: its names, its policy, its service accounts and who is in it.

import { AD_MINIMUM } from '../../password-rules.ts';
import { PEOPLE } from '../../people.ts';
import { isOnPremises } from '../../world.ts';

export const REALM = 'corp.alderfinch.example';
export const NETBIOS = 'ALDERFINCH';
export const HOST = 'dc1';
export const BASE = REALM.split('.')
  .map(part => `DC=${part}`)
  .join(',');

/** The agent's account: an ordinary user to whom the rights for writeback on OU=Staff are delegated, and no administrator. */
export const CONNECTOR = 'svc-writeback';
/** The account AD FS runs as: an ordinary user. Who brings the old password may change it, and needs no right. */
export const ADFS = 'svc-adfs';
export const ADMINISTRATOR = 'Administrator';

export const POLICY = {
  minimumLength: AD_MINIMUM,
  /** Passwords that may not come again; decided on a person's own change, not on a reset. */
  remembered: 24,
  minimumAgeDays: 1,
  maximumAgeDays: 365,
  lockedAfter: 10,
  lockedForMinutes: 15,
} as const;

/** Names and passwords of the accounts that are nobody's: made anew with each provisioning. */
export type Secrets = { readonly [CONNECTOR]: string; readonly [ADFS]: string; readonly [ADMINISTRATOR]: string };

/** What scripts/samba/provision.py makes in `folder`. */
export function plan(folder: string, secrets: Secrets) {
  return {
    folder,
    realm: REALM,
    netbios: NETBIOS,
    host: HOST,
    adminPassword: secrets[ADMINISTRATOR],
    connector: CONNECTOR,
    policy: POLICY,
    services: [CONNECTOR, ADFS].map(name => ({ name, password: secrets[name as typeof CONNECTOR] })),
    people: PEOPLE.filter(isOnPremises).map(({ upn, name, password, accountEnabled, adProtected }) => ({
      account: accountName(upn),
      upn,
      name,
      password,
      enabled: accountEnabled ?? true,
      protected: adProtected ?? false,
      ageDays: 90,
    })),
  };
}

/** What stands before the at sign, which AD cuts at 20: `sAMAccountName`, and the first half of the Kerberos principal. */
export function accountName(upn: string): string {
  return upn.slice(0, Math.min(20, upn.indexOf('@')));
}
