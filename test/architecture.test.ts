// Who may import whom: the house of docs/architecture.md, held by reading every import statement.
import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { files, read } from './core/house.ts';

/** Folder or file from the top of the checkout, and what its files may import: paths (a folder ends with `/`) or packages. */
const RULES: readonly (readonly [where: string, ...may: string[]])[] = [
  ['src/core/', 'src/core/', 'node:crypto', 'node:util'],
  ['locales/', 'locales/', 'intl-messageformat', 'node:fs'],
  ['cards/', 'cards/', 'locales/', 'src/core/', 'adaptivecards-templating', 'node:fs'],
  ['dialogs/', 'dialogs/', 'cards/', 'locales/', 'src/core/', 'botbuilder', 'botbuilder-dialogs'],
  ['src/config/', 'src/config/', 'src/core/', '*'],
  ['src/teams/', 'src/teams/', 'dialogs/', 'cards/', 'locales/', 'src/core/', 'src/config/cloud.ts', '*'],
  ['src/http/', 'src/http/', 'locales/', 'src/core/', 'src/config/cloud.ts', 'src/tab/state.ts', '*'],
  ['src/graph/', 'src/graph/', 'src/core/', 'src/config/cloud.ts', '*'],
  ['src/entra/', 'src/entra/', 'src/core/', 'src/config/cloud.ts', '*'],
  ['src/store/', 'src/store/', 'src/core/', '*'],
  ['src/jobs/', 'src/jobs/', 'src/core/', '*'],
  ['src/mail/', 'src/mail/', 'src/core/', '*'],
  ['src/tab/', 'src/tab/', 'src/core/progress.ts', '@microsoft/teams-js'],
  ['src/doctor/', 'src/doctor/', 'locales/', 'src/graph/', 'src/core/', 'src/config/', '*'],
  ['src/cli/', 'src/', '*'],
  ['src/app.ts', 'src/', 'dialogs/', '*'],
  ['src/hands.ts', 'src/entra/', 'src/graph/', 'src/store/', 'src/doctor/', 'src/config/', 'src/core/', '*'],
  ['src/canary.ts', 'src/store/', 'src/config/', 'src/core/', '*'],
  ['src/directory.ts', 'src/graph/', 'src/entra/', 'src/config/', 'src/core/', '*'],
  ['src/readiness.ts', 'src/', '*'],
  ['src/database.ts', 'src/store/', 'src/config/', 'src/core/', '*'],
  ['src/index.ts', 'src/app.ts', 'src/log.ts', 'src/world.ts', 'src/config/', 'src/core/', '*'],
  ['src/', 'src/core/', '*'],
  ['sandbox/', 'sandbox/', '*'],
];

const SOURCES = ['src', 'dialogs', 'cards', 'locales', 'sandbox'].flatMap(folder => files(folder, '.ts'));
const BOT_FRAMEWORK = /^(botbuilder|botframework)/;

type Import = { readonly file: string; readonly target: string; readonly typeOnly: boolean };
const IMPORTS: readonly Import[] = SOURCES.flatMap(importsOf);

