// Where the sources are, for tests that read them: the same from `dist` as from any other output folder.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = rootAbove(dirname(fileURLToPath(import.meta.url)));

/** @param path from the top of the checkout */
export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** All files below the folder whose name ends so, as paths from the top with `/`. None when there is no such folder. */
export function files(folder: string, ending: string): readonly string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith(ending))
    .map(entry => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(path => !path.includes('node_modules/'))
    .sort();
}

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package-lock.json')) && existsSync(join(folder, 'src'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('the tests are not inside a checkout');
  return rootAbove(above);
}
