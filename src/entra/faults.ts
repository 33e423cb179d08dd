// What went wrong at Entra, in one word each: by the error's class, its OAuth error and suberror; AADSTS numbers only refine.

export type EntraFaultKind =
  /** The person, or the service account, must sign in again. */
  | 'reauth-required'
  | 'mfa-required'
  | 'consent-required'
  | 'password-expired'
  | 'bad-credentials'
  | 'account-disabled'
  | 'account-locked'
  | 'unknown-user'
  | 'assertion-rejected'
  /** Registration, secret or certificate: an admin's matter. */
  | 'app-misconfigured'
  /** Entra could not be asked, or asked us to wait. Says nothing about the account. */
  | 'unavailable'
  /** Entra said no in a way this table does not know. */
  | 'refused'
  /** Not an answer of Entra's at all: our own cache, store or code. */
  | 'unexpected';

export type EntraFault = {
  readonly kind: EntraFaultKind;
  /** The AADSTS number, where there is one. */
  readonly number?: number;
  readonly correlation?: string;
};

const UNREACHED = ['network_error', 'endpoints_resolution_error', 'token_parsing_error', 'post_request_failed'];
const TRANSIENT = [90033, 90055, 90006, 90024, 50196];

/** Numbers Microsoft documents (reference-error-codes), with the warning that they may change: so they come after class and suberror. */
const BY_NUMBER: Readonly<Record<number, EntraFaultKind>> = {
  50126: 'bad-credentials',
  50057: 'account-disabled',
  50053: 'account-locked',
  50034: 'unknown-user',
  50013: 'assertion-rejected',
  500133: 'assertion-rejected',
  65001: 'consent-required',
  50055: 'password-expired',
  50076: 'mfa-required',
  50079: 'mfa-required',
  50173: 'reauth-required',
  700082: 'reauth-required',
  70043: 'reauth-required',
  53003: 'reauth-required',
  7000215: 'app-misconfigured',
  7000218: 'app-misconfigured',
  7000222: 'app-misconfigured',
  700016: 'app-misconfigured',
  700027: 'app-misconfigured',
};

/** Works on the error's name, not its class: botbuilder brings an older MSAL beside ours. */
export function classify(error: unknown): EntraFault {
  const facts = read(error);
  return {
    kind: kindOf(facts),
    ...(facts.number === undefined ? {} : { number: facts.number }),
    ...(facts.correlation ? { correlation: facts.correlation } : {}),
  };
}

type Facts = {
  readonly name: string;
  readonly code: string;
  readonly sub: string;
  readonly status: number | undefined;
  readonly number: number | undefined;
  readonly correlation: string;
};

function kindOf({ name, code, sub, status, number }: Facts): EntraFaultKind {
  if (code === '') return 'unexpected';
  if (UNREACHED.includes(code) || code === 'temporarily_unavailable') return 'unavailable';
  if (number !== undefined && TRANSIENT.includes(number)) return 'unavailable';
  if (status !== undefined && (status === 429 || status >= 500)) return 'unavailable';
  if (code === 'invalid_client' || code === 'unauthorized_client') return 'app-misconfigured';
  if (sub === 'consent_required' || code === 'consent_required') return 'consent-required';
  if (sub === 'user_password_expired') return 'password-expired';
  if (sub === 'basic_action' || sub === 'additional_action') return 'mfa-required';
  if (sub === 'bad_token') return 'reauth-required';
  const known = number === undefined ? undefined : BY_NUMBER[number];
  if (known) return known;
  return name === 'InteractionRequiredAuthError' ? 'reauth-required' : 'refused';
}

function read(error: unknown): Facts {
  const from = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const code = text(from['errorCode']);
  const stated = Number(from['errorNo']) || Number(/AADSTS(\d+)/.exec(text(from['errorMessage']))?.[1]);
  // An error repeated from MSAL's own memory carries the bare number as its code.
  const number = stated || Number(/^\d+$/.exec(code)?.[0]) || undefined;
  return {
    name: text(from['name']),
    code,
    sub: text(from['subError']),
    status: typeof from['status'] === 'number' ? from['status'] : undefined,
    number,
    correlation: text(from['correlationId']),
  };
}
