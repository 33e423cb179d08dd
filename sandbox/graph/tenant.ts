// The tenant itself: its domains, how one of them is federated, the organization, and what directory sync is set to do.
import { signingCertificate } from '../certificate.ts';
import { COMPANY, DOMAINS, type DomainName, PROVIDERS, type Provider, SIGN_INS, TENANT } from '../company.ts';
import type { World } from '../world.ts';
import { collection, entity, GRAPH, pick, seconds, selected } from './odata.ts';
import { isRefusal, notFound, ok } from './refusals.ts';
import type { Answers, Call, Reply } from './types.ts';

const DOMAIN = 'microsoft.graph.domain';
/** The sandbox signs nothing with these; they end in a year, as AD FS's own do. */
const CERTIFICATES: Readonly<Record<Provider, string>> = { adfs: certificateOf('adfs'), ping: certificateOf('ping') };

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
    withDomain(call, name => {
      const { provider } = DOMAINS[name];
      const federated = domain(call.world, name).authenticationType === 'Federated';
      // Assumed: a managed domain has an empty list, not an error.
      const found = federated && provider ? [federation(call.world, name, provider)] : [];
      return collection(`domains('${name}')/federationConfiguration`, call, found);
    }),
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
    authenticationType: typeOf(name) as string | null | undefined,
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

function typeOf(name: DomainName): 'Federated' | 'Managed' {
  return DOMAINS[name].provider ? 'Federated' : 'Managed';
}

/** What differs between the providers, which the sandbox is itself. Of PingFederate: Ping's guide to Office 365 and WS-Federation. */
const FEDERATIONS = {
  adfs: (name: DomainName) => ({
    id: '6601d14b-d113-8f64-fda2-9b5ddda18ecc',
    issuerUri: `http://fs.${name}/adfs/services/trust`,
    metadataExchangeUri: '/adfs/services/trust/mex',
    activeSignInUri: '/adfs/services/trust/2005/usernamemixed',
  }),
  ping: (name: DomainName) => ({
    id: '7712e25c-e224-4f75-9eb3-ac6eeeb29fdd',
    issuerUri: name,
    metadataExchangeUri: '/pf/sts_mex.ping?PartnerSpId=urn:federation:MicrosoftOnline',
    activeSignInUri: '/idp/sts.wst',
  }),
} as const satisfies Record<Provider, (name: DomainName) => object>;

function certificateOf(provider: Provider): string {
  return signingCertificate(`${PROVIDERS[provider].name} signing`, Date.now() + 365 * 86_400_000);
}

/** `passwordResetUri` is unset, as it often is. */
function federation(world: World, name: DomainName, provider: Provider) {
  const { id, issuerUri, metadataExchangeUri, activeSignInUri } = FEDERATIONS[provider](name);
  return {
    id,
    displayName: PROVIDERS[provider].name,
    issuerUri,
    metadataExchangeUri: world.origin + metadataExchangeUri,
    signingCertificate: CERTIFICATES[provider],
    nextSigningCertificate: null,
    passiveSignInUri: world.origin + SIGN_INS[provider],
    activeSignInUri: world.origin + activeSignInUri,
    signOutUri: world.origin + SIGN_INS[provider],
    preferredAuthenticationProtocol: 'wsFed',
    promptLoginBehavior: 'nativeSupport',
    federatedIdpMfaBehavior: 'acceptIfMfaDoneByFederatedIdp',
    isSignedAuthenticationRequestRequired: null,
    signingCertificateUpdateStatus: null,
    passwordResetUri: null,
    ...world.estate.federations[name],
  };
}

function organization(world: World) {
  const verifiedDomains = (Object.keys(DOMAINS) as DomainName[]).map(name => ({
    capabilities: 'Email, OfficeCommunicationsOnline',
    isDefault: name === 'finch-cloud.example',
    isInitial: false,
    name,
    type: typeOf(name),
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
