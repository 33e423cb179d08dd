// Each federated domain: where its people finish, whether its certificate lasts, and whether AD FS shows its pages from here.
import { X509Certificate } from 'node:crypto';
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, type Finding, known, seeFirst } from '../finding.ts';
import type { Probed } from '../sources.ts';
import { ADFS, type AdfsPage, type FederatedDomain } from '../tenant.ts';
import { quoted } from '../words.ts';
import { remaining } from './secrets.ts';

const RUNBOOK = 'docs/runbooks/adfs-page-unreachable.md leads through it.';
const TITLES: Readonly<Record<AdfsPage, string>> = {
  'update-password': 'the page where a password is changed',
  configuration: 'OpenID Connect configuration',
  userinfo: 'userinfo',
  mex: 'metadata exchange (mex)',
  'sign-in': 'the sign-in page',
  keys: 'signing keys',
};
const PROVIDERS = { adfs: 'AD FS', okta: 'Okta', ping: 'PingFederate or PingOne', other: 'not recognised' } as const;

export function federationChecks(facts: Facts, desk: Desk): readonly Finding[] {
  const judging = about('federation', 'Federated domains');
  if (!('value' in facts.domains)) return [known(judging, facts.domains, () => judging.pass(''))];
  if (facts.domains.value.length === 0) return [judging.pass('None.')];
  return facts.domains.value.flatMap(domain => [
    configuration(domain),
    finishing(domain, desk),
    certificate(domain, facts.now),
    ...pages(domain, facts.here),
  ]);
}

function configuration({ name, federation, provider }: FederatedDomain): Finding {
  const judging = about(`federation.${name}.configuration`, `${name}: its federation`);
  if (!federation)
    return judging.fail(
      'Federated, and without a configuration: nobody of it can sign in.',
      `PowerShell: Get-MgDomainFederationConfiguration -DomainId ${quoted(name)}; then Update- or New-MgDomainFederationConfiguration, or Convert it to managed.`,
    );
  return provider === 'other'
    ? judging.warn(
        `Provider ${PROVIDERS.other} by ${federation.passiveSignInUri ?? 'no address'}.`,
        'Say in the policy file where its people change a password: finishingLinks.',
      )
    : judging.pass(`${PROVIDERS[provider]}, ${federation.displayName ?? 'unnamed'}.`);
}

/** The order in which the bot takes them: what was written down for this domain, what the directory says, AD FS's own page. */
function finishing({ name, federation, provider }: FederatedDomain, { attested }: Desk): Finding {
  const judging = about(`federation.${name}.finishing`, `${name}: where its people change the temporary password`);
  const said = federation?.passwordResetUri;
  if (said && !/^https:\/\//i.test(said))
    return judging.warn(
      `passwordResetUri is ${said}: no https page, so it is not used.`,
      `PowerShell: Update-MgDomainFederationConfiguration -DomainId ${quoted(name)} -InternalDomainFederationId ${quoted(federation.id ?? '')} -PasswordResetUri 'https://…'`,
    );
  const link =
    attested.updateUrls?.[name.toLowerCase()] ??
    said ??
    (provider === 'adfs' ? `AD FS, ${ADFS['update-password']}` : undefined) ??
    attested.updateUrl;
  return link
    ? judging.pass(`${link}.`)
    : judging.fail(
        'Nobody says: its people get a temporary password and no way to change it.',
        `Policy file: "finishingLinks": { "${name}": "https://…" }, the page of your identity provider.`,
      );
}

function certificate({ name, federation }: FederatedDomain, now: number): Finding {
  const judging = about(`federation.${name}.certificate`, `${name}: until when Entra believes its tokens`);
  if (!federation) return judging.unknown('It has no configuration.', seeFirst(`federation.${name}.configuration`));
  const ends = [federation.signingCertificate, federation.nextSigningCertificate].map(endOf);
  const last = ends.filter(end => end !== undefined).toSorted((one, other) => other - one)[0];
  const renew = [
    'On AD FS: Get-AdfsCertificate -CertificateType Token-Signing; Update-AdfsCertificate -CertificateType Token-Signing (or AutoCertificateRollover $true).',
    `Then tell Entra: Update-MgDomainFederationConfiguration -DomainId ${quoted(name)} -InternalDomainFederationId ${quoted(federation.id ?? '')} -SigningCertificate …, or the Connect wizard, Manage federation, Update AD FS trust.`,
  ];
  return remaining(judging, last, now, 'The newest signing certificate', renew);
}

/** The milliseconds in which a Base64 certificate ends; undefined for anything else. */
function endOf(base64: string | null | undefined): number | undefined {
  try {
    const end = Date.parse(new X509Certificate(Buffer.from(base64 ?? '', 'base64')).validTo);
    return Number.isNaN(end) ? undefined : end;
  } catch {
    return undefined;
  }
}

function pages({ name, pages: probed }: FederatedDomain, here: string): readonly Finding[] {
  return probed ? (Object.keys(ADFS) as AdfsPage[]).map(page => judgePage(name, page, probed[page], here)) : [];
}

function judgePage(name: string, page: AdfsPage, probed: Probed, here: string): Finding {
  const judging = about(`federation.${name}.adfs.${page}`, `${name}: AD FS, ${TITLES[page]} (${ADFS[page]})`);
  const { status, trouble } = probed;
  const seen = `seen from ${here}, ${fromWhere(probed)}`;
  if (isShown(page, status))
    return judging.pass(
      `Answers (${status}), ${seen}.${page === 'update-password' ? ' This page asks for no second factor, and AD FS does not stop guessing on it: on the proxy, that is the internet.' : ''}`,
    );
  const path = page === 'sign-in' ? '/adfs/ls/' : ADFS[page];
  return judging.fail(
    status === 0 ? `No answer (${trouble ?? 'nothing'}), ${seen}.` : `Answers ${status}, ${seen}.`,
    `On the primary AD FS server: Get-AdfsEndpoint -AddressPath ${quoted(path)} | Format-List Enabled, Proxy`,
    `Enable-AdfsEndpoint -TargetAddressPath ${quoted(path)}; for the internet: Set-AdfsEndpoint -TargetAddressPath ${quoted(path)} -Proxy $true; then on every node: Restart-Service adfssrv`,
    'npm run -s doctor -- --on-prem-setup > setup.ps1 writes it down for you.',
    RUNBOOK,
  );
}

/** Userinfo wants a token, so its refusal is its answer; a page may send a browser on. */
function isShown(page: AdfsPage, status: number): boolean {
  if (page === 'userinfo') return status === 401 || status === 400 || status === 200;
  return status >= 200 && status < 400;
}

/** Where a name has an address inside and another outside, both views must be taken. */
function fromWhere({ address }: Probed): string {
  if (address === undefined) return 'where its name leads nowhere';
  const inside = /^(10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd]|fe80)/i.test(address);
  return inside
    ? `from inside (${address}); people at home come through the proxy, so look from outside, too`
    : `from outside (${address}), as the proxy shows it`;
}
