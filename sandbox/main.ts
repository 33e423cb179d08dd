// The company on your desk: brings everything up, connects the bot as an admin would, and prints one address.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectHands } from './connect.ts';
import { playground } from './playground.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { stage } from './stage/stage.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const port = portFrom('SANDBOX_PORT', 3979);
const botPort = portFrom('PORT', 3978);
const data = join(root, `.data/sandbox-${port}`);

function portFrom(name: string, usual: number): number {
  const given = process.env[name];
  if (given === undefined) return usual;
  const number = Number(given);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  stop(`${name} is “${given}”, which is no port. Give a number from 1 to 65535.`);
}

function stop(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

function taken(fault: unknown): never {
  const { code, message } = fault as { code?: string; message?: string };
  if (code === 'EADDRINUSE')
    stop(
      `Port ${port} is taken, perhaps by another copy of this. Stop that, or choose another: SANDBOX_PORT=4979 npm start`,
    );
  stop(`The company could not be brought up: ${message}`);
}

async function up(): Promise<Sandbox> {
  const record = process.env['SANDBOX_RECORD'];
  const sandbox = await createSandbox({
    root,
    port,
    botPort,
    dataDir: data,
    botLog: join(data, 'bot.log'),
    ...(record ? { record } : {}),
  }).catch(taken);
  // One run, one world: yesterday's requests are about people who have their old passwords back. Only now, since the port is ours.
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  stage(sandbox, { folder: join(root, 'dist/client') });
  // Microsoft's Agents Playground, where somebody has it, as one person's window (docs/playground.md).
  const window = process.env['PLAYGROUND'];
  if (window) playground(sandbox, window);
  await sandbox.bot.start().catch((fault: Error) => stop(fault.message));
  await connectHands(sandbox, root);
  return sandbox;
}

const sandbox = await up();
process.stdout.write(`
  Alder & Finch is open:  ${sandbox.world.origin}

  A whole company on your desk: its directory, its Teams, its mail, its AD FS. It is neither Microsoft's nor anybody's.
  The bot in it is the real one, at ${sandbox.world.botOrigin} (log: .data/sandbox-${port}/bot.log).
  See a story play by itself, there or here:  npm run rehearse
  Stop with Ctrl-C.
`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
