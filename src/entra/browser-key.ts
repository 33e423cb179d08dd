// Everything secret about one sign-in comes from one key that only the browser keeps; the database holds its hash.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Nonce and PKCE verifier follow from the key: whoever reads the database can finish nobody's sign-in, and neither can another browser. */
export function secretsOf(browserKey: string): { nonce: string; verifier: string; challenge: string } {
  const part = (name: string) => createHmac('sha256', browserKey).update(name).digest('base64url');
  const verifier = part('verifier');
  return { nonce: part('nonce'), verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** What may be stored of the key. */
export function markOf(browserKey: string): string {
  return createHash('sha256').update(browserKey).digest('base64url');
}

export function isTheBrowser(browserKey: string, mark: string): boolean {
  const [own, kept] = [Buffer.from(markOf(browserKey)), Buffer.from(mark)];
  return own.length === kept.length && timingSafeEqual(own, kept);
}
