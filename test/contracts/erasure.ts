// The contract of erasure: of a closed request nothing personal is left anywhere, and what happened still verifies.
import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Request } from '../../src/core/request.ts';
import type { Sealed } from '../../src/core/seal.ts';
import type { Store } from '../../src/store/open.ts';
import { changing, drafted } from './a-change.ts';
import { MAX, RITA, TENANT } from './a-request.ts';
import { START } from './a-world.ts';
import { type Bench, type Open, onBench } from './bench.ts';

const ADA = 'aaaaaaaa-0000-4000-8000-000000000001';
const DAY = 86_400_000;

/** Everything by which somebody of `closed` could be known. */
export const TRACES = [
  'Rita',
  'Max Manager',
  'Ada Approver',
  'rita@',
  'max@',
  'Sales',
  'rita-chat',
  '+46',
  'on holiday',
  'not you',
  RITA.id,
  MAX.id,
  ADA,
];

export function erasureContract(name: string, open: Open): void {
  describe(`erasure on ${name}`, () => {
    const bench = onBench(open);

    it('leaves no name, address, id or reason in any table', async () => {
      const { store } = bench();
      const request = await closed(store);
      const before = await everything(bench());
      deepEqual(
        TRACES.filter(trace => !before.includes(trace)),
        [],
        'they were there',
      );
      bench().world.advance(DAY);
      equal(await store.erasure.erase(request.id, 'asked'), 'erased');
      const after = await everything(bench());
      deepEqual(
        TRACES.filter(trace => after.toLowerCase().includes(trace.toLowerCase())),
        [],
      );
    });

    it('leaves what happened, and when, and says itself that it was done; the chain is whole', async () => {
      const { store, run } = bench();
      const request = await closed(store);
      await store.anchors.take();
      const before = await store.audit.lines(request.id);
      await store.erasure.erase(request.id, 'age');
      const after = await store.audit.lines(request.id);
      deepEqual(
        after.slice(0, -1),
        before.map(line => ({ ...line, personal: undefined })),
      );
      const last = after.at(-1);
      deepEqual(
        [last?.event, last?.from, last?.to, last?.facts, last?.personal],
        ['note', 'denied', 'denied', { what: 'erased', why: 'age' }, { actor: { kind: 'clock' } }],
      );
      deepEqual(await store.audit.verify(request.id), { ok: true, count: before.length + 1 });
      const [row] = await run('select state, body from requests');
      const body = JSON.parse(String(row?.['body'])) as Record<string, unknown>;
      deepEqual(
        [row?.['state'], body['openedAt'], body['proofs'], body['deniedAt']],
        ['denied', START, [{ kind: 'vouch', custody: 'person', at: START }], START + 1],
      );
    });

    it('makes the desk forget the request: nobody can act on it, or write its people back', async () => {
      const { store } = bench();
      const request = await closed(store);
      await store.erasure.erase(request.id, 'asked');
      equal(await store.requests.find(request.id), undefined);
      equal(await store.requests.latest(RITA), undefined);
      equal(await store.requests.commit(changing(request, { state: 'frozen' })), 'stale');
      equal(await store.erasure.erase(request.id, 'asked'), 'erased-before');
    });

    it('refuses a request that lives, and knows nothing of a strange one', async () => {
      const { store } = bench();
      const request = await drafted(store);
      equal(await store.erasure.erase(request.id, 'asked'), 'live');
      deepEqual(await store.requests.find(request.id), request);
      equal(await store.erasure.erase('nobody', 'asked'), 'unknown');
    });

    it('touches nothing of a neighbour, nor the chat of somebody who has another request', async () => {
      const { store } = bench();
      const request = await closed(store);
      const later = await closed(store, { id: 'request-2' });
      const other = await closed(store, { id: 'request-3', person: 'another' });
      await store.erasure.erase(request.id, 'asked');
      deepEqual([await store.requests.latest(RITA), await store.requests.find(other.id)], [later, other]);
      ok(await store.conversations.find(RITA));
      ok(await store.postings.find(later.id, 'helpdesk'));
      ok((await store.audit.lines(other.id)).every(line => line.personal));
    });

    it('finds the closed requests that nothing has happened to for long enough, the oldest first', async () => {
      const { store } = bench();
      await drafted(store, { person: 'who-is-live' });
      const old = await closed(store, { id: 'request-2' });
      const older = await closed(store, { id: 'request-3', openedAt: START - DAY, since: START - DAY });
      deepEqual(await store.erasure.aged(START + 1, 9), [older.id]);
      deepEqual(await store.erasure.aged(START + 2, 9), [older.id, old.id]);
      deepEqual(await store.erasure.aged(START + 2, 1), [older.id]);
      await store.erasure.erase(older.id, 'age');
      deepEqual(await store.erasure.aged(START + 2, 9), [old.id]);
    });
  });
}

