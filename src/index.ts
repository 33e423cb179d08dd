// The bot's entry point: reads the environment, builds, listens, drains. The only reader of process.env besides the admin's commands.
import { readFileSync } from 'node:fs';
import { createApp } from './app.ts';
import { readConfig } from './config/config.ts';
import { createLog } from './log.ts';
import { systemWorld } from './world.ts';

const read = readConfig(process.env, path => readFileSync(path, 'utf8'));
if ('problems' in read) {
  process.stderr.write('Reset Desk cannot start; these settings need a look (env/.env.example explains each):\n');
  for (const { name, problem, mend } of read.problems) process.stderr.write(`\n  ${name}: ${problem}\n    ${mend}\n`);
  process.exit(1);
}
const { config } = read;
const log = createLog(config.logLevel);

try {
  const app = await createApp(config, systemWorld, log);
  const { port } = await app.listen();
  log.info({ port, cloud: config.cloud.name, publicUrl: config.publicUrl }, 'Reset Desk is listening');
  const stop = (signal: string) => {
    log.info({ signal }, 'stopping: what is under way is finished first');
    app.stop().then(
      () => process.exit(0),
      fault => {
        log.error({ fault }, 'the stop did not go well');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(signal));
  // A service manager tells every process, and the one that started this tells it again: that must not cut the stop short.
  process.on('SIGTERM', () => undefined);
} catch (fault) {
  const { code, message } = fault as { code?: string; message?: string };
  if (code === 'EADDRINUSE') {
    process.stderr.write(
      `Port ${config.port} is taken, perhaps by another copy of this bot. Stop that, or choose another with PORT.\n`,
    );
  } else process.stderr.write(`Reset Desk could not start: ${message ?? String(fault)}\n`);
  process.exit(1);
}
