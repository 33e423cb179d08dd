// Where Microsoft is: one row a cloud, each origin with its source; and the one address that stands for all of them when rehearsing.

export type CloudName = 'public' | 'gcc' | 'gcch' | 'dod';

/** Every Microsoft address the bot uses. Origins and bases have no trailing slash unless said. */
export type Cloud = {
  /** `local`: nothing of it is Microsoft. */
  readonly name: CloudName | 'local';
  /** Microsoft's own login origin: what token issuers and MSAL's authority are named after, wherever they are reached. */
  readonly authority: string;
  /** Where sign-in pages and tokens are reached: append `/{tenant}/oauth2/v2.0/…`. */
  readonly login: string;
  /** Microsoft's own Graph origin: what tokens are asked for and what a `Location` names. */
  readonly graphName: string;
  /** Where Graph is reached: append `/v1.0/…`. */
  readonly graph: string;
  readonly botFrameworkIssuer: string;
  /** OpenID configuration of whoever signs the activities Teams sends. */
  readonly botFrameworkMetadata: string;
  /** Scope of the bot's own token towards the connector. */
  readonly botFrameworkTokenScope: string;
  readonly botFrameworkOAuth: string;
  /** The tenant whose tokens a multi-tenant bot uses; a single-tenant bot uses its own. */
  readonly loginTenantForBot: string;
  /** Connector address (with trailing slash) until an activity has told a nearer one. */
  readonly connectorDefault: string;
  /** Hosts (with port, where there is one) the bot may answer to: its token goes there. */
  readonly serviceUrlHosts: readonly string[];
  /** Who may frame our tab: CSP `frame-ancestors` sources. */
  readonly teamsClientOrigins: readonly string[];
  readonly ssprUrl: string;
  readonly mySignInsUrl: string;
  readonly myAccountUrl: string;
};

export const DEMO_TENANT = 'd35c0000-0000-4000-8000-00000000c10d';

/**
 * Commercial cloud. Bot Framework: AuthenticationConstants of botframework-connector. Framing: learn.microsoft.com
 * microsoftteams/platform/tabs/how-to/tab-requirements. Self-service: entra-docs concept-sspr-howitworks.
 */
const PUBLIC: Cloud = {
  name: 'public',
  authority: 'https://login.microsoftonline.com',
  login: 'https://login.microsoftonline.com',
  graphName: 'https://graph.microsoft.com',
  graph: 'https://graph.microsoft.com',
  botFrameworkIssuer: 'https://api.botframework.com',
  botFrameworkMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  botFrameworkTokenScope: 'https://api.botframework.com/.default',
  botFrameworkOAuth: 'https://api.botframework.com',
  loginTenantForBot: 'botframework.com',
  connectorDefault: 'https://smba.trafficmanager.net/teams/',
  serviceUrlHosts: ['smba.trafficmanager.net'],
  teamsClientOrigins: ['https://*.cloud.microsoft', 'https://teams.microsoft.com', 'https://*.teams.microsoft.com'],
  ssprUrl: 'https://passwordreset.microsoftonline.com/',
  mySignInsUrl: 'https://mysignins.microsoft.com/security-info',
  myAccountUrl: 'https://myaccount.microsoft.com/',
};

/**
 * GCC: the commercial Entra, Graph and Bot Framework, with a connector of its own
 * (learn.microsoft.com …/bots/how-to/conversations/send-proactive-messages). Answers of both connectors are met in practice.
 */
const GCC: Cloud = {
  ...PUBLIC,
  name: 'gcc',
  connectorDefault: 'https://smba.infra.gcc.teams.microsoft.com/teams/',
  serviceUrlHosts: ['smba.infra.gcc.teams.microsoft.com', 'smba.trafficmanager.net'],
};

/**
 * GCC High. Entra and Graph L4: learn.microsoft.com/graph/deployments. Bot Framework: GovernmentConstants of botframework-connector
 * and azure/bot-service/how-to-deploy-gov-cloud-high. Teams: TeamsJS' list of valid domains. Self-service reset:
 * azure-government/compare-azure-government-global-azure. My Sign-Ins and My Account: only seen in third-party guides.
 */
