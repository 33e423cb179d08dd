// Tenants with one thing wrong each: how it comes to be wrong, what the doctor must say of it, and the step that mends it.
import { signingCertificate } from '../../sandbox/adfs/certificate.ts';
import type { World } from '../../sandbox/world.ts';
import type { Verdict } from '../../src/doctor/finding.ts';
import { type Bent, carried, configOf, connect, SCOPES, type Tenant } from './a-tenant.ts';

export type Plant = {
  readonly name: string;
  readonly plant?: (world: World, tenant: Tenant) => void | Promise<void>;
  readonly bent?: Bent;
  /** Everything that must not pass, and nothing else may. */
  readonly finds: Readonly<Record<string, Exclude<Verdict, 'pass'>>>;
  /** In the steps of the first of them. */
  readonly mend: RegExp;
};

const DAY = 86_400_000;
const soon = (days: number) => new Date(Date.now() + days * DAY + 3_600_000).toISOString();
const NOBODY = '00000000-1111-4222-8333-444444444444';
const APPROVERS = '6a000000-0000-4000-8000-000000000001';
const EMPTY = '6a000000-0000-4000-8000-000000000005';
const ADFS = 'federation.alderfinch.example';

const REGISTRATIONS: readonly Plant[] = [
  {
    name: 'a registration was deleted',
    plant: ({ estate }) => void delete estate.applications.hands,
    finds: {
      'registration.hands.exists': 'fail',
      'registration.hands.public-client': 'unknown',
      'registration.hands.audience': 'unknown',
      'registration.hands.implicit': 'unknown',
      'registration.hands.redirects': 'unknown',
      'secret.hands.end': 'unknown',
      'secret.hands.unused': 'unknown',
    },
    mend: /docs\/permissions\.md/,
  },
  {
    name: 'an enterprise application was switched off',
    plant: ({ estate }) => {
      estate.principals.bot = { ...estate.principals.bot, accountEnabled: false };
    },
    finds: { 'registration.bot.exists': 'fail' },
    mend: /Update-MgServicePrincipal .* -AccountEnabled:\$true/,
  },
  {
    name: 'the bot’s registration allows public client flows',
    plant: ({ estate }) => {
      estate.applications.bot = { ...estate.applications.bot, isFallbackPublicClient: true };
    },
    finds: { 'registration.bot.public-client': 'fail' },
    mend: /Allow public client flows = No/,
  },
  {
    name: 'a desktop platform was added to the hands’ registration',
    plant: ({ estate }) => {
      estate.applications.hands = {
        ...estate.applications.hands,
        publicClient: { redirectUris: ['http://localhost'] },
      };
    },
    finds: { 'registration.hands.public-client': 'fail' },
    mend: /-IsFallbackPublicClient:\$false/,
  },
  {
    name: 'any organization may sign in to the desk’s registration',
    plant: ({ estate }) => {
      estate.applications.desk = { ...estate.applications.desk, signInAudience: 'AzureADMultipleOrgs' };
    },
    finds: { 'registration.desk.audience': 'fail' },
    mend: /-SignInAudience AzureADMyOrg/,
  },
  {
    name: 'implicit grant is on',
    plant: ({ estate }) => {
      estate.applications.desk = {
        ...estate.applications.desk,
        web: { implicitGrantSettings: { enableIdTokenIssuance: true } },
      };
    },
    finds: { 'registration.desk.implicit': 'warn' },
    mend: /clear both boxes/,
  },
  {
    name: 'the bot asks for permissions of Graph',
    plant: ({ estate }) => {
      estate.applications.bot = {
        ...estate.applications.bot,
        requiredResourceAccess: [{ resourceAppId: '00000003-0000-0000-c000-000000000000', resourceAccess: [] }],
      };
    },
    finds: { 'registration.bot.no-graph': 'fail' },
    mend: /"Reset Desk \(bot\)", API permissions: remove everything/,
  },
  {
    name: 'sign-ins cannot return to the desk',
    plant: ({ estate }) => {
      estate.redirectUris.desk = ['https://old.finch-cloud.example/sign-in/callback'];
    },
    finds: { 'registration.desk.redirects': 'fail' },
    mend: /add http:\/\/127\.0\.0\.1:\d+\/sign-in\/callback/,
  },
  {
    name: 'sign-ins may also return elsewhere',
    plant: ({ estate, botOrigin }) => {
      estate.redirectUris.hands = [`${botOrigin}/sign-in/callback`, 'https://test.finch-cloud.example/back'];
    },
    finds: { 'registration.hands.redirects': 'warn' },
    mend: /remove what is not this desk/,
  },
  {
    name: 'ID tokens do not carry auth_time',
    plant: ({ estate }) => {
      estate.applications.desk = { ...estate.applications.desk, optionalClaims: null };
    },
    finds: { 'registration.desk.auth-time': 'fail' },
    mend: /Token configuration: Add optional claim, ID, auth_time/,
  },
];

