// How Entra says no: the AADSTS numbers, the error body of the token endpoint, and the page for a person.
import { randomUUID } from 'node:crypto';
import { type Html, html, type Page, say } from '../pages.ts';

export const HOUSE = say('entra.house');

export type Refusal = {
  readonly name: keyof typeof KNOWN;
  readonly number: number;
  readonly error: string;
  readonly text: string;
  readonly status?: number;
  readonly suberror?: string;
  readonly claims?: string;
};

/** The numbers that are used here, with their OAuth error and Microsoft's words in short (Microsoft: "Microsoft Entra authentication and authorization error codes"). */
const KNOWN = {
  redirect: [
    50011,
    'invalid_request',
    'The redirect URI specified in the request does not match the redirect URIs configured for the application.',
  ],
  assertion: [50013, 'invalid_grant', 'Assertion failed signature validation.'],
  unknownUser: [50034, 'invalid_grant', 'The user account does not exist in the directory.'],
  locked: [
    50053,
    'invalid_grant',
    "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
  ],
  disabled: [50057, 'invalid_grant', 'The user account is disabled.'],
  notSignedIn: [50058, 'login_required', 'A silent sign-in request was sent but no user is signed in.'],
  needsMfa: [
    50076,
    'invalid_grant',
    'Due to a configuration change made by your administrator, you must use multi-factor authentication.',
  ],
  cannotMfa: [
    50079,
    'interaction_required',
    'The user is required to use multi-factor authentication and has no method for it.',
  ],
  wrongPassword: [50126, 'invalid_grant', 'Error validating credentials due to invalid username or password.'],
  revoked: [
    50173,
    'invalid_grant',
    'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
  ],
  contextUnmet: [
    53003,
    'interaction_required',
    'Access has been blocked by Conditional Access policies. None of your sign-in methods is strong enough.',
  ],
  redeemed: [
    54005,
    'invalid_grant',
    'OAuth2 Authorization code was already redeemed, please retry with a new valid code.',
  ],
  unconsented: [
    65001,
    'invalid_grant',
    'The user or administrator has not consented to use the application with these permissions.',
  ],
  declined: [65004, 'access_denied', 'The user declined to sign in.'],
  unsupportedGrant: [70003, 'unsupported_grant_type', 'The app requested an unsupported grant type.'],
  unknownCode: [
    70008,
    'invalid_grant',
    'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request.',
  ],
  badScope: [70011, 'invalid_scope', 'The provided value for the input parameter scope is not valid.'],
  noTenant: [90002, 'invalid_request', 'The tenant was not found.'],
  unknownApp: [700016, 'unauthorized_client', 'The application was not found in the directory.'],
  badSecret: [7000215, 'invalid_client', 'Invalid client secret provided.'],
  noSecret: [
    7000218,
    'invalid_client',
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  ],
  badVerifier: [
    501481,
    'invalid_grant',
    'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  ],
  badChallenge: [501491, 'invalid_request', 'Invalid code_challenge or code_challenge_method; only S256 is supported.'],
  inactive: [
    700082,
    'invalid_grant',
    'The refresh token has expired due to inactivity and was inactive for 90.00:00:00.',
  ],
  expiredAssertion: [500133, 'invalid_grant', 'The assertion is not within its valid time range.'],
  responseType: [700054, 'unsupported_response_type', 'Only response_type "code" is enabled for the application.'],
  malformed: [900144, 'invalid_request', 'The request lacks a parameter that it must contain.'],
  malformedToken: [9002313, 'invalid_grant', 'Invalid request. Request is malformed or invalid.'],
  manyAccounts: [
    16000,
    'interaction_required',
    'Several user identities are available for this request; one must be selected.',
  ],
} as const satisfies Record<string, readonly [number, string, string]>;

const SUBERRORS: Partial<Record<keyof typeof KNOWN, string>> = {
  needsMfa: 'basic_action',
  revoked: 'bad_token',
  inactive: 'bad_token',
  unconsented: 'consent_required',
};

export function refusal(name: keyof typeof KNOWN): Refusal {
  const [number, error, text] = KNOWN[name];
  const suberror = SUBERRORS[name];
  return {
    name,
    number,
    error,
    text,
    status: error === 'invalid_client' ? 401 : 400,
    ...(suberror && { suberror }),
    ...(name === 'needsMfa' && { claims: MFA_CLAIMS }),
  };
}

/** What a client passes on to the next sign-in, so that it satisfies the policy. */
const MFA_CLAIMS = JSON.stringify({
  access_token: { capolids: { essential: true, values: ['ca90117c-0000-4000-8000-000000000001'] } },
});

export function described(no: Refusal, trace = randomUUID(), correlation = randomUUID()): string {
  const at = timestamp();
  return `AADSTS${no.number}: ${no.text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${at}`;
}

/** The token endpoint's error body. */
export function errorBody(no: Refusal, correlation = randomUUID()): Record<string, unknown> {
  const trace = randomUUID();
  return {
    error: no.error,
    error_description: described(no, trace, correlation),
    error_codes: [no.number],
    timestamp: timestamp(),
    trace_id: trace,
    correlation_id: correlation,
    error_uri: `https://login.microsoftonline.com/error?code=${no.number}`,
    ...(no.suberror && { suberror: no.suberror }),
    ...(no.claims && { claims: no.claims }),
  };
}

/** A dead end for a person: nothing in the request could be trusted enough to send them back. */
export function errorPage(no: Refusal): Page {
  return {
    title: say('entra.trouble'),
    house: HOUSE,
    status: no.status ?? 400,
    body: html`<p class="alert" role="alert" data-aadsts="${no.number}">${inWords(no)}</p>`,
  };
}

/** What people bring about is told in their language; what only a developer can stays as the protocol has it. */
export function inWords({ name, number, text }: Refusal): Html {
  return html`AADSTS${number}: ${isForPeople(name) ? say(`entra.no.${name}`) : text}`;
}

const FOR_PEOPLE = ['unknownUser', 'locked', 'disabled', 'cannotMfa', 'wrongPassword', 'contextUnmet'] as const;

function isForPeople(name: Refusal['name']): name is (typeof FOR_PEOPLE)[number] {
  return FOR_PEOPLE.some(one => one === name);
}

function timestamp(): string {
  return `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
