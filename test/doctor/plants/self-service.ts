// Self-service, licences and what nobody attests.
import type { Plant } from './plant.ts';

export const SELF_SERVICE: readonly Plant[] = [
  {
    name: 'nobody can help themselves',
    plant: ({ people }) =>
      people.forEach(person => void Object.assign(person, { sspr: { enabled: false, registered: false } })),
    finds: { 'sspr.coverage': 'warn' },
    mend: /Self service password reset enabled/,
  },
  {
    name: 'fewer people than wanted can help themselves',
    bent: { settings: { SSPR_COVERAGE: '50' } },
    finds: { 'sspr.coverage': 'warn' },
    mend: /Require users to register[\s\S]*SSPR_COVERAGE/,
  },
  {
    name: 'everybody may help themselves, and nobody registered for it',
    plant: ({ people }) =>
      people.forEach(person => void Object.assign(person, { sspr: { enabled: true, registered: false } })),
    finds: { 'sspr.coverage': 'warn' },
    mend: /^Entra admin center, Entra ID, Password reset, Registration: Require users to register/,
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