const endsIn =
  (which: 'bot' | 'desk' | 'hands', days: number) =>
  ({ estate }: World) => {
    const app = estate.applications[which];
    const [used] = app?.passwordCredentials ?? [];
    estate.applications[which] = { ...app, passwordCredentials: [{ ...used, endDateTime: soon(days) }] };
  };

const SECRETS: readonly Plant[] = [
  {
    name: 'a secret ends in 50 days',
    plant: endsIn('bot', 50),
    finds: { 'secret.bot.end': 'warn' },
    mend: /BOT_SECRET/,
  },
  {
    name: 'a secret ends in 20 days',
    plant: endsIn('desk', 20),
    finds: { 'secret.desk.end': 'warn' },
    mend: /DESK_CLIENT_SECRET/,
  },
  {
    name: 'a secret ends in 3 days',
    plant: endsIn('hands', 3),
    finds: { 'secret.hands.end': 'fail' },
    mend: /rotating-secrets\.md/,
  },
  {
    name: 'a secret has ended',
    plant: endsIn('hands', -2),
    finds: { 'secret.hands.end': 'fail' },
    mend: /New client secret/,
  },
  {
    name: 'the secret in use is no longer in the registration',
    plant: ({ estate }) => {
      const app = estate.applications.desk;
      const [used] = app?.passwordCredentials ?? [];
      estate.applications.desk = { ...app, passwordCredentials: [{ ...used, hint: 'zzz' }] };
    },
    finds: { 'secret.desk.end': 'fail', 'secret.desk.unused': 'warn' },
    mend: /Add-MgApplicationPassword/,
  },
  {
    name: 'an old secret lies about',
    plant: ({ estate }) => {
      const app = estate.applications.bot;
      const old = { keyId: 'old', hint: 'abc', displayName: 'from a test', endDateTime: soon(300) };
      estate.applications.bot = { ...app, passwordCredentials: [...(app?.passwordCredentials ?? []), old] };
    },
    finds: { 'secret.bot.unused': 'warn' },
    mend: /Remove-MgApplicationPassword .* -KeyId old/,
  },
];

const without = (...gone: readonly string[]) => GRANTED.filter(permission => !gone.includes(permission));
const GRANTED: readonly string[] = [
  'User.Read.All',
  'GroupMember.Read.All',
  'Domain.Read.All',
  'Domain-InternalFederation.Read.All',
  'AuditLog.Read.All',
  'RoleManagement.Read.Directory',
  'IdentityRiskyUser.Read.All',
  'Policy.Read.All',
  'User.RevokeSessions.All',
  'Application.Read.All',
  'AuthenticationContext.Read.All',
  'LicenseAssignment.Read.All',
];

