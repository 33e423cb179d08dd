// A person as Graph's `user`: every property the sandbox knows. What it does not hold is null, as for an empty directory entry.
import { ROLES } from '../company.ts';
import { domainOf, isOnPremises, type Person, type World } from '../world.ts';
import { seconds } from './odata.ts';

/** What comes without `$select` (source: the user resource page, "default set of properties"). */
export const DEFAULT_USER = [
  ...['businessPhones', 'displayName', 'givenName', 'id', 'jobTitle', 'mail', 'mobilePhone', 'officeLocation'],
  ...['preferredLanguage', 'surname', 'userPrincipalName'],
];
/** All that `User.ReadBasic.All` alone may read. */
export const BASIC_USER = ['displayName', 'givenName', 'surname', 'mail', 'userPrincipalName', 'id'];

export const USER = 'microsoft.graph.user';
const DAY = 24 * 3_600_000;

export function userObject(world: World, person: Person) {
  const [givenName, ...rest] = person.name.split(' ');
  const guest = isExternal(person);
  return {
    ...onPremises(world, person),
    id: person.id,
    accountEnabled: person.accountEnabled,
    businessPhones: person.deskPhone ? [person.deskPhone] : [],
    city: null,
    companyName: null,
    country: null,
    createdDateTime: seconds(person.createdAt),
    creationType: guest ? 'Invitation' : null,
    department: person.department,
    displayName: person.name,
    employeeId: null,
    employeeType: null,
    externalUserState: guest ? 'Accepted' : null,
    givenName: givenName ?? null,
    identities: [
      guest
        ? { signInType: 'federated', issuer: 'ExternalAzureAD', issuerAssignedId: null }
        : { signInType: 'userPrincipalName', issuer: domainOf(person) ?? null, issuerAssignedId: person.upn },
    ],
    isManagementRestricted: person.restricted ?? null,
    jobTitle: person.jobTitle,
    lastPasswordChangeDateTime: seconds(person.lastPasswordChangeAt),
    mail: mailOf(person),
    mailNickname: local(person.upn),
    mobilePhone: person.mobile ?? (person.methods.includes('mobilePhone') ? '+44 7700 900123' : null),
    officeLocation: null,
    otherMails: person.privateMail ? [person.privateMail] : [],
    // Entra stamps this on people whose password hashes are synced, federated ones too (facts: EM PHS).
    passwordPolicies: isOnPremises(person) ? 'DisablePasswordExpiration' : null,
    // Never readable, whoever asks.
    passwordProfile: null,
    preferredLanguage: person.locale,
    proxyAddresses: [`SMTP:${mailOf(person)}`],
    securityIdentifier: `S-1-12-1-${Number.parseInt(person.id.slice(-6), 10)}-35-1-1`,
    showInAddressList: null,
    signInSessionsValidFromDateTime: seconds(person.sessionsValidFrom),
    surname: rest.join(' ') || null,
    usageLocation: 'GB',
    userPrincipalName: person.upn,
    userType: person.userType,
    ...world.estate.users[person.key],
  };
}

export function isAdmin(person: { readonly roles?: readonly string[] }): boolean {
  return (person.roles ?? []).some(role => role in ROLES);
}

/** Guests, and the members among those whose password lives at home. */
export function isExternal(person: Person): boolean {
  return person.upn.includes('#EXT#');
}

/** `gus_partner.example#EXT#@…` has his mail at home. */
export function mailOf(person: Person): string {
  if (!isExternal(person)) return person.upn;
  return local(person.upn)
    .replace(/#EXT#$/, '')
    .replace(/_(?=[^_]*$)/, '@');
}

/** The synced half. Assumed: one forest, `corp.…`, with organizational units by department; the last cycle a few minutes ago. */
function onPremises(world: World, person: Person) {
  const synced = isOnPremises(person);
  const of = <T>(value: T) => (synced ? value : null);
  return {
    onPremisesDistinguishedName: of(`CN=${person.name},OU=${person.department},DC=corp,DC=alderfinch,DC=example`),
    onPremisesDomainName: of('corp.alderfinch.example'),
    onPremisesImmutableId: of(Buffer.from(person.id).toString('base64')),
    onPremisesLastSyncDateTime: of(seconds(world.now() - DAY / 720)),
    onPremisesProvisioningErrors: [] as object[],
    onPremisesSamAccountName: of(local(person.upn)),
    onPremisesSecurityIdentifier: of(`S-1-5-21-1004336348-1177238915-682003330-${Number(person.id.slice(-6)) + 1100}`),
    onPremisesSyncEnabled: of(true),
    onPremisesUserPrincipalName: of(person.upn),
  };
}

function local(upn: string): string {
  return upn.slice(0, upn.lastIndexOf('@'));
}
