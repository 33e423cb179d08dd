// The dictionary: from what Microsoft's services said to what it proves and what may follow. Strings are open: unknown ones stay unknown.

/** The rows, and `unknown` for all that is in none of them. */
export const EXPLAINED_CODES = [
  'success-cloud-failure',
  'connectivity',
  'admin-action-required',
  'policy',
  'writeback-off',
  'not-set-up',
  'denied',
  'not-found',
  'bad-request',
  'unknown',
] as const;

/** What a request can fail of (locales `cards.fault.<code>.…`): what was explained, and what the desk itself found. */
export type FaultCode =
  | (typeof EXPLAINED_CODES)[number]
  | 'throttled'
  | 'not-eligible'
  | 'no-privileged-identity'
  | 'unknown-outcome';

/** Whose matter it is: nobody's (it goes by itself), Entra's or Active Directory's administrators, or those of this desk. */
export type Mender = 'nobody' | 'entra' | 'directory' | 'desk';

/** Pages of docs/runbooks, without `.md`. */
export type Runbook = 'writeback-failing' | 'service-account-lost' | 'password-policy' | 'outcome-unknown';

export type Explained = {
  readonly code: (typeof EXPLAINED_CODES)[number];
  /** What is known to have changed: `on-premises` means AD took the password although the cloud write failed. */
  readonly changed: 'nothing' | 'on-premises' | 'unknown';
  /** What may follow: another password once, another try on evidence of no change, or never. */
  readonly again: 'fresh-password' | 'on-evidence' | 'never';
};

/** Who must act after it, and where it is written how. */
const MENDING: Readonly<Record<FaultCode, { readonly who: Mender; readonly runbook: Runbook }>> = {
  'success-cloud-failure': { who: 'nobody', runbook: 'writeback-failing' },
  connectivity: { who: 'directory', runbook: 'writeback-failing' },
  'admin-action-required': { who: 'directory', runbook: 'writeback-failing' },
  policy: { who: 'directory', runbook: 'password-policy' },
  'writeback-off': { who: 'entra', runbook: 'writeback-failing' },
  'not-set-up': { who: 'entra', runbook: 'writeback-failing' },
  denied: { who: 'entra', runbook: 'service-account-lost' },
  'not-found': { who: 'entra', runbook: 'outcome-unknown' },
  'bad-request': { who: 'desk', runbook: 'outcome-unknown' },
  unknown: { who: 'desk', runbook: 'outcome-unknown' },
  throttled: { who: 'nobody', runbook: 'outcome-unknown' },
  'not-eligible': { who: 'entra', runbook: 'outcome-unknown' },
  'no-privileged-identity': { who: 'desk', runbook: 'service-account-lost' },
  'unknown-outcome': { who: 'desk', runbook: 'outcome-unknown' },
};

/** For admins alone. A code of another release is nobody's known matter. */
export function mendingOf(code: string): { readonly who: Mender; readonly runbook: Runbook } {
  return Object.hasOwn(MENDING, code) ? MENDING[code as FaultCode] : MENDING.unknown;
}

type Entry = Explained & { readonly says: RegExp };

/**
 * Sources: learn.microsoft.com troubleshoot-sspr, howto-sspr-reporting, troubleshoot-sspr-writeback (event ids of the Connect server);
 * SupportArticles password-writeback-error-code-sspr-0029 and …-not-compliant-on-premises-ad-pwd-policy; Graph's error codes.
 * Nobody documents `statusDetail`, so texts are searched, not compared. First match wins: what proves least comes first, and what
 * the reset service says comes before the HTTP error it may be wrapped in.
 */
const ENTRIES: readonly Entry[] = [
  { code: 'success-cloud-failure', says: /OnPremisesSuccessCloudFailure/i, changed: 'on-premises', again: 'never' },
  {
    // The agent may have set the password and only its answer been lost.
    code: 'connectivity',
    says: /SSPR_0*30\b|OnPremisesConnectivityError|\b(31034|31044|32001|32002|32011)\b/i,
    changed: 'unknown',
    again: 'on-evidence',
  },
  {
    // By design for members of AD's protected groups; else the connector account's rights, a GPO on remote SAM calls, or the object itself.
    code: 'admin-action-required',
    says: /SSPR_0*29\b|AdminActionRequired|\b(33003|33004|33005|33006|33009)\b|8023061f|80230402/i,
    changed: 'nothing',
    again: 'never',
  },
  {
    code: 'policy',
    says: /PolicyViolation|PasswordPolic|InvalidPassword|policy violation|fuzzy policy|easily guessable|policy does not allow|banned password|does(n't| not) comply|\b33008\b|80230619/i,
    changed: 'nothing',
    again: 'fresh-password',
  },
  { code: 'writeback-off', says: /SSPR_0*10\b|WritebackNotEnabled/i, changed: 'nothing', again: 'never' },
  {
    // Reset service off, no policy, no licence, out of its scope, too few methods: the tenant's settings for this person.
    code: 'not-set-up',
    says: /SSPR_0*(9|11|12|13|14)\b|TenantSSPRFlagDisabled|SsprNotEnabledInUserPolicy|UserNotLicensed|UserNotMemberOfScopedAccessGroup|UserNotProperlyConfigured/i,
    changed: 'nothing',
    again: 'never',
  },
  {
    code: 'denied',
    says: /Authorization_RequestDenied|accessDenied|Insufficient privileges|Management rights are limited|^\s*(http_)?403\b/i,
    changed: 'nothing',
    again: 'never',
  },
  {
    code: 'not-found',
    says: /Request_ResourceNotFound|ResourceNotFound|itemNotFound|\b33002\b|^\s*(http_)?404\b/i,
    changed: 'nothing',
    again: 'never',
  },
  {
    code: 'bad-request',
    says: /BadRequest|invalidRequest|not supported for this URL|^\s*(http_)?400\b/i,
    changed: 'nothing',
    again: 'never',
  },
];

/**
 * Whatever is not in the dictionary proves nothing.
 * @param said an operation's `statusDetail`, an audit row's `resultReason`, or Graph's error code, with or without its message
 */
export function explain(said: string | undefined): Explained {
  const entry = said === undefined ? undefined : ENTRIES.find(candidate => candidate.says.test(said));
  if (!entry) return { code: 'unknown', changed: 'unknown', again: 'never' };
  const { code, changed, again } = entry;
  return { code, changed, again };
}