const PERMISSIONS: readonly Plant[] = [
  {
    name: 'a permission was never consented to, and what it opens is not taken for bad',
    plant: ({ estate }) => {
      estate.granted.desk = without('Policy.Read.All');
    },
    finds: {
      'permissions.desk.missing': 'fail',
      'step-up.policy': 'unknown',
      'step-up.everybody': 'unknown',
      'step-up.every-time': 'unknown',
      'security-info.policy': 'unknown',
    },
    mend: /Application permissions: Policy\.Read\.All/,
  },
  {
    name: 'the permission that ends sessions is missing',
    plant: ({ estate }) => {
      estate.granted.desk = without('User.RevokeSessions.All');
    },
    finds: { 'permissions.desk.missing': 'fail' },
    mend: /Grant admin consent/,
  },
  {
    name: 'the desk may write to the directory',
    plant: ({ estate }) => {
      estate.granted.desk = [...GRANTED, 'Directory.ReadWrite.All'];
    },
    finds: { 'permissions.desk.excess': 'fail' },
    mend: /Revoke admin consent/,
  },
  {
    name: 'the desk may read mail',
    plant: ({ estate }) => {
      estate.granted.desk = [...GRANTED, 'Mail.Read'];
    },
    finds: { 'permissions.desk.excess': 'warn' },
    mend: /Revoke admin consent/,
  },
  {
    name: 'the bot holds a permission of Graph',
    plant: ({ estate }) => {
      estate.granted.bot = ['User.Read.All'];
    },
    finds: { 'permissions.bot.excess': 'fail' },
    mend: /Reset Desk \(bot\)/,
  },
  {
    name: 'what only this doctor reads was not granted',
    plant: ({ estate }) => {
      estate.granted.desk = without('LicenseAssignment.Read.All', 'AuthenticationContext.Read.All');
    },
    finds: {
      'permissions.desk.optional': 'warn',
      'step-up.context': 'unknown',
      'licence.p1': 'unknown',
      'licence.p2': 'unknown',
    },
    mend: /AuthenticationContext\.Read\.All, LicenseAssignment\.Read\.All/,
  },
  {
    name: 'the token that resets may not reset',
    plant: (_world, { store, settings }) => connect(store, configOf(settings), 'openid profile User.Read'),
    finds: { 'permissions.hands.delegated': 'fail' },
    mend: /Delegated permissions: UserAuthenticationMethod\.ReadWrite\.All/,
  },
  {
    name: 'the token that resets may do more',
    plant: (_world, { store, settings }) => connect(store, configOf(settings), `${SCOPES} Directory.AccessAsUser.All`),
    finds: { 'permissions.hands.delegated-excess': 'fail' },
    mend: /Revoke admin consent/,
  },
];

const service = (world: World) => world.find('service') as { roles?: readonly string[]; accountEnabled: boolean };

