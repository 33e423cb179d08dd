// The bot as a child process: started, killed at any moment, started again, never left behind.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BotOptions, type BotProcess, createBotProcess } from '../../sandbox/bot.ts';
import { createWorld } from '../../sandbox/world.ts';

/** A stand-in for the bot: ready at once, polite to SIGTERM. */
const GOOD = `
  const server = require('node:http').createServer((_req, res) => res.end('ready'));
  server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening', process.pid));
  process.on('SIGTERM', () => { console.error('draining'); process.exit(0); });
`;

describe('the bot process', () => {
  let port: number;
  let folder: string;
  const started: BotProcess[] = [];

  beforeEach(async () => {
    port = await freePort();
    folder = await mkdtemp(join(tmpdir(), 'bot-'));
  });
  afterEach(async () => {
    for (const bot of started.splice(0)) await bot.kill();
    await rm(folder, { recursive: true });
  });

  it('is at work when its start has resolved, and drains when it is stopped', async () => {
    const bot = make(GOOD);
    await bot.start();
    assert.equal(bot.running, true);
    assert.equal(await (await fetch(`http://127.0.0.1:${port}`)).text(), 'ready');
    await bot.stop();
    assert.equal(bot.running, false);
    assert.match(bot.lines.join(' '), /listening \d+ draining/);
  });

  it('is killed when it does not drain in time', async () => {
    const bot = make(GOOD.replace('process.exit(0)', ''), { grace: 1 });
    await bot.start();
    const exit = new Promise(resolve => bot.onExit(resolve));
    await bot.stop();
    assert.deepEqual(await exit, { code: null, signal: 'SIGKILL' });
  });

  it('says what it last wrote when it ends at its start', async () => {
    const bot = make(`console.error('HANDS_SECRET is missing'); process.exit(78)`);
    await assert.rejects(bot.start(), /ended at its start \(code 78\)[\s\S]*HANDS_SECRET is missing/);
    assert.equal(bot.running, false);
  });

  it('says so when it does not become ready in time, or cannot be started at all', async () => {
    const never = make(`console.log('hm'); setInterval(() => {}, 1000)`, { patience: 1 });
    await assert.rejects(never.start(), /was not ready at .* in time/);
    assert.equal(never.running, false);
    const nothing = make('', { command: ['/nonexistent/program'] });
    await assert.rejects(nothing.start(), /could not be started/);
  });

  it('is not taken for another that answers on its port', async () => {
    await make(GOOD).start();
    const second = make(GOOD);
    await assert.rejects(second.start(), /Another bot answers at .*\. Stop that, or choose another port/);
    assert.equal(second.running, false);
  });

  it('can be killed by the world at any moment, tells whoever listens, and comes back', async () => {
    const world = createWorld();
    const bot = make(GOOD, { world });
    await bot.start();
    const before = bot.lines.length;
    const exit = new Promise(resolve => bot.onExit(resolve));
    world.killBot();
    assert.deepEqual(await exit, { code: null, signal: 'SIGKILL' });
    assert.equal(bot.running, false);
    await bot.restart();
    assert.equal(bot.running, true);
    assert.ok(bot.lines.length > before);
    await assert.rejects(bot.start(), /running already/);
  });

  it('gets the environment it is given and nothing else, and writes to its log', async () => {
    const log = join(folder, 'bot.log');
    const bot = make(`console.log(Object.keys(process.env).sort().join()); ${GOOD}`, { log });
    await bot.start();
    await bot.stop();
    assert.equal(bot.lines[0], 'PORT');
    assert.match(await readFile(log, 'utf8'), /^PORT\nlistening/);
  });

  it('does not outlive whoever started it', async () => {
    const source = JSON.stringify(new URL('../../sandbox/bot.js', import.meta.url).href);
    const options = JSON.stringify({
      command: [process.execPath, '-e', GOOD],
      env: { PORT: String(port) },
      cwd: folder,
      readyUrl: url(),
    });
    const script = `
      import { createBotProcess } from ${source};
      const bot = createBotProcess({ ...${options}, world: { tell() {} } });
      await bot.start();
      console.log(bot.lines[0]);
    `;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise(resolve => parent.stdout.once('data', resolve));
    const line = connect(port, '127.0.0.1');
    const childGone = new Promise(resolve => line.once('close', resolve).once('error', () => {}));
    const ended = new Promise(resolve => parent.once('close', (_code, signal) => resolve(signal)));
    await new Promise(resolve => line.once('connect', resolve));
    parent.kill('SIGTERM');
    assert.equal(await ended, 'SIGTERM');
    await childGone;
    await assert.rejects(fetch(url()));
  });

  function make(script: string, more: Partial<BotOptions> = {}): BotProcess {
    const command = [process.execPath, '-e', script];
    const bot = createBotProcess({
      world: createWorld(),
      command,
      env: { PORT: String(port) },
      cwd: folder,
      readyUrl: url(),
      ...more,
    });
    started.push(bot);
    return bot;
  }

  function url(): string {
    return `http://127.0.0.1:${port}/`;
  }
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
