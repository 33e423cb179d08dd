// The settings a command of the admin's works with, or what is wrong with them, in words.
import { anySettingPresent, type Config, readConfig } from '../config/config.ts';
import type { Door } from './door.ts';

export function configOf({ env, readFile, complain }: Door): Config | undefined {
  if (!anySettingPresent(env)) {
    complain(
      'There are no settings. Fill in env/.env (env/.env.example explains each), or run `npm start` in another window\nand ask again: then this looks at the demo company it opens.\n',
    );
    return undefined;
  }
  const read = readConfig(env, readFile);
  if ('config' in read) return read.config;
  for (const { name, problem, mend } of read.problems) complain(`${name}: ${problem}\n  ${mend}\n`);
  return undefined;
}