const IDENTITY: readonly Plant[] = [
  {
    name: 'the settings name an account that is not there',
    bent: { settings: { HANDS_ACCOUNT: 'nobody@finch-cloud.example' } },
    finds: {
      'identity.enabled': 'fail',
      'identity.cloud-only': 'fail',
      'identity.expiry': 'fail',
      'identity.role': 'fail',
    },
    mend: /HANDS_ACCOUNT/,
  },
  {
    name: 'the account is blocked',
    plant: world => {
      service(world).accountEnabled = false;
    },
    finds: { 'identity.enabled': 'fail' },
    mend: /-AccountEnabled:\$true/,
  },
  {
    name: 'the account comes from Active Directory',
    plant: ({ estate }) => {
      estate.users['service'] = { onPremisesSyncEnabled: true };
    },
    finds: { 'identity.cloud-only': 'fail' },
    mend: /\.onmicrosoft\.com/,
  },
  {
    name: 'the account’s password expires',
    plant: ({ estate }) => {
      estate.domains['finch-cloud.example'] = { passwordValidityPeriodInDays: 90 };
    },
    finds: { 'identity.expiry': 'warn' },
    mend: /-PasswordPolicies DisablePasswordExpiration/,
  },
  {
    name: 'the account has no role',
    plant: world => {
      service(world).roles = [];
    },
    finds: { 'identity.role': 'fail' },
    mend: /Roles & admins, Authentication Administrator, Add assignments/,
  },
  {
    name: 'the account is Global Administrator',
    plant: world => {
      service(world).roles = ['Authentication Administrator', 'Global Administrator'];
    },
    finds: { 'identity.role': 'fail' },
    mend: /Global Administrator: remove/,
  },
  {
    name: 'the account has a smaller role, which may not see what became of a reset',
    plant: world => {
      service(world).roles = ['User Administrator'];
    },
    finds: { 'identity.role': 'warn' },
    mend: /Authentication Administrator/,
  },
  {
    name: 'the account has one role too many',
    plant: world => {
      service(world).roles = ['Authentication Administrator', 'User Administrator'];
    },
    finds: { 'identity.role': 'warn' },
    mend: /remove it from User Administrator/,
  },
  {
    name: 'the account is an approver, too',
    plant: (_world, tenant) => void tenant.person('service').groups.add('approvers'),
    finds: { 'identity.apart': 'fail' },
    mend: /Members: remove it/,
  },
  {
    name: 'nobody has ever connected the account',
    plant: async (_world, { store }) => store.memory.write('hands', JSON.stringify({ connected: false })),
    finds: { 'identity.connected': 'fail', 'identity.fresh': 'unknown' },
    mend: /npm run connect/,
  },
  {
    name: 'the sign-in was not renewed for five days',
    plant: (_world, { store, settings }) => connect(store, configOf(settings), SCOPES, 5 * DAY),
    finds: { 'identity.fresh': 'warn' },
    mend: /Is the desk running/,
  },
  {
    name: 'the sign-in is about to lapse',
    plant: (_world, { store, settings }) => connect(store, configOf(settings), SCOPES, 80 * DAY),
    finds: { 'identity.fresh': 'fail' },
    mend: /Start the desk/,
  },
];

/** Each of the other models, with what goes with it. */
const SECOND = 'svc-privileged@finch-cloud.example';
const secondAccount =
  (roles: readonly string[]) =>
  (world: World, { store }: Tenant) => {
    Object.assign(world.find('yuki') ?? {}, { upn: SECOND, roles });
    return store.memory.write(
      'hands-privileged',
      JSON.stringify({ connected: true, as: SECOND, lastRefresh: Date.now() }),
    );
  };
const withSecond: Bent = { settings: { HANDS_PRIVILEGED_ACCOUNT: SECOND }, policy: { privilegedTargets: true } };
const ownHands: Bent = { settings: { HANDS_MODEL: 'approver', HANDS_ACCOUNT: '' } };

const MODELS: readonly Plant[] = [
  {
    name: 'no approver may reset with hands of their own',
    bent: ownHands,
    finds: { 'identity.approvers-role': 'fail' },
    mend: /Authentication Administrator, Add assignments: the approvers’ group/,
  },
  {
    name: 'one of the approvers may not reset',
    plant: (_world, tenant) => void Object.assign(tenant.person('hana'), { roles: ['Authentication Administrator'] }),
    bent: ownHands,
    finds: { 'identity.approvers-role': 'warn' },
    mend: /the approvers’ group/,
  },
  {
    name: 'the account for people with power cannot reset them',
    plant: secondAccount(['Authentication Administrator']),
    bent: withSecond,
    finds: { 'privileged.role': 'fail' },
    mend: /Privileged Authentication Administrator, Add assignments/,
  },
  {
    name: 'the account for people with power was never connected',
    plant: async (world, tenant) => {
      await secondAccount(['Privileged Authentication Administrator'])(world, tenant);
      await tenant.store.memory.write('hands-privileged', JSON.stringify({ connected: false }));
    },
    bent: withSecond,
    finds: { 'privileged.connected': 'fail', 'privileged.fresh': 'unknown' },
    mend: /npm run connect -- privileged/,
  },
];

