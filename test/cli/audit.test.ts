// `npm run audit`: what an admin is told about the evidence, what leaves with an export, and what an erasure leaves.
import assert from 'node:assert/strict';
import { auditCommand } from '../../src/cli/audit/command.ts';
import { anchorLine } from '../../src/core/evidence.ts';
import type { Store } from '../../src/store/open.ts';
import { changing, drafted } from '../contracts/a-change.ts';
import { START } from '../contracts/a-world.ts';
import { onBench } from '../contracts/bench.ts';
import { closed, TRACES } from '../contracts/erasure.ts';
import { openSqlite } from '../store/a-file.ts';

describe('npm run audit', () => {
  const bench = onBench(openSqlite);

  async function run(args: readonly string[], files: NodeJS.ProcessEnv = {}) {
    const said = { out: '', err: '' };
    const door = {
      env: {},
      readFile: (path: string) => {
        const text = files[path];
        if (text === undefined) throw new Error('ENOENT');
        return text;
      },
      print: (text: string) => {
        said.out += text;
      },
      complain: (text: string) => {
        said.err += text;
      },
      world: bench().world,
    };
    // It closes what it opened; this one is looked at afterwards.
    const code = await auditCommand(args, door, async () => ({ ...bench().store, close: async () => {} }));
    return { code, ...said };
  }

  it('says that everything is whole, and what the newest anchor is', async () => {
    const { store } = bench();
    await closed(store);
    await drafted(store, { id: 'request-2', person: 'another' });
    const anchor = await store.anchors.take();
    const { code, out, err } = await run(['verify']);
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /^Requests: 2, with 4 lines\. All are whole\.\n/);
    assert.ok(anchor && out.includes(anchorLine(anchor)), out);
  });

  it('names each request that was altered, cut short or removed, and ends with 1', async () => {
    const { store, run: behind } = bench();
    for (const id of ['altered', 'short', 'gone', 'whole']) {
      const request = await drafted(store, { id, person: id });
      await store.requests.commit(changing(request, {}));
    }
    await store.anchors.take();
    await behind(`update audit set at = at + 1 where request = 'altered' and version = 1`);
    for (const table of ['audit_personal', 'audit'])
      await behind(`delete from ${table} where request = 'gone' or (request = 'short' and version = 2)`);
    await behind(`delete from requests where id = 'gone'`);
    await behind(`update requests set version = 1 where id = 'short'`);
    const { code, out, err } = await run(['verify']);
    assert.equal(code, 1);
    assert.match(out, /^Requests: 4\. 1 are whole\./);
    assert.match(err, /Request altered was altered, at line 1/);
    assert.match(err, /Request short was cut short, at line 2: .* anchor 1 holds/);
    assert.match(err, /Request gone was removed/);
    assert.doesNotMatch(err, /Request whole/);
  });

  it('finds out by a log or mails that were kept that everything was made anew, anchors and all', async () => {
    const { store, run: behind } = bench();
    await closed(store);
    const anchor = await store.anchors.take();
    if (!anchor) throw new Error('there is no anchor');
    const log = `{"level":30,"anchor":"${anchorLine(anchor)}","msg":"audit anchor"}\n`;
    const right = await run(['verify', '--against', 'bot.log'], { 'bot.log': log });
    assert.deepEqual([right.code, right.err], [0, '']);
    assert.match(right.out, /kept elsewhere: 1; 1 of them/);
    await behind('delete from anchored');
    await behind('delete from anchors');
    await store.requests.commit(changing(await drafted(store, { id: 'request-2', person: 'another' }), {}));
    await store.anchors.take();
    assert.equal((await run(['verify'])).code, 0, 'by itself it looks whole');
    const wrong = await run(['verify', '--against', anchorLine(anchor)]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.err, /^Anchor 1:[0-9a-f]{64} was kept elsewhere, and is not in the database/);
  });

  it('does not take a file without an anchor for a proof', async () => {
    for (const file of ['empty.log', 'no.log']) {
      const { code, err } = await run(['verify', '--against', file], { 'empty.log': 'nothing here' });
      assert.deepEqual([code, err], [1, `${file} cannot be read, or no anchor stands in it.\n`]);
    }
  });

  it('shows what happened to a request and by whom, on lines that cannot steer a terminal', async () => {
    const { store } = bench();
    const { id } = await closed(store, { reason: 'x' });
    const sly = await drafted(store, {
      id: 'sly',
      person: 'sly',
      account: { ...(await account(store, id)), name: 'a\u001b[2Jb' },
    });
    const { code, out } = await run(['show', id]);
    assert.equal(code, 0);
    const lines = out.split('\n');
    assert.equal(lines[0], `Request ${id}: denied`);
    assert.ok(
      lines.some(line => /^ {3}1 {2}2026-11-02 09:00 UTC {2}draft +nothing → open, by Rita Reset \(/.test(line)),
      out,
    );
    assert.ok(
      lines.some(line => /deny +open → denied, by Ada Approver \(/.test(line)),
      out,
    );
    assert.ok(lines.includes('      reason: that was not you'), out);
    assert.ok(lines.includes('All 3 lines are whole.'), out);
    assert.ok(!(await run(['show', sly.id])).out.includes('\u001b'));
    assert.deepEqual(await run(['show', 'nobody']), { code: 1, out: '', err: 'There is no request nobody.\n' });
  });

  it('shows, exports and holds against the anchors who raised and lowered shields', async () => {
    const { store, run: behind } = bench();
    const sue = { id: 'sue', name: 'Sue Security' };
    await store.shields.raise({ since: START, until: START + 3_600_000, why: 'calls that want codes', by: sue });
    await store.shields.lower({ at: START, why: 'a drill', by: sue });
    await drafted(store);
    await store.anchors.take();
    const { out } = await run(['show', 'shields']);
    assert.equal(
      out,
      `The record of the shields: down

   1  2026-11-02 09:00 UTC  raise    down → up, by Sue Security (sue)
      until: 2026-11-02T10:00:00.000Z; why: calls that want codes
   2  2026-11-02 09:00 UTC  lower    up → down, by Sue Security (sue)
      why: a drill

All 2 lines are whole.
`,
    );
    const rows = (await run(['export'])).out.split('\n').filter(line => line.includes('"shields"'));
    assert.deepEqual(
      rows.map(line => (JSON.parse(line) as { personal: object }).personal),
      ['calls that want codes', 'a drill'].map(why => ({ actor: { kind: 'person', ...sue }, why })),
    );
    assert.ok(!(await run(['export', '--without-people'])).out.includes('Sue'));
    assert.match((await run(['verify'])).out, /^Requests: 1, and the shields, with 3 lines\. All are whole\.\n/);
    await behind(`update desk_audit_personal set body = replace(body, 'Sue', 'Sam')`);
    const { code, err } = await run(['verify']);
    assert.deepEqual(
      [code, err.split('\n')[0]],
      [1, 'The record of the shields was altered, at line 1: the personal data beside the line was altered.'],
    );
  });

  it('exports a line of JSON for each line since a day, and without people nothing that names them', async () => {
    const { store, world } = bench();
    await closed(store);
    world.advance(86_400_000);
    const at = world.now();
    const late = await drafted(store, { id: 'late', person: 'late', openedAt: at, since: at });
    const line = { ...changing(late, {}).line, at, facts: { attempt: 1, as: 'reset-desk@corp.example', by: 'owner' } };
    await store.requests.commit(changing(late, {}, { line }));
    const rows = async (...args: string[]) =>
      (await run(['export', ...args])).out
        .trimEnd()
        .split('\n')
        .map(text => JSON.parse(text) as Record<string, unknown>);
    const all = await rows();
    assert.deepEqual(
      all.map(row => [row['request'], row['version']]),
      [...[1, 2, 3].map(version => ['request-1', version]), ['late', 1], ['late', 2]],
    );
    assert.equal(all[0]?.['at'], new Date(START).toISOString());
    assert.deepEqual(all[2]?.['personal'], {
      actor: { kind: 'person', id: 'aaaaaaaa-0000-4000-8000-000000000001', name: 'Ada Approver' },
      reason: 'that was not you',
    });
    const nameless = await rows('--without-people', '--since', '2026-11-03');
    assert.deepEqual(
      nameless.map(row => [row['version'], row['facts'], 'personal' in row]),
      [
        [1, { route: 'helpdesk' }, false],
        [2, { attempt: 1, by: 'owner' }, false],
      ],
    );
  });

  it('erases people from a closed request, and neither from a live nor from an unknown one', async () => {
    const { store } = bench();
    const { id } = await closed(store);
    const live = await drafted(store, { id: 'live', person: 'live' });
    assert.equal((await run(['erase', id])).code, 0);
    assert.equal((await run(['erase', id])).code, 0, 'a second time says the same');
    assert.equal((await run(['erase', live.id])).code, 1);
    assert.equal((await run(['erase', 'nobody'])).code, 1);
    const { code, out } = await run(['show', id]);
    assert.equal(code, 0);
    assert.match(out, /^Request request-1: denied\nThe names and words of people were erased\.\n/);
    assert.match(out, /deny +open → denied\n/);
    assert.deepEqual(
      TRACES.filter(trace => out.includes(trace)),
      [],
    );
  });

  it('explains itself when it is asked wrongly, with 2, and opens nothing then', async () => {
    for (const args of [
      ['veryfy'],
      ['show'],
      ['erase'],
      ['erase', 'one', 'two'],
      ['verify', 'request-1'],
      ['show', 'one', '--without-people'],
      ['export', '--since', 'yesterday'],
      ['export', 'request-1'],
      ['verify', '--fix'],
    ]) {
      const { code, out, err } = await run(args);
      assert.deepEqual([code, out, err.startsWith('Usage: npm run audit')], [2, '', true], args.join(' '));
    }
    assert.equal((await run(['help'])).code, 0);
    assert.equal((await run([])).code, 0);
  });
});

async function account(store: Store, id: string) {
  const request = await store.requests.find(id);
  if (!request) throw new Error('there is no such request');
  return request.account;
}