/** Somebody's whole story: vouched for, seen by the desk, denied a millisecond after it began; and the traces it leaves beside the row. */
export async function closed(store: Store, overrides: Partial<Request> = {}): Promise<Request> {
  const vouched = { kind: 'vouch', custody: 'person', at: START, by: { id: MAX.id, name: 'Max Manager' } } as const;
  const ada = { id: ADA, name: 'Ada Approver', at: START + 1 };
  const request = await drafted(store, { reason: 'forgot on holiday', proofs: [vouched], ...overrides });
  const reason = 'that was not you';
  const challenge = { kind: 'call-back', code: 'c', number: '+46 8 123', issuedAt: 1, expiresAt: 2 } as const;
  const approved = changing(request, { approvals: [ada], challenges: [challenge] }, { seal: 'k1.box' as Sealed });
  await store.requests.commit(approved);
  const at = request.since + 1;
  const change = changing(approved.after, { state: 'denied', since: at, denial: { ...ada, reason } });
  const actor = { kind: 'person', id: ADA, name: ada.name } as const;
  const line = { ...change.line, event: 'deny', at, personal: { actor, reason } } as const;
  await store.requests.commit({ ...change, line, wake: undefined, tell: [{ kind: 'card', audience: 'helpdesk' }] });
  await besides(store, change.after);
  return change.after;
}

async function besides(store: Store, { id, person }: Request): Promise<void> {
  await store.sessions.open(id, person);
  await store.tickets.issue('tracker', { request: id, person }, DAY / 2);
  await store.tickets.issue('sign-in:connect', { upn: 'rita@corp.example' }, DAY / 2);
  await store.limits.spend(`draft:${TENANT}:${person}`, { count: 9, per: DAY / 2 });
  await store.postings.save(id, `voucher:${MAX.id}`, { serviceUrl: 's', conversation: 'rita-chat', activity: 'a' });
  await store.postings.save(id, 'helpdesk', { serviceUrl: 's', conversation: 'c', activity: 'a' });
  const owner = { tenant: TENANT, id: person };
  const version = (await store.conversations.find(owner))?.version ?? 0;
  const reference = { user: { name: 'Rita Reset' }, conversation: { id: 'rita-chat' } };
  const conversation = { person: owner, reference, locale: 'en', stack: {}, seen: [], owed: true, version };
  equal(await store.conversations.save(conversation, START), 'done');
}

const TABLES = ['requests', 'seals', 'commands', 'audit', 'audit_personal', 'jobs', 'limits', 'tickets', 'sessions'];
const MORE = ['conversations', 'postings', 'memory', 'meetings', 'enrolments', 'tokens', 'anchors', 'anchored'];

async function everything({ run }: Bench): Promise<string> {
  const rows: unknown[] = [];
  for (const table of [...TABLES, ...MORE]) rows.push(await run(`select * from ${table}`));
  return JSON.stringify(rows);
}