const GROUPS: readonly Plant[] = [
  {
    name: 'there is no group of that id',
    bent: { settings: { APPROVERS_GROUP_ID: NOBODY } },
    finds: {
      'groups.approvers.exists': 'fail',
      'groups.approvers.people': 'unknown',
      'groups.approvers.guarded': 'unknown',
      'groups.approvers.dynamic': 'unknown',
      'groups.approvers.owners': 'unknown',
    },
    mend: /APPROVERS_GROUP_ID/,
  },
  {
    name: 'nobody is an approver',
    plant: ({ people }) => people.forEach(person => void person.groups.delete('approvers')),
    finds: { 'groups.approvers.people': 'fail' },
    mend: /Members: add/,
  },
  {
    name: 'one approver is alone',
    plant: (_world, tenant) => void tenant.person('hugo').groups.delete('approvers'),
    finds: { 'groups.approvers.people': 'warn' },
    mend: /Members: add/,
  },
  {
    name: 'the policy asks for more approvers than there are',
    bent: { policy: { approvals: 3 } },
    finds: { 'groups.approvers.people': 'fail' },
    mend: /Members: add/,
  },
  {
    name: 'a guest is among the approvers',
    plant: (_world, tenant) => void tenant.person('gus').groups.add('approvers'),
    finds: { 'groups.approvers.people': 'warn' },
    mend: /guestApprovers/,
  },
  {
    name: 'the approvers’ group is an ordinary one',
    plant: ({ estate }) => {
      estate.groups.approvers = { isAssignableToRole: false };
    },
    finds: { 'groups.approvers.guarded': 'fail' },
    mend: /restricted management administrative unit/,
  },
  {
    name: 'the admins’ group comes from Active Directory',
    plant: ({ estate }) => {
      estate.groups.admins = { onPremisesSyncEnabled: true };
    },
    finds: { 'groups.admins.guarded': 'fail' },
    mend: /new group in the cloud/,
  },
  {
    name: 'a rule fills the approvers’ group',
    plant: ({ estate }) => {
      estate.groups.approvers = { groupTypes: ['DynamicMembership'] };
    },
    finds: { 'groups.approvers.dynamic': 'fail' },
    mend: /Membership type: Assigned/,
  },
  {
    name: 'somebody who left still owns the approvers’ group',
    plant: (_world, tenant) => {
      tenant.person('olga').accountEnabled = false;
    },
    finds: { 'groups.approvers.owners': 'warn' },
    mend: /Owners: remove/,
  },
  {
    name: 'approvers and admins are one group',
    bent: { settings: { ADMINS_GROUP_ID: APPROVERS } },
    finds: { 'groups.apart': 'warn' },
    mend: /ADMINS_GROUP_ID/,
  },
  {
    name: 'the pilot’s group is empty',
    plant: ({ people }) => people.forEach(person => void person.groups.delete('factory')),
    bent: { policy: { pilot: [{ name: 'plant', group: `${EMPTY} Plant` }] } },
    finds: { [`policy.group.${EMPTY}`]: 'fail' },
    mend: /Members: add people/,
  },
  {
    name: 'the pilot’s group is gone',
    bent: { policy: { pilot: [{ name: 'plant', group: `${NOBODY} Plant` }] } },
    finds: { [`policy.group.${NOBODY}`]: 'fail' },
    mend: /object id of the group/,
  },
  {
    name: 'no wave of the pilot is open',
    bent: { policy: { pilot: [{ name: 'plant', group: `${APPROVERS} Helpdesk`, until: '2026-01-01' }] } },
    finds: { 'policy.pilot': 'fail' },
    mend: /change the dates/,
  },
];

