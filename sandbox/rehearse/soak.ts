// Many stories on one bot, one after the other: does it stay as quick and as small as it was at first? `npm run soak -- 100`.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectHands } from '../connect.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { PERSONAS } from './personas.ts';
import { createStory } from './story.ts';

const ROUND = ['federated', 'cloud', 'synced', 'sspr-stuck'];
/** Limits that protect people from each other; here four people ask all day. */
const POLICY = {
  draftsPerHour: 100,
  decisionsPer10Minutes: 200,
  resetsPerDay: 20,
  breakerPerHour: 10_000,
  pairsWithin: '1s',
};

async function main(stories: number): Promise<void> {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const dataDir = mkdtempSync(join(tmpdir(), 'reset-desk-soak-'));
  const policy = join(dataDir, 'policy.json');
  writeFileSync(policy, JSON.stringify(POLICY));
  const sandbox = await createSandbox({ root, dataDir, settings: { POLICY_FILE: policy } });
  try {
    const begun = Date.now();
    await sandbox.bot.start();
    print({ started: `${Date.now() - begun} ms until ready` });
    // Noted now: the wire forgets its oldest events.
    const pid = pidOf(sandbox);
    await connectHands(sandbox, root);
    print({ stories: 0, ...memory(pid) });
    const times: number[] = [];
    for (let played = 0; played < stories; played++) {
      times.push(await play(sandbox, played));
      if ((played + 1) % 20 === 0 || played + 1 === stories) {
        const last = times.slice(-20).sort((a, b) => a - b);
        print({ stories: played + 1, medianMs: last[Math.floor(last.length / 2)], ...memory(pid) });
      }
    }
    print({ resets: sandbox.world.resets.length });
  } finally {
    await sandbox.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function play(sandbox: Sandbox, played: number): Promise<number> {
  const name = ROUND[played % ROUND.length];
  const persona = PERSONAS.find(one => one.name === name);
  if (!persona) throw new Error(`there is no persona ${name}`);
  const story = createStory(sandbox, () => undefined, { round: Math.floor(played / ROUND.length) });
  const begun = Date.now();
  try {
    const { state } = await persona.play(story, story.actor(persona.person));
    if (state !== persona.expects.state) throw new Error(`story ${played + 1} (${name}) ended ${state}`);
    return Date.now() - begun;
  } finally {
    story.stop();
  }
}

function pidOf(sandbox: Sandbox): number {
  const born = sandbox.world.events.findLast(({ kind, detail }) => kind === 'bot' && 'pid' in Object(detail));
  if (!born) throw new Error('the bot was never started');
  return (born.detail as { pid: number }).pid;
}

/** Resident memory of the bot's process, as the system counts it. */
function memory(pid: number): { botMb: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return { botMb: Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024) };
}

function print(figures: object): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

await main(Number(process.argv[2] ?? 100));
