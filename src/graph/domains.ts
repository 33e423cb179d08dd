// How people of a domain sign in: managed by Entra or federated, and by whom. Rarely changes, so it is remembered for a while.
import type { Domain, InternalDomainFederation } from '@microsoft/microsoft-graph-types';
import type { Federation } from '../core/account.ts';
import type { World } from '../core/ports.ts';
import { createCache } from './cache.ts';
import type { Graph } from './client.ts';
import { GraphFault } from './fault.ts';

export type DomainFacts =
  | { readonly kind: 'managed'; readonly federation: null }
  | { readonly kind: 'federated'; readonly federation: Federation | null | 'unknown' };

export type Domains = (name: string) => Promise<DomainFacts>;

const REMEMBERED = 10 * 60_000;

/** Throws when the domain cannot be read; a federation that cannot be read is 'unknown'. Neither is remembered. */
export function createDomains({ graph, world }: { graph: Graph; world: World }): Domains {
  const known = createCache<DomainFacts>(world, REMEMBERED);

  async function read(name: string): Promise<DomainFacts> {
    const path = `/domains/${encodeURIComponent(name)}`;
    const { authenticationType } = (await graph.get(path)) as Domain;
    if (authenticationType === 'Managed') return { kind: 'managed', federation: null };
    if (authenticationType !== 'Federated') throw new Error(`a domain signs in as "${authenticationType}"`);
    return { kind: 'federated', federation: await readFederation(path) };
  }

  async function readFederation(path: string): Promise<Federation | null | 'unknown'> {
    try {
      const [found] = await graph.all(`${path}/federationConfiguration`);
      return found ? federationOf(found as InternalDomainFederation) : null;
    } catch (error) {
      return error instanceof GraphFault && error.status === 404 ? null : 'unknown';
    }
  }

  return async name => {
    const domain = name.toLowerCase();
    const held = known.find(domain);
    if (held) return held;
    const facts = await read(domain);
    if (facts.federation !== 'unknown') known.keep(domain, facts);
    return facts;
  };
}

/** AD FS is told by its passive sign-in path, /adfs/ls; other providers have their own. */
function federationOf({ passiveSignInUri, passwordResetUri }: InternalDomainFederation): Federation | 'unknown' {
  if (!passiveSignInUri || !URL.canParse(passiveSignInUri)) return 'unknown';
  const { origin, host, pathname } = new URL(passiveSignInUri);
  const provider = /^\/adfs\/ls(\/|$)/i.test(pathname) ? 'adfs' : 'other';
  // Shown to people as a link, so nothing but a web page.
  const link = passwordResetUri && /^https:\/\//i.test(passwordResetUri) ? { passwordResetUri } : {};
  return { provider, host, signInOrigin: origin, ...link };
}
