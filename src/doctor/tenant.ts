// The verified domains, how each is federated, and what its AD FS answers from where this doctor stands.
import type { Domain, InternalDomainFederation, User } from '@microsoft/microsoft-graph-types';
import { GraphFault } from '../graph/fault.ts';
import type { Probed, Sources } from './sources.ts';

/** What AD FS must answer, by path. Requirement by requirement: docs/runbooks/adfs-page-unreachable.md. */
export const ADFS = {
  'update-password': '/adfs/portal/updatepassword/',
  configuration: '/adfs/.well-known/openid-configuration',
  userinfo: '/adfs/userinfo',
  mex: '/adfs/services/trust/mex',
  'sign-in': '/adfs/ls/',
  keys: '/adfs/discovery/keys',
} as const;
export type AdfsPage = keyof typeof ADFS;

export type Provider = 'adfs' | 'okta' | 'ping' | 'other';

export type FederatedDomain = {
  readonly name: string;
  /** null: federated, and without a configuration. */
  readonly federation: InternalDomainFederation | null;
  readonly provider: Provider;
  /** Only for AD FS. */
  readonly pages?: Readonly<Record<AdfsPage, Probed>>;
};

const SYNCED = `/users?$filter=${encodeURIComponent('onPremisesSyncEnabled eq true')}&$select=id,onPremisesDomainName&$top=999`;

/**
 * The Active Directory domains of the first thousand synced people, in lower case: enough to tell whose result an on-premises check is.
 * Graph can neither filter by `onPremisesDomainName` nor list each once.
 */
export async function readHomes(graph: Sources['graph']): Promise<readonly string[]> {
  const page = (await graph.get(SYNCED)) as { readonly value?: readonly User[] };
  const names = (page.value ?? []).map(({ onPremisesDomainName }) => onPremisesDomainName?.toLowerCase());
  return [...new Set(names.filter(name => name !== undefined))].toSorted((one, other) => one.localeCompare(other));
}

export async function readDomains({ graph, probe }: Sources): Promise<readonly FederatedDomain[]> {
  const domains = (await graph.all('/domains')) as readonly Domain[];
  const federated = domains.filter(
    ({ authenticationType, isVerified }) => authenticationType === 'Federated' && isVerified !== false,
  );
  return Promise.all(federated.map(({ id }) => readFederated(graph, probe, id ?? '')));
}

async function readFederated(graph: Sources['graph'], probe: Sources['probe'], name: string): Promise<FederatedDomain> {
  const federation = await configurationOf(graph, name);
  const provider = providerOf(federation?.passiveSignInUri);
  if (provider !== 'adfs') return { name, federation, provider };
  const { origin } = new URL(federation?.passiveSignInUri ?? '');
  const pages = await Promise.all(Object.entries(ADFS).map(async ([page, path]) => [page, await probe(origin + path)]));
  return { name, federation, provider, pages: Object.fromEntries(pages) };
}

async function configurationOf(graph: Sources['graph'], name: string): Promise<InternalDomainFederation | null> {
  try {
    const [one] = await graph.all(`/domains/${encodeURIComponent(name)}/federationConfiguration`);
    return (one ?? null) as InternalDomainFederation | null;
  } catch (fault) {
    if (fault instanceof GraphFault && fault.status === 404) return null;
    throw fault;
  }
}

/** By address, since nothing else tells. AD FS by its own path; the others' patterns are seen in practice, not documented. */
function providerOf(address: string | null | undefined): Provider {
  if (!address || !URL.canParse(address)) return 'other';
  const { hostname, pathname } = new URL(address);
  if (/^\/adfs\/ls(\/|$)/i.test(pathname)) return 'adfs';
  if (/\.okta(preview|-emea)?\.com$/i.test(hostname) || /\/sso\/wsfed\/passive/i.test(pathname)) return 'okta';
  return /\/idp\/prp\.wsf/i.test(pathname) || /\.pingone\./i.test(hostname) ? 'ping' : 'other';
}
