// Which tests run together in one process, and in what order.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const UNITS = 'units';
/** The long ones first, so that no core is idle at the end. */
const ORDER = [
  /^stories\/crashes/,
  /^browser\/stories/,
  /^stories\/doubt/,
  /^(?!browser\/|stories\/)/,
  /^browser\//,
  /^stories\//,
];

/**
 * Every compiled test file below `built` (dist/test), or those that are named: a source file (`test/core/seal.test.ts`) or a folder
 * (`test/core`). Throws when a name leads to no test.
 */
export function testFiles(built, names) {
  if (names.length === 0) return filesIn(built, built);
  return names.flatMap(name => {
    const path = join(built, '..', name.replace(/\.ts$/, '.js'));
    const found = !existsSync(path)
      ? []
      : statSync(path).isDirectory()
        ? filesIn(path, built)
        : [relative(built, path)];
    if (found.length === 0) throw new Error(`There is no test at ${name}.`);
    return found;
  });
}

/** A story or a browser's file is long enough for a process of its own; the rest is quick, and goes together. */
export function shares(files) {
  const by = new Map();
  for (const file of [...files].sort(byOrder)) {
    const name = /^(stories|browser)\//.test(file) ? file : UNITS;
    by.set(name, [...(by.get(name) ?? []), file]);
  }
  return [...by].map(([name, its]) => ({ name, files: its }));
}

function byOrder(one, other) {
  const place = file => ORDER.findIndex(pattern => pattern.test(file));
  return place(one) - place(other) || one.localeCompare(other, 'en');
}

function filesIn(folder, built) {
  return readdirSync(folder, { recursive: true })
    .filter(file => file.endsWith('.test.js'))
    .map(file => relative(built, join(folder, file)).replaceAll('\\', '/'));
}
