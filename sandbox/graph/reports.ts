// Reports: who has registered what for self-service reset, and the directory's audit. Both lag behind, as the real ones do.
import { type Cast, type Method, PEOPLE } from '../people.ts';
import type { Person, World } from '../world.ts';
import { filterBy } from './filter.ts';
import { collection, entity, pick, seconds, selected } from './odata.ts';
import { badRequest, isRefusal, notFound, refuse } from './refusals.ts';
import type { Answers, Call, Reply } from './types.ts';
import { isAdmin } from './user-object.ts';

const DETAILS = 'microsoft.graph.userRegistrationDetails';
const SET = 'reports/authenticationMethods/userRegistrationDetails';
const HOUR = 3_600_000;
/** How the report names methods; Authenticator counts as push and as passwordless sign-in here. */
const REGISTERED: Record<Method, readonly string[]> = {
  fido2: ['fido2'],
  microsoftAuthenticator: ['microsoftAuthenticatorPush', 'microsoftAuthenticatorPasswordless'],
  mobilePhone: ['mobilePhone'],
  email: ['email'],
};

const NO_PREMIUM = refuse(
  403,
  'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
  "Neither tenant is B2C or tenant doesn't have premium license",
);

export const reportAnswers: Answers<
  | 'GET /reports/authenticationMethods/userRegistrationDetails'
  | 'GET /reports/authenticationMethods/userRegistrationDetails/{id}'
  | 'GET /auditLogs/directoryAudits'
> = {
  'GET /reports/authenticationMethods/userRegistrationDetails': registrations,
  'GET /reports/authenticationMethods/userRegistrationDetails/{id}': call => {
    if (call.world.licence === 'free') return NO_PREMIUM;
    const row = rows(call.world).find(one => one.id === call.params['id']?.toLowerCase());
    return row === undefined ? notFound(call.params['id'] ?? '') : entity(SET, call, row, Object.keys(row), DETAILS);
  },
  'GET /auditLogs/directoryAudits': audits,
};

function registrations(call: Call): Reply {
  if (call.world.licence === 'free') return NO_PREMIUM;
  const passes = filterBy(call.query.get('$filter'), {
    id: ['eq'],
    userPrincipalName: ['eq', 'startswith'],
    userDisplayName: ['eq', 'startswith'],
    isAdmin: ['eq'],
    isMfaCapable: ['eq'],
    isMfaRegistered: ['eq'],
    isPasswordlessCapable: ['eq'],
    isSsprCapable: ['eq'],
    isSsprEnabled: ['eq'],
    isSsprRegistered: ['eq'],
    userType: ['eq'],
  });
  if (typeof passes !== 'function') return passes;
  const found = rows(call.world).filter(passes);
  const shown = found.map(row => pick(row, selected(call.query), Object.keys(row), DETAILS));
  return shown.find(isRefusal) ?? collection(SET, call, shown);
}

/** Disabled people are not listed. A stale report tells how things were before the story began. */
function rows(world: World) {
  const stale = world.quirks.reportsStale;
  const shown: readonly (Person | Cast)[] = stale ? PEOPLE : world.people;
  return shown
    .filter(person => person.accountEnabled !== false)
    .map(person => {
      const held = person.methods;
      const mfa = held.some(method => method !== 'email');
      const sspr = person.sspr ?? { enabled: false, registered: false };
      return {
        id: person.id,
        isAdmin: isAdmin(person),
        isMfaCapable: mfa,
        isMfaRegistered: mfa,
        isPasswordlessCapable: held.some(method => method === 'fido2' || method === 'microsoftAuthenticator'),
        isSsprCapable: sspr.enabled && sspr.registered,
        isSsprEnabled: sspr.enabled,
        isSsprRegistered: sspr.registered,
        isSystemPreferredAuthenticationMethodEnabled: null,
        // The report's own time, not the registration's: up to 36 hours old, and older on a bad day.
        lastUpdatedDateTime: seconds(world.now() - (stale ? 48 : 5) * HOUR),
        methodsRegistered: held.flatMap(method => REGISTERED[method]),
        systemPreferredAuthenticationMethods: [] as string[],
        userDisplayName: person.name,
        userPreferredMethodForSecondaryAuthentication: preferred(held),
        userPrincipalName: person.upn,
        userType: person.userType === 'Guest' ? 'guest' : 'member',
      };
    });
}

function preferred(methods: readonly Method[]): string {
  if (methods.includes('microsoftAuthenticator')) return 'push';
  return methods.includes('mobilePhone') ? 'sms' : 'none';
}

/** Newest first. While the switch says so, no row ever arrives. */
function audits(call: Call): Reply {
  const passes = filterBy(call.query.get('$filter'), {
    activityDisplayName: ['eq', 'startswith'],
    activityDateTime: ['eq', 'ge', 'le'],
    correlationId: ['eq'],
    loggedByService: ['eq'],
    'initiatedBy/user/id': ['eq'],
    'initiatedBy/user/displayName': ['eq'],
    'initiatedBy/user/userPrincipalName': ['eq', 'startswith'],
    'initiatedBy/app/appId': ['eq'],
    'initiatedBy/app/displayName': ['eq'],
    'targetResources/id': ['eq'],
    'targetResources/displayName': ['eq', 'startswith'],
  });
  if (typeof passes !== 'function') return passes;
  const order = call.query.get('$orderby') ?? 'activityDateTime desc';
  if (!/^activityDateTime( asc| desc)?$/.test(order)) return badRequest(`Ordering by '${order}' is not supported.`);
  const sign = order.endsWith(' desc') ? -1 : 1;
  const at = (row: { activityDateTime?: string }) => Date.parse(row.activityDateTime ?? '');
  const found = call.world.quirks.auditNeverArrives ? [] : call.world.audits.filter(passes);
  return collection(
    'auditLogs/directoryAudits',
    call,
    [...found].sort((a, b) => sign * (at(a) - at(b))),
    1000,
  );
}
