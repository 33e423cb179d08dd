// The contract of tickets: they work once, for one purpose, for a short time, and the database cannot give them away.
import { deepEqual, equal, match, notEqual } from 'node:assert/strict';
import { type Open, onBench, TWENTY, viewFor } from './bench.ts';

export function ticketsContract(name: string, open: Open): void {
  describe(`tickets on ${name}`, () => {
    const bench = onBench(open);
    const subject = { request: 'request-1', person: 'rita' };

    it('lets one of twenty who come with the same ticket in', async () => {
      const ticket = await bench().store.tickets.issue('tracker', subject, 60_000);
      const answers = await Promise.all(
        TWENTY.map(caller => viewFor(bench(), caller).tickets.redeem('tracker', ticket)),
      );
      deepEqual(
        answers.filter(answer => answer !== undefined),
        [subject],
      );
    });

    it('is worth nothing for another purpose, and is not used up by trying', async () => {
      const { store } = bench();
      const ticket = await store.tickets.issue('tracker', subject, 60_000);
      equal(await store.tickets.redeem('connect', ticket), undefined);
      deepEqual(await store.tickets.redeem('tracker', ticket), subject);
    });

    it('is worth nothing once its time is over', async () => {
      const { store, world } = bench();
      const [early, late] = [
        await store.tickets.issue('t', subject, 1000),
        await store.tickets.issue('t', subject, 1000),
      ];
      world.advance(999);
      deepEqual(await store.tickets.redeem('t', early), subject);
      world.advance(1);
      equal(await store.tickets.redeem('t', late), undefined);
    });

    it('cannot be guessed, nor read out of the database', async () => {
      const { store, run } = bench();
      const ticket = await store.tickets.issue('tracker', subject, 60_000);
      match(ticket, /^[A-Za-z0-9_-]{43}$/);
      notEqual(await store.tickets.issue('tracker', subject, 60_000), ticket);
      equal(JSON.stringify(await run('select * from tickets')).includes(ticket), false);
      equal(await store.tickets.redeem('tracker', 'guess'), undefined);
    });

    it('is swept away when nobody came', async () => {
      const { store, world, run } = bench();
      await store.tickets.issue('tracker', subject, 1000);
      await store.tickets.issue('tracker', subject, 1001);
      world.advance(1000);
      await store.sweep();
      equal((await run('select hash from tickets')).length, 1);
    });
  });
}
