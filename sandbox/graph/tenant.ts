// The tenant itself: its domains, how one of them is federated, the organization, and what directory sync is set to do.
import { signingCertificate } from '../adfs/certificate.ts';
import { COMPANY, DOMAINS, type DomainName, TENANT } from '../company.ts';
import type { World } from '../world.ts';
import { collection, entity, GRAPH, pick, seconds, selected } from './odata.ts';
import { isRefusal, notFound, ok } from './refusals.ts';
import type { Answers, Call, Reply } from './types.ts';

const DOMAIN = 'microsoft.graph.domain';
/** The sandbox signs nothing with this; it ends in a year, as AD FS's own do. */
const CERTIFICATE = signingCertificate(`${COMPANY} AD FS signing`, Date.now() + 365 * 86_400_000);

export const tenantAnswers: Answers<
  | 'GET /domains'
  | 'GET /domains/{domain}'
  | 'GET /domains/{domain}/federationConfiguration'
  | 'GET /organization'
  | 'GET /directory/onPremisesSynchronization'
> = {
  'GET /domains': call =>
    all(
      call,
      'domains',
      DOMAIN,
      (Object.keys(DOMAINS) as DomainName[]).map(name => domain(call.world, name)),
    ),
  'GET /domains/{domain}': call =>
    withDomain(call, name => {
      const all = domain(call.world, name);
      return entity('domains', call, all, Object.keys(all), DOMAIN);
    }),
  'GET /domains/{domain}/federationConfiguration': call =>
    withDomain(call, name =>
      // Assumed: a managed domain has an empty list, not an error.
      collection(
        `domains('${name}')/federationConfiguration`,
        call,
        domain(call.world, name).authenticationType === 'Federated' ? [federation(call.world, name)] : [],
      ),
    ),
  'GET /organization': call => all(call, 'organization', 'microsoft.graph.organization', [organization(call.world)]),
  'GET /directory/onPremisesSynchronization': () =>
    ok({ '@odata.context': `${GRAPH}/$metadata#directory/onPremisesSynchronization`, value: [synchronization()] }),
};

function all(call: Call, set: string, type: string, items: readonly object[]): Reply {
  const shown = items.map(item => pick(item, selected(call.query), Object.keys(item), type));
  return shown.find(isRefusal) ?? collection(set, call, shown);
}

function withDomain(call: Call, answer: (name: DomainName) => Reply): Reply {
  const name = (call.params['domain'] ?? '').toLowerCase();
  return name in DOMAINS ? answer(name as DomainName) : notFound(name);
}

function domain(world: World, name: DomainName) {
  return {
    id: name,
    authenticationType: DOMAINS[name].authenticationType as string | null | undefined,
    availabilityStatus: null,
    isAdminManaged: true,
    isDefault: name === 'finch-cloud.example',
    isInitial: false,
    isRoot: true,
    isVerified: true,
    manufacturer: null,
    model: null,
    // 2147483647: passwords do not expire.
    passwordNotificationWindowInDays: 14,
    passwordValidityPeriodInDays: 2_147_483_647,
    state: null,
    supportedServices: ['Email', 'OfficeCommunicationsOnline'],
    ...world.estate.domains[name],
  };
}

/** AD FS of the demo company, which is the sandbox itself. `passwordResetUri` is unset, as it often is. */
function federation(world: World, name: DomainName) {
  return {
    id: '6601d14b-d113-8f64-fda2-9b5ddda18ecc',
    displayName: `${COMPANY} AD FS`,
    issuerUri: `http://fs.${name}/adfs/services/trust`,
    metadataExchangeUri: `${world.origin}/adfs/services/trust/mex`,
    signingCertificate: CERTIFICATE,
    nextSigningCertificate: null,
    passiveSignInUri: `${world.origin}/adfs/ls/`,
    activeSignInUri: `${world.origin}/adfs/services/trust/2005/usernamemixed`,
    signOutUri: `${world.origin}/adfs/ls/`,
    preferredAuthenticationProtocol: 'wsFed',
    promptLoginBehavior: 'nativeSupport',
    federatedIdpMfaBehavior: 'acceptIfMfaDoneByFederatedIdp',
    isSignedAuthenticationRequestRequired: null,
    signingCertificateUpdateStatus: null,
    passwordResetUri: null,
    ...world.estate.federation,
  };
}

function organization(world: World) {
  const verifiedDomains = Object.entries(DOMAINS).map(([name, { authenticationType }]) => ({
    capabilities: 'Email, OfficeCommunicationsOnline',
    isDefault: name === 'finch-cloud.example',
    isInitial: false,
    name,
    type: authenticationType,
  }));
  return {
    id: TENANT,
    deletedDateTime: null,
    countryLetterCode: 'GB',
    createdDateTime: '2019-05-06T07:08:09Z',
    displayName: COMPANY,
    onPremisesLastSyncDateTime: seconds(world.now() - 120_000),
    onPremisesSyncEnabled: true,
    preferredLanguage: 'en',
    technicalNotificationMails: ['it@finch-cloud.example'],
    tenantType: 'AAD',
    verifiedDomains,
    ...world.estate.organization,
  };
}

/** `passwordWritebackEnabled` is "no longer in use" and reads false whatever the truth; nobody may rely on it. */
function synchronization() {
  return {
    id: TENANT,
    configuration: {
      accidentalDeletionPrevention: { synchronizationPreventionType: 'enabledForCount', alertThreshold: 500 },
    },
    features: {
      passwordSyncEnabled: true,
      passwordWritebackEnabled: false,
      userForcePasswordChangeOnLogonEnabled: false,
      cloudPasswordPolicyForPasswordSyncedUsersEnabled: false,
      blockSoftMatchEnabled: false,
    },
  };
}
