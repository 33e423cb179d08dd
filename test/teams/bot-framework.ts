// A Bot Framework of our own for tests: signs tokens as login.botframework.com does, and publishes its keys.
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const BOT = 'b0700000-0000-4000-8000-0000000000b0';
export const TENANT = '7e4a0000-0000-4000-8000-00000000c10d';
export const RITA = '11110000-0000-4000-8000-00000000000a';
export const ISSUER = 'https://api.botframework.com';
export const SERVICE_URL = 'https://smba.example/teams/';

export type Signer = Awaited<ReturnType<typeof aSigner>>;

export async function aSigner(kid: string, endorsements: readonly string[] | undefined = ['msteams']) {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', ...(endorsements ? { endorsements } : {}) };
  return { kid, jwk, privateKey };
}

/** A good token, unless told otherwise; a claim that is `undefined` is left out. @param now milliseconds */
export function aToken(signer: Signer, now: number, claims: Readonly<Record<string, unknown>> = {}, kid = signer.kid) {
  const seconds = Math.floor(now / 1_000);
  const all = { iss: ISSUER, aud: BOT, serviceurl: SERVICE_URL, nbf: seconds - 60, exp: seconds + 3_600, ...claims };
  return new SignJWT(all).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(signer.privateKey);
}

/** What Teams posts when Rita writes to the bot. */
export function anActivity(part: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: 'f:1',
    timestamp: '2026-11-02T09:00:00.000Z',
    channelId: 'msteams',
    serviceUrl: SERVICE_URL,
    from: { id: '29:rita', name: 'Rita', aadObjectId: RITA },
    recipient: { id: `28:${BOT}`, name: 'Reset Desk' },
    conversation: { id: 'a:rita', conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    text: 'I am locked out',
    locale: 'en-GB',
    entities: [{ type: 'clientInfo', platform: 'Web' }],
    ...part,
  };
}
