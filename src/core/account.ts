// What the directory says about an account. A fact that could not be read is 'unknown', never false.

export type Fact<T> = T | 'unknown';

/** Milliseconds since 1970, UTC. */
export type Instant = number;

export type Federation = {
  /** `adfs` when the passive sign-in path is AD FS's own (/adfs/ls), else some other provider. */
  readonly provider: 'adfs' | 'other';
  readonly host: string;
  /** Where the domain's owner says passwords are reset (Graph: `passwordResetUri`); often unset. */
  readonly passwordResetUri?: string;
  /** Scheme and host of the passive sign-in page, from which AD FS's update page follows. */
  readonly signInOrigin: string;
};

export type Sspr = {
  /** Allowed by policy and enough methods registered (Graph: `isSsprCapable`). */
  readonly capable: boolean;
  readonly enabled: boolean;
  readonly registered: boolean;
  /** As Graph names them: mobilePhone, microsoftAuthenticatorPush, email, fido2 … */
  readonly methods: readonly string[];
  /** When the report was made; it may be 36 hours old. */
  readonly asOf: Instant;
};

/** A number of record: what the directory says, no method of signing in. */
export type Phone = { readonly number: string; readonly kind: 'mobile' | 'business' };

/** Power over the desk itself. `of`: a group's or registration's name. */
export type DeskPower = { readonly as: 'member' | 'owner'; readonly of: string };

/** The newest change of each kind that the audit still holds (30 days with P1 or P2, 7 without); absent: none seen. */
export type Changes = {
  /** A way to sign in was registered, changed or removed, by anybody. */
  readonly methods?: Instant;
  readonly phone?: Instant;
  readonly mail?: Instant;
  readonly manager?: Instant;
};

/** What carries passwords on to Active Directory, as the audit names it (`OnPremisesAgent`). */
export type HybridAgent = 'connect' | 'cloud-sync' | 'none';

export type Manager = { readonly id: string; readonly name: string; readonly mail?: string };

export type Account = {
  readonly id: string;
  readonly name: string;
  readonly upn: string;
  readonly department?: string;
  readonly jobTitle?: string;
  readonly mail?: string;
  readonly otherMails: readonly string[];
  readonly samAccountName?: string;
  readonly enabled: Fact<boolean>;
  readonly userType: Fact<'member' | 'guest'>;
  /** The password lives in another directory, whether the account is called a guest or a member. */
  readonly external: Fact<boolean>;
  readonly synced: Fact<boolean>;
  /** The sign-in kind of the UPN's domain. */
  readonly domain: Fact<'managed' | 'federated'>;
  /** Read only for federated domains; null when the domain has no configuration. */
  readonly federation: Fact<Federation | null>;
  readonly manager: Fact<Manager | null>;
  /** Names of active directory roles (built-in and custom, of any scope) and role-assignable groups. */
  readonly roles: Fact<readonly string[]>;
  /** Names of roles that can be activated in Privileged Identity Management. */
  readonly eligibleRoles: Fact<readonly string[]>;
  /** Names of role-assignable groups this person owns, and so may join. */
  readonly ownsRoleGroups: Fact<readonly string[]>;
  readonly deskPower: Fact<readonly DeskPower[]>;
  /** Those of the groups that policy names, as policy writes them, of which this person is a member, through others too. */
  readonly groups: Fact<readonly string[]>;
  /** In a restricted management administrative unit. */
  readonly restricted: Fact<boolean>;
  readonly sspr: Fact<Sspr>;
  /** From the same report, as old as it. A hint. */
  readonly mfaRegistered: Fact<boolean>;
  /** What Entra ID Protection says. A hint: not every tenant has it. */
  readonly risk: Fact<'none' | 'at-risk'>;
  readonly phones: Fact<readonly Phone[]>;
  readonly changes: Fact<Changes>;
  /** Of the whole tenant. A hint: only resets that were audited tell. */
  readonly hybridAgent: Fact<HybridAgent>;
  readonly passwordChangedAt: Fact<Instant>;
};
