// What is known of somebody at the demo company before anything happens.
import type { DomainName, GroupKey, ROLES } from '../company.ts';

/** A sign-in method a person has registered, as Graph and the sign-in page name it. */
export type Method = 'fido2' | 'microsoftAuthenticator' | 'mobilePhone' | 'email';

export type Cast = {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly upn: string;
  readonly department: string;
  readonly jobTitle: string;
  readonly locale: string;
  /** The password they had before the story starts (and, if they are locked out, forgot). */
  readonly password: string;
  readonly manager?: string;
  readonly groups: readonly GroupKey[];
  readonly roles?: readonly (keyof typeof ROLES)[];
  readonly methods: readonly Method[];
  /** Left out: not allowed to use self-service reset. */
  readonly sspr?: { readonly enabled: boolean; readonly registered: boolean };
  readonly userType?: 'Member' | 'Guest';
  readonly homeDomain?: string;
  readonly accountEnabled?: boolean;
  /** In an AD protected group (adminCount=1): writeback refuses these for ever. */
  readonly adProtected?: boolean;
  /** Roles they can activate in Privileged Identity Management. */
  readonly eligibleRoles?: readonly (keyof typeof ROLES)[];
  /** As Entra ID Protection names it; who never was at risk is not listed there. */
  readonly risk?: 'atRisk' | 'remediated';
  /** In a restricted management administrative unit. */
  readonly restricted?: boolean;
  /** Numbers and an address of record, in the directory for years. */
  readonly deskPhone?: string;
  readonly mobile?: string;
  readonly privateMail?: string;
  /** Their password was changed so many minutes before the company opened. */
  readonly changedMinutesAgo?: number;
  /** Has a Teams personal chat with the bot, and is in the helpdesk channel's roster. */
  readonly inTeams?: boolean;
  readonly inHelpdeskChannel?: boolean;
};

/** Object ids a reader can tell apart. */
export const oid = (n: number) => `0e000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

type Said = Pick<Cast, 'department' | 'jobTitle' | 'password'> & Partial<Cast>;

/** Somebody in Teams with a passkey, of whom nothing is special but what is said. Their key is their first name, their address their name. */
export function person(number: number, name: string, domain: DomainName, said: Said): Cast {
  const words = name.toLowerCase().split(' ');
  return {
    key: words[0] ?? '',
    id: oid(number),
    name,
    upn: `${words.join('.')}@${domain}`,
    locale: 'en-US',
    groups: ['staff'],
    methods: ['fido2'],
    inTeams: true,
    ...said,
  };
}

/** The same, of whom Marcus can say who they are. */
export function colleague(number: number, name: string, domain: DomainName, said: Said): Cast {
  return person(number, name, domain, { manager: 'marcus', ...said });
}