const STEP_UP: readonly Plant[] = [
  {
    name: 'the authentication context is not there',
    plant: ({ estate }) => {
      estate.contexts = [];
    },
    finds: { 'step-up.context': 'fail' },
    mend: /New authentication context: ID c1/,
  },
  {
    name: 'the authentication context is not published',
    plant: ({ estate }) => {
      estate.contexts = [{ id: 'c1', displayName: 'Gesture', isAvailable: false }];
    },
    finds: { 'step-up.context': 'fail' },
    mend: /Publish to apps/,
  },
  {
    name: 'no policy targets the authentication context',
    plant: world => world.contexts.clear(),
    finds: { 'step-up.policy': 'fail', 'step-up.everybody': 'unknown', 'step-up.every-time': 'unknown' },
    mend: /New policy: Users: All users/,
  },
  {
    name: 'the policy is report-only',
    plant: world => void world.contexts.set('c1', { requires: 'passwordless', reportOnly: true }),
    finds: { 'step-up.policy': 'fail', 'step-up.everybody': 'unknown', 'step-up.every-time': 'unknown' },
    mend: /Enable policy: On/,
  },
  {
    name: 'the policy is content with any second factor',
    plant: ({ estate }) => {
      estate.contextPolicy = { grantControls: { operator: 'OR', builtInControls: ['mfa'] } };
    },
    finds: { 'step-up.policy': 'fail', 'step-up.everybody': 'unknown', 'step-up.every-time': 'unknown' },
    mend: /Passwordless MFA/,
  },
  {
    name: 'the policy asks once a day',
    plant: ({ estate }) => {
      estate.contextPolicy = {
        sessionControls: {
          signInFrequency: { isEnabled: true, type: 'days', value: 1, frequencyInterval: 'timeBased' },
        },
      };
    },
    finds: { 'step-up.every-time': 'warn' },
    mend: /Sign-in frequency: Every time/,
  },
  {
    name: 'the policy leaves a group out',
    plant: ({ estate }) => {
      estate.contextPolicy = {
        conditions: {
          applications: { includeAuthenticationContextClassReferences: ['c1'] },
          users: { includeUsers: ['All'], excludeGroups: [APPROVERS] },
        },
      };
    },
    finds: { 'step-up.everybody': 'warn' },
    mend: /break-glass accounts alone/,
  },
  {
    name: 'nothing guards the registration of ways to sign in',
    plant: ({ estate }) => {
      estate.policies = [];
    },
    finds: { 'security-info.policy': 'warn' },
    mend: /Securing security info registration/,
  },
];

const SELF_SERVICE: readonly Plant[] = [
  {
    name: 'nobody can help themselves',
    plant: ({ people }) =>
      people.forEach(person => void Object.assign(person, { sspr: { enabled: false, registered: false } })),
    finds: { 'sspr.coverage': 'warn' },
    mend: /Self service password reset enabled/,
  },
  {
    name: 'somebody has nothing but a phone number',
    plant: (_world, tenant) => void Object.assign(tenant.person('clara'), { methods: ['mobilePhone'] }),
    finds: { 'sspr.weak-methods': 'warn' },
    mend: /Registration campaign/,
  },
  {
    name: 'the report is old',
    plant: world => {
      world.quirks.reportsStale = true;
    },
    finds: { 'sspr.report-age': 'warn' },
    mend: /Nothing to set/,
  },
  {
    name: 'the tenant has no P2',
    plant: world => {
      world.licence = 'P1';
    },
    finds: { 'licence.p2': 'warn' },
    mend: /Microsoft 365 E5/,
  },
  {
    name: 'the tenant has no P1',
    plant: world => {
      world.licence = 'free';
    },
    finds: {
      'licence.p1': 'fail',
      'licence.p2': 'warn',
      'step-up.policy': 'unknown',
      'step-up.everybody': 'unknown',
      'step-up.every-time': 'unknown',
      'security-info.policy': 'unknown',
      'sspr.coverage': 'unknown',
      'sspr.weak-methods': 'unknown',
      'sspr.report-age': 'unknown',
    },
    mend: /Microsoft Entra ID P1/,
  },
  {
    name: 'nobody attests a switch',
    bent: { policy: { attested: {} } },
    finds: {
      'attested.writeback': 'unknown',
      'attested.ssprUnlock': 'unknown',
      'attested.ssprTwoMethods': 'unknown',
      'attested.ssprReconfirm': 'unknown',
      'attested.ssprNotices': 'unknown',
    },
    mend: /On-premises integration, and write what you see/,
  },
];

