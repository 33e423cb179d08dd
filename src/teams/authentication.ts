// Whom botbuilder believes and what it shows in return: tokens of Teams alone come in, the bot's own token goes out, to Teams alone.
import type { ConfidentialClientApplication } from '@azure/msal-node';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  AuthenticationConfiguration,
  AuthenticationError,
  MsalServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { Cloud } from '../config/cloud.ts';
import type { World } from '../core/ports.ts';
import { createTransport } from './connector.ts';

/** How the bot's own token is had. One per token: an MSAL application that met one 5xx refuses for a minute without asking. */
export type Msal = () => Pick<ConfidentialClientApplication, 'acquireTokenByClientCredential'>;

export type Trust = {
  readonly cloud: Cloud;
  /** The bot's client id; its service principal lives in `tenant` (single-tenant bot). */
  readonly botId: string;
  readonly tenant: string;
  readonly msal: Msal;
  readonly serviceUrlAllowed: (url: string) => boolean;
  readonly world: World;
  /** Waits between tries; real time unless told. */
  readonly pause?: (ms: number) => Promise<unknown>;
};

/** The gate looks for new keys daily and uses old ones for five days of outage; botbuilder must not be stricter behind it. */
const KEY_HOURS = 5 * 24;

/**
 * Every key is set: as soon as one of them is, botbuilder takes the rest as given, and they would be undefined. Nothing comes from the
 * environment, where a stray variable could move the root of trust.
 */
export function createAuthentication({ cloud, botId, tenant, msal, serviceUrlAllowed: allowed, world, pause }: Trust) {
  const configuration = {
    MicrosoftAppId: botId,
    MicrosoftAppTenantId: tenant,
    MicrosoftAppType: 'SingleTenant',
    ValidateAuthority: true,
    CallerId: 'urn:botframework:azure',
    ChannelService: '',
    ToChannelFromBotLoginUrl: `${cloud.authority}/${tenant}`,
    ToChannelFromBotOAuthScope: cloud.botFrameworkTokenScope,
    ToBotFromChannelTokenIssuer: cloud.botFrameworkIssuer,
    OAuthUrl: cloud.botFrameworkOAuth,
    ToBotFromChannelOpenIdMetadataUrl: cloud.botFrameworkMetadata,
    // Not Entra's keys: tokens of the Emulator, which any tenant could have made, then have no key that verifies them.
    ToBotFromEmulatorOpenIdMetadataUrl: cloud.botFrameworkMetadata,
  };
  type Application = ConstructorParameters<typeof MsalServiceClientCredentialsFactory>[1];
  const application: ReturnType<Msal> = {
    acquireTokenByClientCredential: request => msal().acquireTokenByClientCredential(request),
  };
  return new ConfigurationBotFrameworkAuthentication(
    configuration,
    // The one method botbuilder calls is the same in its MSAL 2 and our MSAL 7; the types are not.
    new MsalServiceClientCredentialsFactory(botId, application as unknown as Application),
    new AuthenticationConfiguration([], async claims => {
      const issuer = claims.find(claim => claim.type === 'iss')?.value;
      if (issuer !== cloud.botFrameworkIssuer) throw new AuthenticationError('not a token of Teams', 401);
    }),
    undefined,
    { tokenRefreshInterval: KEY_HOURS, httpClient: createTransport({ allowed, world, ...(pause ? { pause } : {}) }) },
  );
}
