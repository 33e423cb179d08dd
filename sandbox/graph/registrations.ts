// App registrations, their enterprise applications, authentication contexts and licences: how the tenant is set up.
import type { SubscribedSku } from '@microsoft/microsoft-graph-types';
import { type REGISTRATIONS, TENANT } from '../company.ts';
import type { World } from '../world.ts';
import { type Filterable, filterBy } from './filter.ts';
import { collection, pick, selected } from './odata.ts';
import { isRefusal, notFound } from './refusals.ts';
import type { Answers, Call, Reply } from './types.ts';

type Key = keyof typeof REGISTRATIONS;
const NAMED: Filterable = { appId: ['eq'], displayName: ['eq', 'startswith'] };

export const registrationAnswers: Answers<
  | 'GET /applications'
  | 'GET /servicePrincipals'
  | 'GET /servicePrincipals/{id}/appRoleAssignments'
  | 'GET /subscribedSkus'
  | 'GET /identity/conditionalAccess/authenticationContextClassReferences'
> = {
  'GET /applications': call =>
    list(call, 'applications', 'microsoft.graph.application', applications(call.world), NAMED),
  'GET /servicePrincipals': call =>
    list(
      call,
      'servicePrincipals',
      'microsoft.graph.servicePrincipal',
      Object.values(call.world.estate.principals),
      NAMED,
    ),
  'GET /servicePrincipals/{id}/appRoleAssignments': call => {
    const { principals, assignments } = call.world.estate;
    const key = (Object.keys(principals) as Key[]).find(one => principals[one]?.id === call.params.id);
    if (!key) return notFound(call.params.id ?? '');
    return list(
      call,
      `servicePrincipals('${call.params.id}')/appRoleAssignments`,
      'microsoft.graph.appRoleAssignment',
      assignments[key] ?? [],
    );
  },
  'GET /subscribedSkus': call => list(call, 'subscribedSkus', 'microsoft.graph.subscribedSku', [sku(call.world)]),
  'GET /identity/conditionalAccess/authenticationContextClassReferences': call =>
    list(
      call,
      'identity/conditionalAccess/authenticationContextClassReferences',
      'microsoft.graph.authenticationContextClassReference',
      call.world.estate.contexts,
      { id: ['eq'], displayName: ['eq'], isAvailable: ['eq'] },
    ),
};

/** Where sign-ins return to is known once the bot has its address. */
function applications(world: World) {
  const { estate } = world;
  return (Object.keys(estate.applications) as Key[]).flatMap(key => {
    const application = estate.applications[key];
    return application ? [{ ...application, web: { ...application.web, redirectUris: redirectsOf(world, key) } }] : [];
  });
}

function redirectsOf({ estate, botOrigin }: World, key: Key): readonly string[] {
  return estate.redirectUris[key] ?? (key === 'bot' ? [] : [`${botOrigin}/sign-in/callback`]);
}

/** What the tenant pays for, as one product. */
function sku({ licence }: World): SubscribedSku {
  const plans = { free: [], P1: ['AAD_PREMIUM'], P2: ['AAD_PREMIUM', 'AAD_PREMIUM_P2'] }[licence];
  const part = { free: 'TEAMS_ESSENTIALS', P1: 'SPE_E3', P2: 'SPE_E5' }[licence];
  return {
    id: `${TENANT}_${part}`,
    skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06',
    skuPartNumber: part,
    appliesTo: 'User',
    capabilityStatus: 'Enabled',
    consumedUnits: 20,
    prepaidUnits: { enabled: 25, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: [...plans, 'TEAMS1'].map(servicePlanName => ({
      servicePlanName,
      servicePlanId: null,
      provisioningStatus: 'Success',
      appliesTo: 'User',
    })),
  };
}

function list(call: Call, set: string, type: string, items: readonly object[], filterable: Filterable = {}): Reply {
  const passes = filterBy(call.query.get('$filter'), filterable);
  if (typeof passes !== 'function') return passes;
  const shown = items.filter(passes).map(item => pick(item, selected(call.query), Object.keys(item), type));
  return shown.find(isRefusal) ?? collection(set, call, shown);
}