const HYBRID: readonly Plant[] = [
  {
    name: 'sync is late',
    plant: ({ estate }) => {
      estate.organization = { onPremisesLastSyncDateTime: soon(-0.25) };
    },
    finds: { 'hybrid.sync': 'warn' },
    mend: /Start-ADSyncSyncCycle/,
  },
  {
    name: 'sync has stopped',
    plant: ({ estate }) => {
      estate.organization = { onPremisesLastSyncDateTime: soon(-3) };
    },
    finds: { 'hybrid.sync': 'fail' },
    mend: /AADConnectProvisioningAgent|ADSync/,
  },
  {
    name: 'the last reset did not arrive in Active Directory',
    plant: world => {
      world.audits = [carried(world, 'failure')];
    },
    finds: { 'hybrid.writeback': 'fail' },
    mend: /writeback-failing\.md/,
  },
  {
    name: 'nothing carries resets on',
    plant: world => {
      world.audits = [{ ...carried(world, 'success'), additionalDetails: [{ key: 'OnPremisesAgent', value: 'None' }] }];
    },
    finds: { 'hybrid.agent': 'fail' },
    mend: /Enable password write back/,
  },
  {
    name: 'a federated domain has no known provider and says no page',
    plant: ({ estate }) => {
      estate.federation = { passiveSignInUri: 'https://id.alderfinch.example/sso' };
    },
    finds: { [`${ADFS}.configuration`]: 'warn', [`${ADFS}.finishing`]: 'fail' },
    mend: /finishingLinks/,
  },
  {
    name: 'a federated domain names a page without https',
    plant: ({ estate }) => {
      estate.federation = { passwordResetUri: 'http://reset.alderfinch.example' };
    },
    finds: { [`${ADFS}.finishing`]: 'warn' },
    mend: /-PasswordResetUri/,
  },
  {
    name: 'the certificate that Entra believes ends in 20 days',
    plant: ({ estate }) => {
      estate.federation = { signingCertificate: signingCertificate('AD FS', Date.now() + 20 * DAY) };
    },
    finds: { [`${ADFS}.certificate`]: 'warn' },
    mend: /Update AD FS trust/,
  },
  {
    name: 'the certificate that Entra believes is no certificate',
    plant: ({ estate }) => {
      estate.federation = { signingCertificate: 'AAAA' };
    },
    finds: { [`${ADFS}.certificate`]: 'unknown' },
    mend: /Update-AdfsCertificate/,
  },
  ...(
    [
      ['update-password', '/adfs/portal/updatepassword/'],
      ['configuration', '/adfs/.well-known/openid-configuration'],
      ['userinfo', '/adfs/userinfo'],
      ['mex', '/adfs/services/trust/mex'],
      ['keys', '/adfs/discovery/keys'],
    ] as const
  ).map(
    ([page, path]): Plant => ({
      name: `AD FS does not show ${path}`,
      plant: ({ estate }) => void estate.adfsOff.add(path),
      finds: { [`${ADFS}.adfs.${page}`]: 'fail' },
      mend: /Restart-Service adfssrv/,
    }),
  ),
];

const domainWith = (part: object): Bent => ({
  onPremises: well => ({ ...well, domains: well.domains.map(domain => ({ ...domain, ...part })) }),
});
const CORP = 'on-premises.corp.alderfinch.example';

