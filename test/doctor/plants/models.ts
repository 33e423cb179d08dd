// The other models: approvers with their own hands, and a second account for people with power over others.
import type { World } from '../../../sandbox/world.ts';
import { type Bent, configOf, connect, SCOPES, type Tenant } from '../a-tenant.ts';
import { DAY, type Plant } from './plant.ts';

/** The second account, well but for what is given. */
const SECOND = 'svc-privileged@finch-cloud.example';
const secondAccount =
  (person: object = {}, how: { readonly scopes?: string; readonly age?: number } = {}) =>
  (_world: World, tenant: Tenant) => {
    const well = { upn: SECOND, roles: ['Privileged Authentication Administrator'] };
    Object.assign(tenant.person('yuki'), well, person);
    const second = { account: SECOND, partition: 'hands-privileged' };
    return connect(tenant.store, configOf(tenant.settings), { ...second, ...how });
  };
const withSecond: Bent = { settings: { HANDS_PRIVILEGED_ACCOUNT: SECOND }, policy: { privilegedTargets: true } };
const ownHands: Bent = { settings: { HANDS_MODEL: 'approver', HANDS_ACCOUNT: '' } };

export const MODELS: readonly Plant[] = [
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
    name: 'approvers hold roles that reset everybody but people with power, whom policy serves',
    plant: (_world, tenant) => {
      Object.assign(tenant.person('hana'), { roles: ['User Administrator'] });
      Object.assign(tenant.person('hugo'), { roles: ['Privileged Authentication Administrator'] });
    },
    bent: { ...ownHands, policy: { privilegedTargets: true } },
    finds: { 'identity.approvers-power': 'fail' },
    mend: /Privileged Authentication Administrator, Add assignments: the approvers’ group/,
  },
  {
    name: 'an account could reset people with power, and policy serves none of them',
    bent: { settings: { HANDS_PRIVILEGED_ACCOUNT: 'svc-resetdesk-admins@finch-cloud.example' } },
    finds: { 'privileged.wanted': 'warn' },
    mend: /Take HANDS_PRIVILEGED_ACCOUNT out.*remove the account/,
  },
  {
    name: 'a guest must sign in again within the week',
    plant: (_world, { store, settings }) => connect(store, configOf(settings), { since: 24 }),
    bent: { settings: { HANDS_MODEL: 'guest-admin' } },
    finds: { 'identity.sign-in-again': 'warn' },
    mend: /npm run connect.*private browser window/,
  },
  {
    name: 'an account should have signed in again by now, as its admins know',
    plant: (_world, { store, settings }) => connect(store, configOf(settings), { since: 20 }),
    bent: { settings: { HANDS_SIGN_IN_DAYS: '14' } },
    finds: { 'identity.sign-in-again': 'warn' },
    mend: /npm run connect/,
  },
  {
    name: 'the account for people with power cannot reset them',
    plant: secondAccount({ roles: ['Authentication Administrator'] }),
    bent: withSecond,
    finds: { 'privileged.role': 'fail' },
    mend: /Privileged Authentication Administrator, Add assignments/,
  },
  {
    name: 'the account for people with power is Global Administrator',
    plant: secondAccount({ roles: ['Privileged Authentication Administrator', 'Global Administrator'] }),
    bent: withSecond,
    finds: { 'privileged.role': 'fail' },
    mend: /Global Administrator: remove/,
  },
  {
    name: 'the account for people with power is not there',
    bent: withSecond,
    plant: (_world, { store, settings }) =>
      connect(store, configOf(settings), { account: SECOND, partition: 'hands-privileged' }),
    finds: {
      'privileged.enabled': 'fail',
      'privileged.cloud-only': 'fail',
      'privileged.expiry': 'fail',
      'privileged.role': 'fail',
    },
    mend: /HANDS_PRIVILEGED_ACCOUNT .*npm run connect -- privileged/,
  },
  {
    name: 'the account for people with power is blocked',
    plant: secondAccount({ accountEnabled: false }),
    bent: withSecond,
    finds: { 'privileged.enabled': 'fail' },
    mend: /-AccountEnabled:\$true/,
  },
  {
    name: 'the account for people with power comes from Active Directory',
    plant: (world, tenant) => {
      world.estate.users['yuki'] = { onPremisesSyncEnabled: true };
      return secondAccount()(world, tenant);
    },
    bent: withSecond,
    finds: { 'privileged.cloud-only': 'fail' },
    mend: /HANDS_PRIVILEGED_ACCOUNT/,
  },
  {
    name: 'the account for people with power decides, too',
    plant: secondAccount({ groups: new Set(['approvers']) }),
    bent: withSecond,
    finds: { 'privileged.apart': 'fail' },
    mend: /Members: remove it/,
  },
  {
    name: 'the account for people with power was never connected',
    plant: async (world, tenant) => {
      await secondAccount()(world, tenant);
      await tenant.store.memory.write('hands-privileged', JSON.stringify({ connected: false }));
    },
    bent: withSecond,
    finds: { 'privileged.connected': 'fail', 'privileged.fresh': 'unknown' },
    mend: /npm run connect -- privileged/,
  },
  {
    name: 'the sign-in of the account for people with power is about to lapse',
    plant: secondAccount({}, { age: 80 * DAY }),
    bent: withSecond,
    finds: { 'privileged.fresh': 'fail' },
    mend: /npm run connect -- privileged/,
  },
  {
    name: 'the token that resets people with power may do more',
    plant: secondAccount({}, { scopes: `${SCOPES} Directory.AccessAsUser.All` }),
    bent: withSecond,
    finds: { 'permissions.privileged.delegated-excess': 'fail' },
    mend: /Revoke admin consent/,
  },
];
