// Plays personas on a company: one that is brought up for them, or one that several of them share, and judges each ending.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectHands } from '../connect.ts';
import { type HandsModel, type Power, resetsAs, resetters } from '../hands.ts';
import { asBefore } from '../passwords.ts';
import { createRules } from '../rules.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import type { World } from '../world.ts';
import type { Ending, Persona } from './persona.ts';
import { writePolicy } from './policy.ts';
import { createStory, type Step } from './story.ts';

export type Performance = Ending & {
  readonly persona: string;
  readonly resetCalls: number;
  readonly steps: readonly Step[];
  /** What was not as the persona expects, in words; empty when all is well. */
  readonly complaints: readonly string[];
};

export type CompanyOptions = {
  readonly root: string;
  readonly record?: string;
  readonly botLog?: string;
  /** Whose rights reset; a service account's unless told. */
  readonly hands?: HandsModel;
};
export type Stage = Awaited<ReturnType<typeof openStage>>;

/** A company whose bot is at work, for any number of stories, one after the other. Whoever opens it closes it. */
export async function openStage({ root, record, botLog, hands }: CompanyOptions) {
  const dataDir = mkdtempSync(join(tmpdir(), 'reset-desk-'));
  const policy = join(dataDir, 'policy.json');
  const sandbox = await createSandbox({
    root,
    dataDir,
    settings: { POLICY_FILE: policy },
    ...(record ? { record } : {}),
    ...(botLog ? { botLog } : {}),
    ...(hands ? { hands } : {}),
  });
  writePolicy(policy, sandbox.world.origin);
  async function close(): Promise<void> {
    await sandbox.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
  try {
    await sandbox.bot.start();
    await connectHands(sandbox, root);
  } catch (fault) {
    await close();
    throw fault;
  }
  const rounds = new Map<string, number>();
  const rules = createRules(sandbox, root, policy);

  return {
    sandbox,
    close,
    /** Never throws for the story's sake: a story that breaks is a performance with a complaint. */
    async perform(persona: Persona, onStep: (step: Step) => void): Promise<Performance> {
      await rules.amend(persona.amendment ?? {});
      const round = rounds.get(persona.person) ?? 0;
      rounds.set(persona.person, round + 1);
      return play(sandbox, persona, round, onStep);
    },
  };
}

/** One story on a company of its own. */
export async function perform(
  persona: Persona,
  { onStep, ...options }: CompanyOptions & { readonly onStep: (step: Step) => void },
): Promise<Performance> {
  const stage = await openStage(options);
  try {
    return await stage.perform(persona, onStep);
  } finally {
    await stage.close();
  }
}

async function play(
  sandbox: Sandbox,
  persona: Persona,
  round: number,
  onStep: (step: Step) => void,
): Promise<Performance> {
  const story = createStory(sandbox, onStep, { round });
  const { world } = sandbox;
  const [before, audited] = [world.resets.length, world.audits.length];
  const calls = () => world.resets.length - before;
  try {
    story.tell('admin', 'connected');
    if (round > 0) await asBefore(world, story.actor(persona.person).person);
    const ending = await persona.play(story, story.actor(persona.person));
    const performance = judged(persona, ending, calls(), story.steps);
    const strangers = strangersIn(world, audited, persona.amendment?.privilegedTargets ? 'privileged' : 'ordinary');
    return { ...performance, complaints: [...performance.complaints, ...strangers] };
  } catch (fault) {
    const last = sandbox.bot.lines.slice(-8).join('\n');
    const broken = { route: persona.expects.route, state: 'broken', signedIn: false };
    const performance = judged(persona, broken, calls(), story.steps);
    const message = fault instanceof Error ? fault.message : String(fault);
    return { ...performance, complaints: [`${message}\nThe bot's last words:\n${last}`] };
  } finally {
    story.stop();
  }
}

/** Whoever reset in this story and should not have, by the directory's own audit since then. */
function strangersIn(world: World, since: number, power: Power): readonly string[] {
  const right = world.members('approvers').map(({ key }) => resetsAs(world, key, power));
  return resetters({ audits: world.audits.slice(since) })
    .filter(name => !right.includes(name))
    .map(name => `the reset was done by ${name}`);
}

function judged(persona: Persona, ending: Ending, resetCalls: number, steps: readonly Step[]): Performance {
  const got = { ...ending, resetCalls };
  const complaints = (Object.keys(persona.expects) as (keyof typeof persona.expects)[])
    .filter(key => got[key] !== persona.expects[key])
    .map(key => `${key} is ${got[key]}, expected ${persona.expects[key]}`);
  return { persona: persona.name, ...got, steps, complaints };
}
