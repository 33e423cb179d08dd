// The company on your desk: brings everything up, connects the bot as an admin would, and prints one address.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { connectHands } from './connect.ts';
import { createAgent } from './on-premises/samba/agent.ts';
import { type Controller, createController } from './on-premises/samba/controller.ts';
import { REALM } from './on-premises/samba/domain.ts';
import { playground } from './playground.ts';
import { writePolicy } from './rehearse/policy.ts';
import { createRules } from './rules.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { createSettingsFile } from './settings-file.ts';
import { stage } from './stage/stage.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const port = portFrom('SANDBOX_PORT', 3979);
const botPort = portFrom('PORT', 3978);
const data = join(root, `.data/sandbox-${port}`);
const policyFile = join(data, 'policy.json');

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

/** `--directory samba`: a real Active Directory decides about on-premises passwords, instead of the world's memory. */
function wantsSamba(): boolean {
  try {
    const { values } = parseArgs({ options: { directory: { type: 'string', default: 'memory' } } });
    if (values.directory === 'memory' || values.directory === 'samba') return values.directory === 'samba';
    stop(`There is no directory “${values.directory}”. There are: --directory memory, --directory samba`);
  } catch (fault) {
    stop((fault as Error).message);
  }
}

async function openDomain(): Promise<Controller> {
  process.stderr.write('Bringing up an Active Directory (the first time it takes some seconds) …\n');
  try {
    const controller = await createController(root);
    process.once('exit', () => rmSync(controller.folder, { recursive: true, force: true }));
    await controller.start();
    return controller;
  } catch (fault) {
    stop((fault as Error).message);
  }
}

async function up(): Promise<Sandbox> {
  const record = process.env['SANDBOX_RECORD'];
  const sandbox = await createSandbox({
    root,
    port,
    botPort,
    dataDir: data,
    botLog: join(data, 'bot.log'),
    settings: { POLICY_FILE: policyFile },
    ...(record ? { record } : {}),
  }).catch(taken);
  // One run, one world: yesterday's requests are about people who have their old passwords back. Only now, since the port is ours.
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  writePolicy(policyFile, sandbox.world.origin);
  if (controller) sandbox.world.onPremises = createAgent(sandbox.world, controller);
  const leaveSettings = createSettingsFile(join(data, 'bot.env'), sandbox.settings);
  stage(sandbox, {
    folder: join(root, 'dist/client'),
    rules: createRules(sandbox, root, policyFile, leaveSettings),
  });
  // Microsoft's Agents Playground, where somebody has it, as one person's window (docs/playground.md).
  const window = process.env['PLAYGROUND'];
  if (window) playground(sandbox, window);
  await sandbox.bot.start().catch((fault: Error) => stop(fault.message));
  await connectHands(sandbox, root);
  leaveSettings();
  return sandbox;
}

const controller = wantsSamba() ? await openDomain() : undefined;
const sandbox = await up();
process.stdout.write(`
  Alder & Finch is open:  ${sandbox.world.origin}

  A whole company on your desk: its directory, its Teams, its mail, its AD FS. It is neither Microsoft's nor anybody's.
  The bot in it is the real one, at ${sandbox.world.botOrigin} (log: .data/sandbox-${port}/bot.log).
  Anybody's mail and authenticator app: /mail/freya, /authenticator/freya (add the key that the setup page shows).
  See a story play by itself, there or here:  npm run rehearse
  What would somebody have to prove, and why: npm run policy -- explain --user freya.lindqvist@alderfinch.example
  Is everything in place for it:  npm run doctor
  The same, for whoever watches:  curl -H 'Authorization: Bearer ${sandbox.settings.HEALTH_TOKEN}' '${sandbox.world.botOrigin}/readyz?deep'
  Stop with Ctrl-C.
`);
// What somebody must know before they believe it.
if (controller)
  process.stdout.write(`
  Its Active Directory is a real one: Samba ${controller.version}, ${REALM}, at ${controller.server.url}.
  Policy, minimum age, lockout, must-change and rights are decided there. What it cannot decide: password history and minimum age
  when the agent resets (Windows does, asked with policy hints), and that a name must not be in a password (docs/active-directory.md).
`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void Promise.all([sandbox.close(), controller?.close()]).then(() => process.exit(0)));