describe('the house', () => {
  it('is really read', () => {
    assert.ok(SOURCES.length > 150, `${SOURCES.length} files`);
    assert.ok(IMPORTS.some(({ file, target }) => file === 'src/app.ts' && target === 'src/core/desk/desk.ts'));
    assert.ok(IMPORTS.some(({ file, target }) => file === 'dialogs/root.ts' && target === 'botbuilder-dialogs'));
    // Each import that leads to a file leads to one there is.
    const missing = IMPORTS.filter(({ target }) => target.endsWith('.ts') && !SOURCES.includes(target));
    assert.deepEqual(missing, []);
  });

  for (const [where, ...may] of RULES) {
    it(`lets ${where} import ${may.join(', ').replace('*', 'packages')}, and nothing else`, () => {
      const ours = IMPORTS.filter(({ file }) => ruleOf(file) === where);
      assert.ok(ours.length > 0, 'no imports: has the folder moved?');
      const wrong = ours.filter(({ target }) => !may.some(allowed => fits(target, allowed)));
      assert.deepEqual(wrong.map(show), []);
    });
  }

  it('has a rule for every source file', () => {
    assert.deepEqual(
      SOURCES.filter(file => ruleOf(file) === undefined),
      [],
    );
  });

  it('keeps Bot Framework behind its wall', () => {
    const outside = IMPORTS.filter(({ target }) => BOT_FRAMEWORK.test(target))
      .filter(({ file }) => !file.startsWith('dialogs/') && !file.startsWith('src/teams/'))
      // The sandbox speaks the same wire format: it may know its types, none of its code.
      .filter(
        ({ file, target, typeOnly }) => !(file.startsWith('sandbox/') && target === 'botframework-schema' && typeOnly),
      );
    assert.deepEqual(outside.map(show), []);
  });

  it('takes of the page’s code only the shape of its state, and gives the page only the shape of progress', () => {
    const across = IMPORTS.filter(
      ({ file, target }) => target.startsWith('src/') && file.startsWith('src/tab/') !== target.startsWith('src/tab/'),
    );
    assert.deepEqual(across.filter(({ typeOnly }) => !typeOnly).map(show), []);
  });

  it('keeps sandbox and product apart, in both directions', () => {
    const across = IMPORTS.filter(
      ({ file, target }) => isOurs(target) && file.startsWith('sandbox/') !== target.startsWith('sandbox/'),
    );
    assert.deepEqual(across.map(show), []);
    const naming = files('src', '').filter(file => /sandbox/i.test(read(file)));
    assert.deepEqual(naming, ['src/config/cloud.ts']);
  });

  it('reads the environment at its doors only', () => {
    const doors = [/^src\/index\.ts$/, /^src\/cli\/cli\.ts$/, /^sandbox\/(main|sandbox)\.ts$/];
    const reading = SOURCES.filter(file =>
      /process\s*(\.|\[['"])\s*env\b|\benv\b[^;\n]*from 'node:process'/.test(code(file)),
    );
    assert.deepEqual(
      reading.filter(file => !doors.some(door => door.test(file))),
      [],
    );
    assert.ok(reading.includes('src/index.ts'));
  });

  it('asks in one place who holds an office of the desk, so that nobody who is frozen does anywhere', () => {
    const asking = SOURCES.filter(file => file.startsWith('src/core/') && /\.is(Approver|Admin)\(/.test(code(file)));
    // A voucher is asked for the contrary: whoever approves, frozen or not, speaks for nobody.
    assert.deepEqual(asking, ['src/core/desk/office.ts', 'src/core/desk/proofs/chain.ts']);
  });

  it('has no two files that need each other', () => assert.equal(circle()?.join(' → '), undefined));

  it('has no file that is too long to read', () => {
    const long = ['src', 'dialogs', 'cards']
      .flatMap(folder => files(folder, ''))
      .map(file => [file, read(file).trimEnd().split('\n').length] as const)
      .filter(([, lines]) => lines > 250);
    assert.deepEqual(long, []);
  });
});

/** The first rule that fits: single files and deeper folders stand before `src/`. */
function ruleOf(file: string): string | undefined {
  return RULES.find(([where]) => fits(file, where))?.[0];
}

/** The first way from a file back to itself, or undefined. Types count too: who reads one file should not need the other first. */
function circle(): readonly string[] | undefined {
  const into = new Map<string, string[]>();
  for (const { file, target } of IMPORTS)
    if (isOurs(target) && !file.startsWith('sandbox/')) into.set(file, [...(into.get(file) ?? []), target]);
  const done = new Set<string>();
  function walk(file: string, way: readonly string[]): readonly string[] | undefined {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of into.get(file) ?? []) {
      const found = walk(next, [...way, file]);
      if (found) return found;
    }
    done.add(file);
    return undefined;
  }
  for (const file of into.keys()) {
    const found = walk(file, []);
    if (found) return found;
  }
  return undefined;
}

function fits(target: string, allowed: string): boolean {
  if (allowed === '*') return !isOurs(target);
  return allowed.endsWith('/') ? target.startsWith(allowed) : target === allowed;
}

function isOurs(target: string): boolean {
  return /^(src|dialogs|cards|locales|sandbox|test|scripts)\//.test(target);
}

function importsOf(file: string): readonly Import[] {
  const found = code(file).matchAll(/\b(import|export)\b(\s+type\b)?[^;'"]*?['"]([^'"\n]+)['"]/g);
  return [...found]
    .filter(([text]) => /\bfrom\s*['"]|^import\s*\(?\s*['"]/.test(text))
    .map(([, , type, name = '']) => ({
      file,
      target: name.startsWith('.') ? posix.join(posix.dirname(file), name) : name,
      typeOnly: type !== undefined,
    }));
}

/** Without comments: what they mention is not imported. */
function code(file: string): string {
  return read(file).replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
}

function show({ file, target }: Import): string {
  return `${file} imports ${target}`;
}
