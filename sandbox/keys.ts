// The two signers the sandbox plays: Entra ID for people and apps, and the Bot Framework service that calls the bot.
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';

/** Who signs, as tokens name them: Microsoft's real issuers, so that a product need not know it is in a sandbox. */
export const ISSUERS = {
  /** Id tokens and v2 access tokens. */
  v2: (tenant: string) => `https://login.microsoftonline.com/${tenant}/v2.0`,
  /** v1 access tokens: those for Graph and for the Bot Connector. */
  v1: (tenant: string) => `https://sts.windows.net/${tenant}/`,
  botFramework: 'https://api.botframework.com',
} as const;

/** What access tokens are for, as the `aud` claim names it. Graph's is its application id. */
export const AUDIENCES = {
  graph: '00000003-0000-0000-c000-000000000000',
  connector: 'https://api.botframework.com',
} as const;

export type Signer = {
  readonly kid: string;
  /** The public key as a JWKS lists it. */
  readonly jwk: JWK & { readonly endorsements?: readonly string[] };
  /** Makes an RS256 token living `expiresIn` seconds. `iat`, `nbf` and `exp` among the claims win: bad tokens need them. */
  sign(claims: JWTPayload, life: { expiresIn: number }): Promise<string>;
  /** The claims of a good token of this signer; throws jose's `JOSEError` for any other. */
  verify(token: string, expected?: { audience?: string | string[]; issuer?: string | string[] }): Promise<JWTPayload>;
};

export type Keys = { readonly entra: Signer; readonly botFramework: Signer };

/** Fresh keys, or the given ones (PKCS #8 PEM), with which a restarted sandbox still knows its own tokens. */
export async function createKeys(given: { entraPem?: string; botPem?: string } = {}): Promise<Keys> {
  const [entra, botFramework] = await Promise.all([
    createSigner(given.entraPem ?? newPem()),
    // botframework-connector accepts a key only for channels it is endorsed for.
    createSigner(given.botPem ?? newPem(), { endorsements: ['msteams'] }),
  ]);
  return { entra, botFramework };
}

/** An RSA 2048 private key, PKCS #8 in PEM. */
export function newPem(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

async function createSigner(pem: string, extra: { endorsements?: string[] } = {}): Promise<Signer> {
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  const bare = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(bare);
  return {
    kid,
    jwk: { ...bare, kid, use: 'sig', alg: 'RS256', ...extra },
    sign(claims, { expiresIn }) {
      const iat = claims.iat ?? Math.floor(Date.now() / 1000);
      const payload = { iat, nbf: iat, exp: iat + expiresIn, ...claims };
      return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(privateKey);
    },
    async verify(token, expected = {}) {
      const { payload } = await jwtVerify(token, publicKey, { algorithms: ['RS256'], clockTolerance: 5, ...expected });
      return payload;
    },
  };
}
