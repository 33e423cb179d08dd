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
  readonly synced: Fact<boolean>;
  /** The sign-in kind of the UPN's domain. */
  readonly domain: Fact<'managed' | 'federated'>;
  /** Read only for federated domains; null when the domain has no configuration. */
  readonly federation: Fact<Federation | null>;
  readonly manager: Fact<Manager | null>;
  /** Names of active directory roles and role-assignable groups. */
  readonly roles: Fact<readonly string[]>;
  /** In a restricted management administrative unit. */
  readonly restricted: Fact<boolean>;
  readonly sspr: Fact<Sspr>;
  readonly passwordChangedAt: Fact<Instant>;
};
