// Sync and writeback that stopped, or that nobody has seen at work.
import type { World } from '../../../sandbox/world.ts';
import type { Crossings } from '../../../src/core/crossings.ts';
import { type Bent, carried, type Tenant } from '../a-tenant.ts';
import { DAY, NOBODY, type Plant, soon } from './plant.ts';

const withCanary: Bent = { settings: { CANARY_ACCOUNT: NOBODY } };
const canary =
  (end: object, days = 0) =>
  (_world: World, { store }: Tenant) => {
    const at = Date.now() - days * DAY;
    return store.memory.write('canary', JSON.stringify({ last: { at, ended: at + 5_000, ...end } }));
  };

/** The last of each kind, in days ago. */
const crossed = (days: Readonly<Record<keyof Crossings, number>>): Crossings => {
  const some = (ago: number) => (ago === 0 ? { count: 0 } : { count: 2, last: Date.now() - ago * DAY });
  return { arrived: some(days.arrived), waited: some(days.waited), lost: some(days.lost) };
};

export const HYBRID: readonly Plant[] = [
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
    name: 'the desk’s own resets do not get to Active Directory',
    bent: { store: () => ({ crossings: async () => crossed({ arrived: 3, waited: 1, lost: 0 }) }) },
    finds: { 'hybrid.resets': 'fail' },
    mend: /writeback-failing\.md[\s\S]*up to four hours/,
  },
  {
    name: 'the desk’s own resets had to wait for the network, and arrive again',
    bent: { store: () => ({ crossings: async () => crossed({ arrived: 1, waited: 3, lost: 2 }) }) },
    finds: { 'hybrid.resets': 'warn' },
    mend: /comes and goes/,
  },
  {
    name: 'the canary did not arrive in Active Directory',
    plant: canary({ how: 'failed', said: 'SSPR_0029: OnPremisesAdminActionRequired' }),
    bent: withCanary,
    finds: { 'hybrid.canary': 'fail' },
    mend: /writeback-failing\.md/,
  },
  {
    name: 'the canary is a person',
    plant: canary({ how: 'name' }),
    bent: withCanary,
    finds: { 'hybrid.canary': 'fail' },
    mend: /begins with "canary"/,
  },
  {
    name: 'the canary was not reset for three days',
    plant: canary({ how: 'arrived' }, 3),
    bent: withCanary,
    finds: { 'hybrid.canary': 'warn' },
    mend: /Is the desk running/,
  },
];