const GCCH: Cloud = {
  name: 'gcch',
  authority: 'https://login.microsoftonline.us',
  login: 'https://login.microsoftonline.us',
  graphName: 'https://graph.microsoft.us',
  graph: 'https://graph.microsoft.us',
  botFrameworkIssuer: 'https://api.botframework.us',
  botFrameworkMetadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  botFrameworkTokenScope: 'https://api.botframework.us/.default',
  botFrameworkOAuth: 'https://api.botframework.azure.us',
  loginTenantForBot: 'MicrosoftServices.onmicrosoft.us',
  connectorDefault: 'https://smba.infra.gov.teams.microsoft.us/teams/',
  serviceUrlHosts: ['smba.infra.gov.teams.microsoft.us'],
  teamsClientOrigins: ['https://gov.teams.microsoft.us', 'https://teams.microsoft.us'],
  ssprUrl: 'https://passwordreset.microsoftonline.us/',
  mySignInsUrl: 'https://mysignins.microsoft.us/security-info',
  myAccountUrl: 'https://myaccount.microsoft.us/',
};

/** DoD: as GCC High, with its own Graph (L5), connector and Teams. Same sources. */
const DOD: Cloud = {
  ...GCCH,
  name: 'dod',
  graphName: 'https://dod-graph.microsoft.us',
  graph: 'https://dod-graph.microsoft.us',
  connectorDefault: 'https://smba.infra.dod.teams.microsoft.us/teams/',
  serviceUrlHosts: ['smba.infra.dod.teams.microsoft.us'],
  teamsClientOrigins: ['https://dod.teams.microsoft.us'],
};

const CLOUDS: Readonly<Record<CloudName, Cloud>> = { public: PUBLIC, gcc: GCC, gcch: GCCH, dod: DOD };
const ALLOWED = `CLOUD may be ${Object.keys(CLOUDS).join(', ')}, or http://127.0.0.1:PORT for the sandbox`;

/** The row of that name, or what is wrong with the name: a sentence for whoever sets up the bot. */
export function cloudOf(name: string): Cloud | { readonly problem: string } {
  const wanted = name.trim().toLowerCase();
  if (Object.hasOwn(CLOUDS, wanted)) return CLOUDS[wanted as CloudName];
  if (['china', '21vianet', 'mooncake'].includes(wanted))
    return { problem: `Microsoft does not offer Graph's resetPassword in the cloud operated by 21Vianet. ${ALLOWED}.` };
  if (!URL.canParse(wanted)) return { problem: `"${name}" is no cloud this bot knows. ${ALLOWED}.` };
  const address = new URL(wanted);
  if (
    !isLoopback(wanted) ||
    address.protocol !== 'http:' ||
    address.port === '' ||
    address.href !== `${address.origin}/`
  )
    return {
      problem: `"${name}" is not an address of this machine alone, and passwords would go there. ${ALLOWED}.`,
    };
  return localCloud(address);
}

/** Whether nothing of it is Microsoft: whoever is served there is nobody. */
export function isRehearsal(name = ''): boolean {
  const cloud = cloudOf(name);
  return !('problem' in cloud) && cloud.name === 'local';
}

/** Whether this address never leaves the machine. */
export function isLoopback(address: string): boolean {
  return URL.canParse(address) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname);
}

/** Whether an activity's serviceUrl belongs to this cloud's Teams. The bot's token is sent there, so nothing else may. */
export function isServiceUrl(cloud: Cloud, serviceUrl: string): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const url = new URL(serviceUrl);
  const protocol = new URL(cloud.connectorDefault).protocol;
  return url.protocol === protocol && url.username === '' && cloud.serviceUrlHosts.includes(url.host);
}

/** Everything by prefix under one address. Names that are only compared, never reached, stay Microsoft's: as tokens carry them. */
function localCloud({ origin, host }: URL): Cloud {
  return {
    ...PUBLIC,
    name: 'local',
    login: `${origin}/login`,
    graph: `${origin}/graph`,
    botFrameworkMetadata: `${origin}/botframework/v1/.well-known/openidconfiguration`,
    botFrameworkOAuth: `${origin}/botframework`,
    connectorDefault: `${origin}/teams/`,
    serviceUrlHosts: [host],
    teamsClientOrigins: [origin],
    ssprUrl: `${origin}/sspr/`,
    mySignInsUrl: `${origin}/mysignins/`,
    myAccountUrl: `${origin}/myaccount/`,
  };
}
