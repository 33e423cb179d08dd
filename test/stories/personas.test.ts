// Everybody the rehearsal can play, played; and the rehearsal as a program: what it prints for machines, and what it writes down.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TENANT } from '../../sandbox/company.ts';
import { HANDS_MODELS, type HandsModel } from '../../sandbox/hands.ts';
import { openStage, type Performance } from '../../sandbox/rehearse/perform.ts';
import { PERSONAS, type Persona } from '../../sandbox/rehearse/personas.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { DIAGNOSIS, OFFERS } from '../../src/core/diagnosis.ts';
import { openStore } from '../../src/store/open.ts';
import { systemWorld } from '../../src/world.ts';
import { ROOT } from './company.ts';
import { BY } from './hands.ts';

const EXCHANGE = ['method', 'url', 'requestHeaders', 'requestBody', 'status', 'responseHeaders', 'responseBody'];

type Evening = {
  readonly performance: (name: string) => Promise<Performance>;
  /** Rows and offers of the diagnosis that somebody has met, when all have been played. */
  readonly met: Promise<ReadonlySet<string>>;
};

/** Who is never reset needs nobody's hands: played once. */
const servedBy =
  (hands: HandsModel) =>
  ({ expects }: Persona) =>
    hands === 'service-account' || expects.resetCalls > 0;

/** One after the other, as `--all` plays them; begins at once, and is gone with the last. */
function onOneCompany(record: string, hands: HandsModel): Evening {
  const personas = PERSONAS.filter(servedBy(hands));
  const stage = openStage({ root: ROOT, record, hands });
  const played = new Map<string, Promise<Performance>>();
  const last = personas.reduce<Promise<unknown>>((before, persona) => {
    const performance = before.then(async () => (await stage).perform(persona, () => undefined));
    performance.catch(() => undefined);
    played.set(persona.name, performance);
    return performance;
  }, stage);
  const met = last.catch(() => undefined).then(async () => metBy((await stage).sandbox));
  void met.catch(() => undefined).finally(() => stage.then(({ close }) => close()).catch(() => undefined));
  return { performance: name => played.get(name) ?? Promise.reject(new Error(`no story is called ${name}`)), met };
}

async function metBy({ world, settings }: Sandbox): Promise<ReadonlySet<string>> {
  const store = await openStore({ file: join(settings['DATA_DIR'] ?? '', 'reset-desk.db'), world: systemWorld });
  try {
    const requests = await Promise.all(world.people.map(({ id }) => store.requests.recent({ tenant: TENANT, id }, 0)));
    return new Set(requests.flat().flatMap(({ verdict }) => [verdict.row, ...(verdict.offers ?? [])]));
  } finally {
    await store.close();
  }
}

/** Who plays what, as docs/diagnosis.md says; nobody where it gives a reason. */
function cast(): ReadonlyMap<string, readonly string[]> {
  const [, table = ''] = readFileSync(join(ROOT, 'docs/diagnosis.md'), 'utf8').split('## Who plays it');
  const lines = [...table.matchAll(/^- `([\w-]+)`: (.+)$/gm)];
  return new Map(
    lines.map(([, row = '', by = '']) => [
      row,
      by.startsWith('nobody: ') ? [] : [...by.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name),
    ]),
  );
}

describe('the rehearsal', function () {
  this.timeout(300_000);
  const run: { folder?: string } = {};
  const evenings = new Map<HandsModel, Evening>();
  const recordOf = (name: string) => join(run.folder ?? '', `${name}.ndjson`);
  before(() => {
    run.folder = mkdtempSync(join(tmpdir(), 'reset-desk-record-'));
    for (const hands of HANDS_MODELS) evenings.set(hands, onOneCompany(recordOf(hands), hands));
  });
  after(() => rmSync(run.folder ?? '', { recursive: true, force: true }));

  for (const hands of HANDS_MODELS)
    for (const { name, about } of PERSONAS.filter(servedBy(hands)))
      it(`plays ${name} (${about}) to the end they expect, ${BY[hands]}`, async () => {
        const performance = await evenings.get(hands)?.performance(name);
        assert.deepEqual(performance?.complaints, []);
        assert.ok(performance.steps.length > 0);
      });

  it('has somebody for each row and offer of the diagnosis, as docs/diagnosis.md says, or a reason there', async () => {
    const met = await evenings.get('service-account')?.met;
    const names = PERSONAS.map(({ name }) => name);
    const rows = [...DIAGNOSIS.map(({ row }) => row), ...OFFERS.map(({ offer }) => offer)];
    assert.deepEqual([...cast().keys()], rows);
    assert.deepEqual(
      [...cast().values()].flat().filter(name => !names.includes(name)),
      [],
    );
    const unmet = [...cast()].filter(([row, by]) => by.length > 0 && !met?.has(row)).map(([row]) => row);
    assert.deepEqual(unmet, []);
  });

  it('writes resets down without their passwords and without tokens', async () => {
    const evening = evenings.get('service-account');
    assert.ok(evening);
    const played = await Promise.all(PERSONAS.map(({ name }) => evening.performance(name)));
    const exchanges = linesOf(recordOf('service-account'));
    const resets = exchanges.filter(({ url }) => String(url).includes('/resetPassword'));
    assert.equal(
      resets.length,
      played.reduce((sum, { resetCalls }) => sum + resetCalls, 0),
    );
    for (const { requestBody } of resets) assert.deepEqual(requestBody, { newPassword: '(removed)' });
    for (const exchange of exchanges) {
      assert.deepEqual(Object.keys(exchange), EXCHANGE);
      assert.ok(String(exchange['url']).startsWith('https://graph.microsoft.com/v1.0/'));
      assert.ok(!JSON.stringify(exchange).includes('eyJ'), 'no token');
    }
  });

  it('as a program ends with one line a machine can read, and keeps the traffic', async () => {
    const record = recordOf('program');
    const { code, out } = await rehearses('--persona', 'guest', '--json', '--record', record);
    const [last = ''] = out.trim().split('\n').slice(-1);
    const { route, state, signedIn, resetCalls, steps } = JSON.parse(last) as Performance;
    assert.equal(code, 0);
    assert.deepEqual(
      { route, state, signedIn, resetCalls },
      { route: 'refused', state: 'refused', signedIn: false, resetCalls: 0 },
    );
    for (const step of steps) assert.deepEqual(Object.keys(step), ['at', 'who', 'what']);
    assert.ok(steps.some(({ what }) => what.includes('I forgot my password')));
    const exchanges = linesOf(record);
    assert.ok(exchanges.length > 0);
    for (const exchange of exchanges) assert.deepEqual(Object.keys(exchange), EXCHANGE);
  });

  it('as a program says no to a persona nobody knows', async () => {
    const { code, out } = await rehearses('--persona', 'nobody');
    assert.equal(code, 1);
    assert.match(out, /There is no persona “nobody”/);
  });
});

function linesOf(file: string): Record<string, unknown>[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map(line => JSON.parse(line) as Record<string, unknown>);
}

async function rehearses(...args: string[]): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/sandbox/rehearse/main.js'), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (piece: Buffer) => {
    out += piece.toString();
  });
  const code = await new Promise<number | null>(done => child.once('close', done));
  return { code, out };
}
