// A request as it looks in each state: Rita is locked out, Mona is her manager, Hank and Hilda are the helpdesk.
import type { Account } from '../../src/core/account.ts';
import { DIAGNOSIS, type RowName } from '../../src/core/diagnosis.ts';
import type { State } from '../../src/core/lifecycle.ts';
import type { Attempt, Request } from '../../src/core/request.ts';
import { UNREMARKABLE } from '../contracts/a-request.ts';

export const NOW = Date.UTC(2026, 10, 20, 9, 0);
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

export const MONA = { id: 'mona-id', name: 'Mona Marsh' };

export const RITA: Account = {
  ...UNREMARKABLE,
  id: 'rita-id',
  name: 'Rita Reyes',
  upn: 'rita@adatum.example',
  department: 'Shipping',
  jobTitle: 'Clerk',
  otherMails: [],
  enabled: true,
  userType: 'member',
  synced: true,
  domain: 'managed',
  federation: null,
  manager: MONA,
  roles: [],
  restricted: false,
  sspr: { capable: false, enabled: true, registered: false, methods: [], asOf: NOW },
  passwordChangedAt: NOW - 90 * 24 * 60 * MINUTE,
};

export const DIGITS = '47';

const ATTEMPT: Attempt = {
  number: 1,
  begunAt: NOW - 2 * MINUTE,
  correlation: 'c-1',
  as: 'hands@adatum.example',
  acceptedAt: NOW - MINUTE,
  nextLookAt: NOW,
  looks: 1,
};

const OPEN: Request = {
  id: 'request-7',
  version: 3,
  state: 'open',
  tenant: 'tenant',
  person: RITA.id,
  locale: 'en',
  openedAt: NOW - 20 * MINUTE,
  since: NOW - 10 * MINUTE,
  touchedAt: NOW - 5 * MINUTE,
  account: RITA,
  verdict: { route: 'helpdesk', row: 'synced', finish: 'microsoft', writeback: true },
  proofs: [],
  challenges: [
    { kind: 'vouch', issuedAt: NOW - 12 * MINUTE, expiresAt: NOW + 48 * MINUTE, voucher: MONA, digits: DIGITS },
  ],
  approvals: [],
  attempts: 0,
};

const FILED: Partial<Request> = {
  reason: 'I forgot it on holiday',
  consentAt: NOW - 10 * MINUTE,
  proofs: [
    { kind: 'step-up', custody: 'fresh-gesture', at: NOW - 12 * MINUTE },
    { kind: 'vouch', custody: 'person', at: NOW - 11 * MINUTE, by: MONA },
  ],
};
const DECIDED: Partial<Request> = {
  ...FILED,
  approvals: [{ id: 'hank-id', name: 'Hank Field', at: NOW - 5 * MINUTE }],
};
const BEGUN: Partial<Request> = { ...DECIDED, attempt: ATTEMPT, attempts: 1 };
const LANDED: Partial<Request> = { ...BEGUN, landedAt: NOW - MINUTE };

const STATES: Record<State, Partial<Request>> = {
  open: {},
  guided: { verdict: { route: 'sspr', row: 'sspr', finish: 'microsoft', writeback: true }, challenges: [] },
  pending: FILED,
  approved: DECIDED,
  resetting: BEGUN,
  landed: LANDED,
  frozen: { ...FILED, frozenBy: MONA },
  refused: { verdict: { route: 'refused', row: 'privileged', finish: 'microsoft', writeback: true }, challenges: [] },
  denied: {
    ...FILED,
    denial: { id: 'hilda-id', name: 'Hilda Holt', at: NOW - 3 * MINUTE, reason: 'Please come to the desk' },
  },
  cancelled: FILED,
  expired: FILED,
  failed: { ...BEGUN, failure: { code: 'admin-action-required', said: 'AdminActionRequired', requestId: 'graph-9' } },
  completed: { ...LANDED, evidence: 'signed-in' },
};

export const EVERY_STATE = Object.keys(STATES) as State[];
export const EVERY_ROW = DIAGNOSIS.map(({ row }) => row as RowName);

export function aRequest(state: State, over: Partial<Request> = {}): Request {
  return { ...OPEN, ...STATES[state], state, ...over };
}

export function inRow(state: State, row: RowName, writeback = true): Request {
  const { verdict } = aRequest(state);
  return aRequest(state, { verdict: { ...verdict, row, writeback } });
}
