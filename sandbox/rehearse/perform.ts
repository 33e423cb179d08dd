// Plays one persona on a company of its own: brings it up, lets the story happen, takes everything down, judges the ending.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectHands } from '../connect.ts';
import { createSandbox } from '../sandbox.ts';
import type { Ending, Persona } from './personas.ts';
import { createStory, type Step } from './story.ts';

export type Performance = Ending & {
  readonly persona: string;
  readonly resetCalls: number;
  readonly steps: readonly Step[];
  /** What was not as the persona expects, in words; empty when all is well. */
  readonly complaints: readonly string[];
};

export type PerformOptions = {
  readonly root: string;
  readonly record?: string;
  readonly botLog?: string;
  readonly onStep: (step: Step) => void;
};

/** Never throws for the story's sake: a story that breaks is a performance with a complaint. */
export async function perform(
  persona: Persona,
  { root, record, botLog, onStep }: PerformOptions,
): Promise<Performance> {
  const dataDir = mkdtempSync(join(tmpdir(), 'reset-desk-'));
  const sandbox = await createSandbox({ root, dataDir, ...(record ? { record } : {}), ...(botLog ? { botLog } : {}) });
  const story = createStory(sandbox, onStep);
  try {
    await sandbox.bot.start();
    await connectHands(sandbox, root);
    story.tell('Admin', 'connected the service account once, with its second factor');
    const ending = await persona.play(story, story.actor(persona.person));
    return judged(persona, ending, sandbox.world.resets.length, story.steps);
  } catch (fault) {
    const last = sandbox.bot.lines.slice(-8).join('\n');
    const broken = { route: persona.expects.route, state: 'broken', signedIn: false };
    const performance = judged(persona, broken, sandbox.world.resets.length, story.steps);
    const message = fault instanceof Error ? fault.message : String(fault);
    return { ...performance, complaints: [`${message}\nThe bot's last words:\n${last}`] };
  } finally {
    story.stop();
    await sandbox.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function judged(persona: Persona, ending: Ending, resetCalls: number, steps: readonly Step[]): Performance {
  const got = { ...ending, resetCalls };
  const complaints = (Object.keys(persona.expects) as (keyof typeof persona.expects)[])
    .filter(key => got[key] !== persona.expects[key])
    .map(key => `${key} is ${got[key]}, expected ${persona.expects[key]}`);
  return { persona: persona.name, ...got, steps, complaints };
}
