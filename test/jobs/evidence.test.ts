// The daily care of the evidence: anchors leave for log and mail until they have arrived, and people are forgotten in time.
import assert from 'node:assert/strict';
import type { Letter } from '../../src/core/ports.ts';
import { createEvidenceCare } from '../../src/jobs/evidence.ts';
import { SHIELDS } from '../../src/store/ledger.ts';
import { createAnchorMail } from '../../src/teams/anchor-mail.ts';
import { changing, drafted } from '../contracts/a-change.ts';
import { onBench } from '../contracts/bench.ts';
import { closed } from '../contracts/erasure.ts';
import { openSqlite } from '../store/a-file.ts';

const DAY = 86_400_000;

describe('the evidence, once a day', () => {
  const bench = onBench(openSqlite);

  function care(personalDays = 365) {
    const mails: Letter[] = [];
    const logged: Readonly<Record<string, unknown>>[] = [];
    const relay = { down: false };
    const note = (facts: Readonly<Record<string, unknown>>) => void logged.push(facts);
    const mail = async (letter: Letter) => {
      if (relay.down) throw new Error('the relay is away');
      mails.push(letter);
    };
    const { store, world } = bench();
    const tell = createAnchorMail({ mail, adminMail: 'leads@corp.example', locale: 'en' });
    const run = createEvidenceCare({
      ...store,
      personalDays,
      tell,
      world,
      log: { info: note, warn: note, error: note },
    });
    return { run, mails, logged, relay };
  }

  it('is anchored in the log and in a mail to the admins, with the same line; a quiet day brings neither', async () => {
    const { run, mails, logged } = care();
    await run();
    assert.deepEqual([mails, logged], [[], []]);
    await drafted(bench().store);
    await run();
    const [anchor] = await bench().store.anchors.all();
    const line = `1:${anchor?.hash}`;
    assert.deepEqual(
      logged.map(facts => facts['anchor']),
      [line],
    );
    assert.deepEqual(
      mails.map(({ to, subject }) => [to, subject]),
      [[['leads@corp.example'], 'Reset Desk: audit anchor 1']],
    );
    assert.ok(mails[0]?.text.split('\n').includes(line), mails[0]?.text);
    await run();
    assert.equal(mails.length + logged.length, 2);
  });

  it('is told of again, anchor by anchor, when the relay was away', async () => {
    const { run, mails, relay } = care();
    relay.down = true;
    const request = await drafted(bench().store);
    await assert.rejects(run());
    await bench().store.requests.commit(changing(request, {}));
    await assert.rejects(run());
    relay.down = false;
    await run();
    const lines = (await bench().store.anchors.all()).map(({ number, hash }) => `${number}:${hash}`);
    assert.equal(lines.length, 2);
    assert.equal(mails.length, 1);
    for (const line of lines) assert.ok(mails[0]?.text.includes(line));
  });

  it('raises an alarm that names the requests whose audit was altered, every day until somebody has looked', async () => {
    const { run, mails } = care();
    await drafted(bench().store);
    await run();
    await bench().run(`update audit set hash = 'x'`);
    for (const day of [1, 2]) {
      await run();
      assert.equal(mails.length, 1 + day);
      assert.equal(mails.at(-1)?.subject, 'Reset Desk: the audit was altered');
      assert.ok(mails.at(-1)?.text.split('\n').includes('request-1'));
    }
  });

  it('loses its people when a request has been closed for long enough, and not a day before', async () => {
    const { store, world } = bench();
    await drafted(store, { id: 'live', person: 'live' });
    const { id } = await closed(store);
    const { run, logged } = care(30);
    world.advance(30 * DAY);
    await run();
    assert.ok(await store.requests.find(id));
    world.advance(DAY);
    await run();
    assert.equal(await store.requests.find(id), undefined);
    assert.ok(await store.requests.find('live'));
    assert.deepEqual(await store.audit.verify(id), { ok: true, count: 4 });
    assert.ok(logged.some(facts => facts['count'] === 1 && facts['personalDays'] === 30));
  });

  it('forgets who raised shields when the same time is over', async () => {
    const { store, world } = bench();
    const sue = { id: 'sue', name: 'Sue Security' };
    await store.shields.raise({ since: world.now(), until: world.now() + DAY, why: 'calls', by: sue });
    const { run } = care(30);
    const named = async () => (await store.audit.lines(SHIELDS))[0]?.personal !== undefined;
    world.advance(30 * DAY);
    await run();
    assert.equal(await named(), true);
    world.advance(DAY);
    await run();
    assert.equal(await named(), false);
    assert.equal((await store.audit.verify(SHIELDS)).ok, true);
  });

  it('keeps them for ever where the setting says so', async () => {
    const { store, world } = bench();
    const { id } = await closed(store);
    const sue = { id: 'sue', name: 'Sue Security' };
    await store.shields.raise({ since: world.now(), until: world.now() + DAY, why: 'calls', by: sue });
    world.advance(10_000 * DAY);
    await care(0).run();
    assert.ok(await store.requests.find(id));
    assert.ok((await store.audit.lines(SHIELDS))[0]?.personal);
  });
});
