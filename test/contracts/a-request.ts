// An ordinary request for tests: a synced employee of a federated company, just drafted, nothing proved yet.
import type { Account } from '../../src/core/account.ts';
import type { Person } from '../../src/core/person.ts';
import type { Request } from '../../src/core/request.ts';
import { START } from './a-world.ts';

export const TENANT = '11111111-aaaa-4bbb-8ccc-000000000001';
export const RITA: Person = { tenant: TENANT, id: '22222222-aaaa-4bbb-8ccc-000000000001' };
export const MAX: Person = { tenant: TENANT, id: '22222222-aaaa-4bbb-8ccc-000000000002' };

/** What the directory says of somebody of whom there is nothing to say. */
export const UNREMARKABLE = {
  external: false,
  eligibleRoles: [],
  ownsRoleGroups: [],
  deskPower: [],
  groups: [],
  mfaRegistered: true,
  risk: 'none',
  phones: [],
  changes: {},
  hybridAgent: 'none',
} as const satisfies Partial<Account>;

export function anAccount(overrides: Partial<Account> = {}): Account {
  return {
    ...UNREMARKABLE,
    id: RITA.id,
    name: 'Rita Reset',
    upn: 'rita@corp.example',
    department: 'Sales',
    jobTitle: 'Account manager',
    mail: 'rita@corp.example',
    otherMails: ['rita@home.example'],
    samAccountName: 'rita',
    enabled: true,
    userType: 'member',
    synced: true,
    domain: 'federated',
    federation: { provider: 'adfs', host: 'sts.corp.example', signInOrigin: 'https://sts.corp.example' },
    manager: { id: MAX.id, name: 'Max Manager', mail: 'max@corp.example' },
    roles: [],
    restricted: false,
    sspr: { capable: false, enabled: true, registered: false, methods: [], asOf: START - 86_400_000 },
    passwordChangedAt: START - 90 * 86_400_000,
    ...overrides,
  };
}

/** Version 1, opened at the moment the test's world starts. */
export function aRequest(overrides: Partial<Request> = {}): Request {
  return {
    id: 'request-1',
    version: 1,
    state: 'open',
    tenant: TENANT,
    person: RITA.id,
    locale: 'en',
    openedAt: START,
    since: START,
    touchedAt: START,
    account: anAccount(),
    verdict: {
      route: 'helpdesk',
      row: 'federated-adfs',
      finish: 'adfs',
      updateUrl: 'https://sts.corp.example/adfs/portal/updatepassword/',
      writeback: true,
      offers: ['register-afterwards'],
    },
    proofs: [],
    challenges: [],
    approvals: [],
    attempts: 0,
    ...overrides,
  };
}
