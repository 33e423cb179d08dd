// Whether a Conditional Access policy makes Entra ask for a passwordless gesture in an authentication context, and whom it meets.
import type { ConditionalAccessPolicy, ConditionalAccessUsers } from '@microsoft/microsoft-graph-types';
import type { Fact } from '../core/account.ts';
import { same } from './power.ts';

/**
 * Ways to sign in that neither a forgotten password nor a code on a screen can replace (`authenticationMethodModes`). A Temporary Access
 * Pass is not among them: whoever talks an admin into one would hold it.
 */
const GESTURES = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor', 'deviceBasedPush'];

export type Met = {
  readonly id: string;
  /** Of the groups and role templates that were asked about, those the person is in. */
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly external: Fact<boolean>;
};

/**
 * Report-only is not enforced. A policy that asks in some places, on some devices or at some risk only leaves the rest unasked, so it is
 * not counted on. A strength whose methods did not come along is 'unknown'.
 */
export function enforces(policy: ConditionalAccessPolicy, context: string): Fact<boolean> {
  const { state, conditions, grantControls } = policy;
  const contexts = conditions?.applications?.includeAuthenticationContextClassReferences ?? [];
  if (state !== 'enabled' || !contexts.some(one => same(one, context)) || isNarrow(policy)) return false;
  const {
    authenticationStrength: strength,
    builtInControls = [],
    customAuthenticationFactors = [],
  } = grantControls ?? {};
  const others = builtInControls.length + customAuthenticationFactors.length + (grantControls?.termsOfUse ?? []).length;
  if (!strength || (others > 0 && grantControls?.operator !== 'AND')) return false;
  const allowed: readonly string[] | undefined = strength.allowedCombinations;
  if (!allowed || allowed.length === 0) return 'unknown';
  return allowed.every(combination => GESTURES.includes(combination));
}

function isNarrow({ conditions = {} }: ConditionalAccessPolicy): boolean {
  const { platforms, locations, devices, clientAppTypes = [], signInRiskLevels, userRiskLevels } = conditions;
  const some = (list: readonly unknown[] | null | undefined) => (list ?? []).length > 0;
  const part = (included: readonly string[] | undefined, excluded: readonly string[] | undefined) =>
    some(excluded) || (included ?? []).some(one => one.toLowerCase() !== 'all');
  return (
    part(platforms?.includePlatforms, platforms?.excludePlatforms) ||
    part(locations?.includeLocations, locations?.excludeLocations) ||
    Boolean(devices?.deviceFilter || conditions.insiderRiskLevels || conditions.authenticationFlows) ||
    some(signInRiskLevels) ||
    some(userRiskLevels) ||
    (some(clientAppTypes) && !clientAppTypes.some(type => type === 'all' || type === 'browser'))
  );
}

/** Whom the policies speak of by group and by role. */
export function namedIn(policies: readonly ConditionalAccessPolicy[]) {
  const users = policies.map(({ conditions }) => conditions?.users ?? {});
  const all = (...lists: readonly ('includeGroups' | 'excludeGroups' | 'includeRoles' | 'excludeRoles')[]) => [
    ...new Set(users.flatMap(one => lists.flatMap(list => one[list] ?? []))),
  ];
  return { groups: all('includeGroups', 'excludeGroups'), roles: all('includeRoles', 'excludeRoles') };
}

/** Whoever is left out is left out, however else they are included. Kinds of guests are not told apart: for a guest they are unknown. */
export function meets(policy: ConditionalAccessPolicy, person: Met): Fact<boolean> {
  const users = policy.conditions?.users ?? {};
  const out = reached(users, 'exclude', person);
  if (out === true) return false;
  const within = reached(users, 'include', person);
  return within === true && out === 'unknown' ? 'unknown' : within;
}

function reached(users: ConditionalAccessUsers, how: 'include' | 'exclude', person: Met): Fact<boolean> {
  const named = users[`${how}Users`] ?? [];
  const any = (list: readonly string[] | undefined, held: readonly string[]) =>
    (list ?? []).some(one => held.some(own => same(own, one)));
  if (
    any(named, ['All', person.id]) ||
    any(users[`${how}Groups`], person.groups) ||
    any(users[`${how}Roles`], person.roles)
  )
    return true;
  const guests = Boolean(users[`${how}GuestsOrExternalUsers`]) || any(named, ['GuestsOrExternalUsers']);
  return guests && person.external !== false ? 'unknown' : false;
}
