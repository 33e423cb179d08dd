// The contract of Requests: one way to change anything, all of it or nothing.
import { deepEqual, equal, rejects } from 'node:assert/strict';
import type { Change } from '../../src/core/ports.ts';
import { changing, drafted, drafting } from './a-change.ts';
import { aRequest, MAX, RITA } from './a-request.ts';
import { countOf, type Open, onBench, TWENTY, viewFor } from './bench.ts';

export function requestsContract(name: string, open: Open): void {
  describe(`requests on ${name}`, () => {
    const bench = onBench(open);

    it('gives a request back word for word', async () => {
      const { store } = bench();
      const request = await drafted(store, { reason: 'Ferien — “vergessen” \u0000 😀' });
      deepEqual(await store.requests.find(request.id), request);
      equal(await store.requests.find('another'), undefined);
    });

    it('lets one of twenty simultaneous changes win, and tells the others to look again', async () => {
      const request = await drafted(bench().store);
      const outcomes = await Promise.all(
        TWENTY.map(caller =>
          viewFor(bench(), caller).requests.commit(
            changing(request, { reason: `reason ${caller}` }, { command: `command-${caller}` }),
          ),
        ),
      );
      equal(countOf(outcomes, 'done'), 1);
      equal(countOf(outcomes, 'stale'), 19);
      const winner = outcomes.indexOf('done');
      const row = await bench().store.requests.find(request.id);
      equal(row?.version, 2);
      equal(row?.reason, `reason ${winner}`);
      equal((await bench().store.audit.lines(request.id)).length, 2);
      equal(await bench().store.requests.answered(request.id, `command-${winner}`), true);
      equal(await bench().store.requests.answered(request.id, `command-${(winner + 1) % 20}`), false);
    });

    it('carries out a command once, though it is delivered twenty times at once', async () => {
      const request = await drafted(bench().store);
      const outcomes = await Promise.all(
        TWENTY.map(caller => viewFor(bench(), caller).requests.commit(changing(request, {}, { command: 'same' }))),
      );
      equal(countOf(outcomes, 'done'), 1);
      equal(countOf(outcomes, 'repeated'), 19);
    });

    it('answers a late repeat from the record, even when the row has moved on', async () => {
      const { store } = bench();
      const request = await drafted(store);
      const change = changing(request, {}, { command: 'click' });
      equal(await store.requests.commit(change), 'done');
      equal(await store.requests.commit(changing(change.after, {}, { command: 'other' })), 'done');
      equal(await store.requests.commit(change), 'repeated');
      equal((await store.requests.find(request.id))?.version, 3);
    });

    it('lets two people use the same command id', async () => {
      const { store } = bench();
      await drafted(store);
      equal(await store.requests.commit(drafting(aRequest({ id: 'request-2', person: MAX.id }))), 'done');
    });

    it('lets one of twenty simultaneous drafts of a person live', async () => {
      const drafts = await Promise.all(
        TWENTY.map(caller => viewFor(bench(), caller).requests.commit(drafting(aRequest({ id: `request-${caller}` })))),
      );
      equal(countOf(drafts, 'done'), 1);
      equal(countOf(drafts, 'stale'), 19);
      equal((await bench().store.requests.live(RITA))?.id, `request-${drafts.indexOf('done')}`);
    });

    it('takes a person for the same however the directory spells the id', async () => {
      const { store } = bench();
      await drafted(store);
      const shouting = { tenant: RITA.tenant, id: RITA.id.toUpperCase() };
      equal((await store.requests.live(shouting))?.person, RITA.id);
      equal(await store.requests.commit(drafting(aRequest({ id: 'request-2', person: shouting.id }))), 'stale');
    });

    it('keeps people and tenants apart', async () => {
      const { store } = bench();
      await drafted(store);
      equal(await store.requests.live(MAX), undefined);
      equal(await store.requests.live({ ...RITA, tenant: 'another' }), undefined);
      equal(await store.requests.commit(drafting(aRequest({ id: 'request-2', tenant: 'another' }))), 'done');
    });

    it('does not reopen a closed request while the person has a live one', async () => {
      const { store } = bench();
      const first = await drafted(store);
      const closing = changing(first, { state: 'cancelled' }, { wake: undefined });
      equal(await store.requests.commit(closing), 'done');
      await drafted(store, { id: 'request-2' });
      equal(await store.requests.commit(changing(closing.after, { state: 'frozen' })), 'stale');
      equal((await store.requests.find(first.id))?.state, 'cancelled');
      equal((await store.audit.lines(first.id)).length, 2);
    });

    it('finds the latest request, live or closed, and the recent ones newest first', async () => {
      const { store } = bench();
      const opened = { a: 1001, b: 1003, c: 1002, d: 1000 };
      for (const [id, openedAt] of Object.entries(opened)) {
        const request = await drafted(store, { id, openedAt });
        if (id !== 'd') await store.requests.commit(changing(request, { state: 'expired' }, { wake: undefined }));
      }
      equal((await store.requests.latest(RITA))?.id, 'b');
      deepEqual(
        (await store.requests.recent(RITA, 1001)).map(request => request.id),
        ['b', 'c', 'a'],
      );
      equal(await store.requests.latest(MAX), undefined);
    });

    it('leaves nothing half done when a commit fails in the middle', async () => {
      const { store, run } = bench();
      const request = await drafted(store);
      await run('alter table jobs rename to lost');
      const change = changing(request, {}, { command: 'unlucky', tell: [{ kind: 'card', audience: 'helpdesk' }] });
      await rejects(store.requests.commit(change));
      equal((await store.requests.find(request.id))?.version, 1);
      equal((await store.audit.lines(request.id)).length, 1);
      equal(await store.requests.answered(request.id, 'unlucky'), false);
      await run('alter table lost rename to jobs');
      equal(await store.requests.commit(change), 'done');
    });

    it('refuses a change that skips a version', async () => {
      const { store } = bench();
      const request = await drafted(store);
      const change: Change = changing(request, {});
      await rejects(store.requests.commit({ ...change, after: { ...change.after, version: 3 } }), /raises the version/);
      await rejects(store.requests.commit(drafting(aRequest({ id: 'request-2', version: 2 }))), /raises the version/);
    });

    it('calls a change of a request that is not there stale', async () => {
      equal(await bench().store.requests.commit(changing(aRequest(), {})), 'stale');
    });
  });
}
