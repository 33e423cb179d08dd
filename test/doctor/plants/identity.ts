// The account that resets, with one thing wrong each.
import type { World } from '../../../sandbox/world.ts';
import { configOf, connect } from '../a-tenant.ts';
import { DAY, type Plant } from './plant.ts';

const service = (world: World) => world.find('service') as { roles?: readonly string[]; accountEnabled: boolean };

export const IDENTITY: readonly Plant[] = [
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
    plant: (_world, { store, settings }) => connect(store, configOf(settings), { age: 5 * DAY }),
    finds: { 'identity.fresh': 'warn' },
    mend: /Is the desk running/,
  },
  {
    name: 'the sign-in is about to lapse',
    plant: (_world, { store, settings }) => connect(store, configOf(settings), { age: 80 * DAY }),
    finds: { 'identity.fresh': 'fail' },
    mend: /Start the desk/,
  },
];
