// Where the admin's commands find a company that is open: the bot's settings, in a file that only their owner can read and that goes with it.
import { rmSync, writeFileSync } from 'node:fs';

/** In the form of a .env file; gives how to write it, now and whenever they change. Gone when this process ends, except by SIGKILL: then the next one clears up. */
export function createSettingsFile(path: string, settings: Readonly<Record<string, string>>): () => void {
  process.once('exit', () => rmSync(path, { force: true }));
  return () => {
    const lines = Object.entries(settings)
      .filter(([name]) => name !== 'PATH')
      .map(([name, value]) => `${name}="${value}"\n`);
    writeFileSync(path, lines.join(''), { mode: 0o600 });
  };
}
