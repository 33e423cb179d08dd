// Conditional Access as an admin would find it: one policy for each authentication context the world knows, for everybody.
import type { ConditionalAccessPolicy } from '@microsoft/microsoft-graph-types';
import type { World } from '../world.ts';
import { filterBy } from './filter.ts';
import { collection, pick, seconds, selected } from './odata.ts';
import { isRefusal, refuse } from './refusals.ts';
import type { Answers } from './types.ts';

const POLICY = 'microsoft.graph.conditionalAccessPolicy';

export const conditionalAccessAnswers: Answers<'GET /identity/conditionalAccess/policies'> = {
  'GET /identity/conditionalAccess/policies': call => {
    // Assumed wording: the feature needs P1.
    if (call.world.licence === 'free')
      return refuse(403, 'AccessDenied', 'Your tenant is not licensed for this feature.');
    const passes = filterBy(call.query.get('$filter'), { state: ['eq'], displayName: ['eq'] });
    if (typeof passes !== 'function') return passes;
    const items = policies(call.world).filter(passes);
    const shown = items.map(item => pick(item, selected(call.query), Object.keys(item), POLICY));
    return shown.find(isRefusal) ?? collection('identity/conditionalAccess/policies', call, shown);
  },
};

function policies(world: World): readonly ConditionalAccessPolicy[] {
  const { policies: others, contextPolicy } = world.estate;
  return [...contextPolicies(world).map(one => ({ ...one, ...contextPolicy })), ...others];
}

function contextPolicies(world: World): readonly ConditionalAccessPolicy[] {
  return [...world.contexts].map(([context, { reportOnly }], index) => ({
    id: `ca000000-0000-4000-8000-00000000000${index + 1}`,
    displayName: `Reset Desk: a fresh passwordless gesture (${context})`,
    createdDateTime: seconds(world.now() - 30 * 86_400_000),
    modifiedDateTime: null,
    templateId: null,
    state: reportOnly ? 'enabledForReportingButNotEnforced' : 'enabled',
    conditions: {
      userRiskLevels: [],
      signInRiskLevels: [],
      clientAppTypes: ['all'],
      platforms: null,
      locations: null,
      devices: null,
      clientApplications: null,
      applications: {
        includeApplications: [],
        excludeApplications: [],
        includeUserActions: [],
        includeAuthenticationContextClassReferences: [context],
        applicationFilter: null,
      },
      users: {
        includeUsers: ['All'],
        excludeUsers: [],
        includeGroups: [],
        excludeGroups: [],
        includeRoles: [],
        excludeRoles: [],
        includeGuestsOrExternalUsers: null,
        excludeGuestsOrExternalUsers: null,
      },
    },
    grantControls: {
      operator: 'OR',
      builtInControls: [],
      customAuthenticationFactors: [],
      termsOfUse: [],
      authenticationStrength: {
        // The built-in "Passwordless MFA".
        id: '00000000-0000-0000-0000-000000000003',
        displayName: 'Passwordless MFA',
        policyType: 'builtIn',
        requirementsSatisfied: 'mfa',
        allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor', 'deviceBasedPush'],
      },
    },
    sessionControls: {
      signInFrequency: {
        isEnabled: true,
        authenticationType: 'primaryAndSecondaryAuthentication',
        frequencyInterval: 'everyTime',
        type: null,
        value: null,
      },
    },
  }));
}
