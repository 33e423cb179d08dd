// Runs the real bot as a child process, so that a story can kill it at any moment and start it again.
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { World } from './world.ts';

export type BotProcess = ReturnType<typeof createBotProcess>;

export type BotOptions = {
  readonly world: World;
  readonly command: readonly string[];
  /** The child's whole environment; nothing of this process's is handed on. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** A file that gets everything the bot writes. */
  readonly log?: string;
  /** Answers 200 once the bot is at work. */
  readonly readyUrl: string;
  /** Milliseconds a start may take; 60,000 unless told. */
  readonly patience?: number;
  /** Milliseconds a stopped bot has to finish before it is killed; 10,000 unless told. */
  readonly grace?: number;
};

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

const KEPT_LINES = 2_000;

/** One bot at a time. It dies with this process, however that ends, except by SIGKILL, which nobody can notice. */
export function createBotProcess(options: BotOptions) {
  const { world } = options;
  const lines: string[] = [];
  const listeners = new Set<(exit: Exit) => void>();
  const current: { child?: ChildProcess; exited: Promise<Exit> } = {
    exited: Promise.resolve({ code: null, signal: null }),
  };

  function write(line: string): void {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.splice(0, lines.length - KEPT_LINES);
    // At once: what a bot wrote before a crash of us both is what one wants to read.
    if (options.log !== undefined) appendFileSync(options.log, `${line}\n`, { mode: 0o600 });
  }

  async function start(): Promise<void> {
    if (current.child) throw new Error('The bot is running already');
    // It would be taken for this one, and everything that follows would happen to it.
    if (await answers(options.readyUrl))
      throw new Error(
        `Another bot answers at ${new URL(options.readyUrl).origin}. Stop that, or choose another port with PORT.`,
      );
    const [program = '', ...args] = options.command;
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    current.child = child;
    const unguard = guard(child);
    world.killBot = () => void child.kill('SIGKILL');
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', write);
    current.exited = new Promise(resolve => {
      const end = (exit: Exit) => {
        if (current.child !== child) return;
        delete current.child;
        unguard();
        world.tell('bot', `The bot ended (${exit.signal ?? `code ${exit.code}`})`, exit);
        resolve(exit);
        for (const listener of listeners) listener(exit);
      };
      // `close` and not `exit`: by then its last words have been read.
      child.once('close', (code, signal) => end({ code, signal }));
      child.once('error', error => {
        if (child.pid !== undefined) return;
        write(`could not be started: ${error.message}`);
        end({ code: null, signal: null });
      });
    });
    await ready(child);
    world.tell('bot', 'The bot is at work', { pid: child.pid });
  }

  /** Asks until it answers. Rejects, saying what it last wrote, when it ends first or takes too long. */
  async function ready(child: ChildProcess): Promise<void> {
    const limit = Date.now() + (options.patience ?? 60_000);
    const exited = current.exited;
    while (current.child === child) {
      if (await answers(options.readyUrl)) return;
      if (Date.now() > limit) {
        child.kill('SIGKILL');
        await exited;
        throw new Error(`The bot was not ready at ${options.readyUrl} in time. ${lastWords()}`);
      }
      await Promise.race([exited, pause(50)]);
    }
    const { code, signal } = await exited;
    throw new Error(`The bot ended at its start (${signal ?? `code ${code}`}). ${lastWords()}`);
  }

  function lastWords(): string {
    return lines.length === 0 ? 'It wrote nothing.' : `It last wrote:\n${lines.slice(-20).join('\n')}`;
  }

  /** Resolves once it is gone; at once when none runs. */
  async function kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (!current.child) return;
    current.child.kill(signal);
    await current.exited;
  }

  /** Lets it finish what it does (SIGTERM), but not for ever. */
  async function stop(): Promise<void> {
    const { child } = current;
    if (!child) return;
    const impatience = setTimeout(() => child.kill('SIGKILL'), options.grace ?? 10_000);
    await kill('SIGTERM');
    clearTimeout(impatience);
  }

  return {
    start,
    kill,
    stop,
    async restart(): Promise<void> {
      await stop();
      await start();
    },
    get running(): boolean {
      return current.child !== undefined;
    },
    /** What it wrote to stdout and stderr, newest last; of all its starts, the last 2,000 lines. */
    lines: lines as readonly string[],
    /** Calls back whenever it ends, wanted or not; returns how to stop. */
    onExit(listener: (exit: Exit) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Takes the child along when this process ends, by itself or by a signal; returns how to let go. */
function guard(child: ChildProcess): () => void {
  const take = () => void child.kill('SIGKILL');
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const onSignal = (signal: NodeJS.Signals) => {
    take();
    letGo();
    // A listener replaces Node's own ending. Without another listener, end the way the sender meant.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  function letGo(): void {
    process.off('exit', take);
    for (const signal of signals) process.off(signal, onSignal);
  }
  process.once('exit', take);
  for (const signal of signals) process.on(signal, onSignal);
  return letGo;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