const ON_PREMISES: readonly Plant[] = [
  {
    name: 'the script was never run',
    bent: { onPremises: () => undefined },
    finds: { 'on-premises.result': 'unknown' },
    mend: /--on-prem > check\.ps1/,
  },
  {
    name: 'the script ran two months ago',
    bent: { onPremises: well => ({ ...well, madeAt: soon(-60), events: [] }) },
    finds: { 'on-premises.result': 'warn' },
    mend: /Run it again/,
  },
  {
    name: 'the connector account may not unlock',
    bent: domainWith({ writeLockoutTime: false }),
    finds: { [`${CORP}.rights`]: 'fail' },
    mend: /Set-ADSyncPasswordWritebackPermissions -ADConnectorAccountName 'MSOL_0123456789ab'/,
  },
  {
    name: 'inheritance is off on a unit',
    bent: domainWith({ inheritance: false }),
    finds: { [`${CORP}.inheritance`]: 'fail' },
    mend: /Enable inheritance/,
  },
  {
    name: 'no writable controller answers',
    bent: domainWith({ writableController: null }),
    finds: { [`${CORP}.controller`]: 'fail' },
    mend: /nltest \/dsgetdc/,
  },
  {
    name: 'passwords must be a day old',
    bent: domainWith({ minimumPasswordAge: 1 }),
    finds: { [`${CORP}.minimum-age`]: 'warn' },
    mend: /-MinPasswordAge 0/,
  },
  {
    name: 'writeback is off in Connect',
    bent: { onPremises: well => ({ ...well, agent: { ...well.agent, writeback: false } }) },
    finds: { 'on-premises.writeback': 'fail' },
    mend: /Optional features: Password writeback/,
  },
  {
    name: 'the cloud sync agent is too old to write back',
    bent: {
      onPremises: well => ({ ...well, agent: { kind: 'cloud-sync', version: '1.1.587.0', writeback: true } }),
    },
    finds: { 'on-premises.agent': 'fail' },
    mend: /Download on-premises agent/,
  },
  {
    name: 'the event log has trouble of the service bus',
    bent: {
      onPremises: well => ({ ...well, events: [{ id: 31034, at: soon(-1), source: 'PasswordResetService' }] }),
    },
    finds: { 'on-premises.events': 'fail' },
    mend: /writeback-failing\.md/,
  },
  {
    name: 'the firewall is shut',
    bent: { onPremises: well => ({ ...well, outbound: [{ host: 'x.servicebus.windows.net', open: false }] }) },
    finds: { 'on-premises.outbound': 'fail' },
    mend: /TCP 443/,
  },
  {
    name: 'the update page is not on the proxy',
    bent: {
      onPremises: well => ({
        ...well,
        endpoints: well.endpoints.map(one => ({ ...one, proxy: !one.path.includes('updatepassword') })),
      }),
    },
    finds: { 'on-premises.adfs./adfs/portal/updatepassword/': 'warn' },
    mend: /-Proxy \$true/,
  },
];

const broken = async () => {
  throw new Error('connection refused');
};

const DESK: readonly Plant[] = [
  { name: 'the clock is two minutes fast', bent: { ahead: 120_000 }, finds: { clock: 'warn' }, mend: /timedatectl/ },
  { name: 'the clock is ten minutes slow', bent: { ahead: -600_000 }, finds: { clock: 'fail' }, mend: /w32tm/ },
  {
    name: 'the database does not answer',
    bent: { store: () => ({ ping: broken }) },
    finds: { database: 'fail' },
    mend: /DATABASE_URL/,
  },
  {
    name: 'nobody does what waits',
    bent: { store: ({ jobs }) => ({ jobs: { ...jobs, nextDue: async () => Date.now() - 3_600_000 } }) },
    finds: { queue: 'fail' },
    mend: /Start the desk/,
  },
  {
    name: 'the mail relay does not answer',
    bent: { settings: { SMTP_URL: 'smtp://127.0.0.1:1' } },
    finds: { mail: 'fail' },
    mend: /SMTP_URL/,
  },
  {
    name: 'the channel is not there',
    bent: { settings: { HELPDESK_CHANNEL_ID: '19:gone@thread.tacv2' } },
    finds: { 'teams.helpdesk': 'fail' },
    mend: /HELPDESK_CHANNEL_ID/,
  },
];

export const PLANTS: readonly Plant[] = [
  ...REGISTRATIONS,
  ...SECRETS,
  ...PERMISSIONS,
  ...IDENTITY,
  ...MODELS,
  ...GROUPS,
  ...STEP_UP,
  ...SELF_SERVICE,
  ...HYBRID,
  ...ON_PREMISES,
  ...DESK,
];
