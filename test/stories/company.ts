// A company of its own for one story: fresh data, the sandbox, the built bot and its connected hands; taken down whatever happens.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectHands } from '../../sandbox/connect.ts';
import type { HandsModel } from '../../sandbox/hands.ts';
import { createStory } from '../../sandbox/rehearse/story.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Lags } from '../../sandbox/world.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { systemWorld } from '../../src/world.ts';
import { createStir } from './stir.ts';

/** The built project: this file lies in dist/test/stories. */
export const ROOT = new URL('../../../', import.meta.url).pathname;

export type CompanyOptions = {
  /** Names and durations as in env/policy.example.json. */
  readonly policy?: Readonly<Record<string, string | number>>;
  readonly lags?: Partial<Lags>;
  readonly settings?: Readonly<Record<string, string>>;
  /** Keeps the bot's Graph traffic, one JSON object a line, in `company.record`. */
  readonly record?: boolean;
  /** Whose rights reset; a service account's unless told. */
  readonly hands?: HandsModel;
  /** False: the bot is not started and its hands are not connected. */
  readonly open?: boolean;
};

export type Company = Awaited<ReturnType<typeof openCompany>>;

const LAST_WORDS = 15;
/** The same few people in every story: that they have met before is tried where it is the subject. */
const USUAL = { pairsWithin: '1s' };

/** Brings a company up, lets the story happen, takes it down. On failure the bot's last lines are printed. */
export async function withCompany<T>(options: CompanyOptions, story: (company: Company) => Promise<T>): Promise<T> {
  const company = await openCompany(options);
  try {
    return await story(company);
  } catch (failure) {
    company.printLastWords();
    throw failure;
  } finally {
    await company.close();
  }
}

/** For a company that several tests share; whoever opens it closes it. */
export async function openCompany(options: CompanyOptions = {}) {
  const company = await found(options);
  try {
    if (options.open !== false) {
      await company.bot.start();
      await connectHands(company, ROOT);
    }
    return company;
  } catch (failure) {
    company.printLastWords();
    await company.close();
    throw failure;
  }
}

async function found({ policy, lags, settings, record: recorded, hands }: CompanyOptions) {
  const dataDir = mkdtempSync(join(tmpdir(), 'reset-desk-story-'));
  const policyFile = join(dataDir, 'policy.json');
  const botLog = join(dataDir, 'bot.log');
  const record = join(dataDir, 'graph.ndjson');
  writeFileSync(botLog, '');
  writeFileSync(policyFile, JSON.stringify({ ...USUAL, ...policy }));
  const sandbox = await createSandbox({
    root: ROOT,
    dataDir: join(dataDir, 'data'),
    botLog,
    ...(recorded ? { record } : {}),
    ...(hands ? { hands } : {}),
    settings: { POLICY_FILE: policyFile, ...settings },
    lags: { operation: 200, directorySync: 100, audit: 100, ...lags },
  });
  const { bot, world, teams } = sandbox;
  const stir = createStir();
  const risings = createStir();
  const story = createStory(sandbox, () => undefined);
  const stops = [
    story.stop,
    teams.watch(() => stir.happened()),
    world.watch(({ kind, title }) => {
      if (kind !== 'bot') return;
      stir.happened();
      if (title === 'The bot is at work') risings.happened();
    }),
  ];
  const dataFile = join(dataDir, 'data', 'reset-desk.db');
  const troubles: unknown[] = [];

  return {
    ...sandbox,
    dataDir: join(dataDir, 'data'),
    botLog,
    record,
    /** Anything at all: a message, a page that shows something else, the bot's end or start. */
    stir,
    /** The bot is at work (again). */
    risings,
    story,
    actor: (key: string) => story.actor(key),
    /** What people tell each other outside the chat: the two digits, by who reads them out. */
    phone: new Map<string, string>(),
    /** Starts the bot again whenever it ends, at once; returns how to stop that. */
    risesAgain(): () => void {
      const stop = bot.onExit(() => void bot.start().catch(trouble => troubles.push(trouble)));
      stops.push(stop);
      return stop;
    },
    /** Looks into the bot's database, beside the running bot or after it. */
    async store<T>(read: (store: Store) => Promise<T>): Promise<T> {
      const store = await openStore({ file: dataFile, world: systemWorld });
      try {
        return await read(store);
      } finally {
        await store.close();
      }
    },
    printLastWords(): void {
      process.stderr.write(`\nThe bot's last words:\n${bot.lines.slice(-LAST_WORDS).join('\n')}\n`);
    },
    async close(): Promise<void> {
      for (const stop of stops) stop();
      await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
      if (troubles.length > 0) throw new AggregateError(troubles, 'the bot could not be started again');
    },
  };
}
