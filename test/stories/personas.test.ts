// Everybody the rehearsal can play, played; and the rehearsal as a program: what it prints for machines, and what it writes down.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStage, type Performance } from '../../sandbox/rehearse/perform.ts';
import { PERSONAS, type Persona } from '../../sandbox/rehearse/personas.ts';
import { ROADS } from '../../sandbox/rehearse/roads.ts';
import { ROOT } from './company.ts';

const EXCHANGE = ['method', 'url', 'requestHeaders', 'requestBody', 'status', 'responseHeaders', 'responseBody'];

const EVERYBODY: readonly Persona[] = [...PERSONAS, ...ROADS];

/** One after the other, as `--all` plays them; begins at once, and is gone with the last. */
function onOneCompany(record: string, personas: readonly Persona[]): (name: string) => Promise<Performance> {
  const stage = openStage({ root: ROOT, record });
  const played = new Map<string, Promise<Performance>>();
  const last = personas.reduce<Promise<unknown>>((before, persona) => {
    const performance = before.then(async () => (await stage).perform(persona, () => undefined));
    performance.catch(() => undefined);
    played.set(persona.name, performance);
    return performance;
  }, stage);
  void last.catch(() => undefined).finally(() => stage.then(({ close }) => close()).catch(() => undefined));
  return name => played.get(name) ?? Promise.reject(new Error(`no story is called ${name}`));
}

describe('the rehearsal', function () {
  this.timeout(300_000);
  const run: { folder?: string; performance?: (name: string) => Promise<Performance> } = {};
  const recordOf = (name: string) => join(run.folder ?? '', `${name}.ndjson`);
  before(() => {
    run.folder = mkdtempSync(join(tmpdir(), 'reset-desk-record-'));
    run.performance = onOneCompany(recordOf('all'), EVERYBODY);
  });
  after(() => rmSync(run.folder ?? '', { recursive: true, force: true }));

  for (const { name, about } of EVERYBODY)
    it(`plays ${name} (${about}) to the end they expect`, async () => {
      const performance = await run.performance?.(name);
      assert.deepEqual(performance?.complaints, []);
      assert.ok(performance.steps.length > 0);
    });

  it('writes resets down without their passwords and without tokens', async () => {
    const { performance } = run;
    assert.ok(performance);
    const played = await Promise.all(EVERYBODY.map(({ name }) => performance(name)));
    const exchanges = linesOf(recordOf('all'));
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
