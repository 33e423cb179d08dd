// A secret stays one: however somebody prints, logs or serialises it by accident.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { format, inspect } from 'node:util';
import { Secret } from '../../src/core/secret.ts';

const PLAIN = 'Tr0ub4dor&3-hunter2';

describe('a secret', () => {
  const secret = new Secret(PLAIN);

  const ways: [string, (value: unknown) => string][] = [
    ['a template', value => `${value}`],
    ['text', value => String(value)],
    ['JSON', value => JSON.stringify(value)],
    ['JSON inside something', value => JSON.stringify({ deep: [{ value }] })],
    ['inspect', value => inspect(value, { showHidden: true, depth: 9, getters: true })],
    [
      'inspect inside something',
      value => inspect({ deep: [value] }, { showHidden: true, depth: 9, customInspect: false }),
    ],
    ['inspect without its own way', value => inspect(value, { showHidden: true, customInspect: false })],
    ['format', value => format('%s %o %O %j', value, value, value, value)],
    ['its keys', value => Object.entries(value as object).join()],
    [
      'its names',
      value =>
        Reflect.ownKeys(value as object)
          .map(String)
          .join(),
    ],
    ['a copy', value => JSON.stringify({ ...(value as object) })],
    ['a clone', value => inspect(structuredClone(value))],
    ['an error', value => inspect(new Error(`no ${value}`, { cause: value }))],
  ];
  for (const [name, print] of ways) {
    it(`does not show in ${name}`, () => {
      assert.ok(!print(secret).includes(PLAIN));
    });
  }

  it('does not show in the log, wherever it hides', () => {
    const here = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    const script = `
      import { createLog } from ${here('../../src/log.js')};
      import { Secret } from ${here('../../src/core/secret.js')};
      const secret = new Secret(${JSON.stringify(PLAIN)});
      const fault = Object.assign(new Error('boom'), { secret, request: { headers: { authorization: ${JSON.stringify(PLAIN)} } } });
      const log = createLog('info');
      log.info({ secret, deep: [{ secret }] }, 'one');
      log.warn({ fault }, 'two');
      log.error({ error: new Error('outer', { cause: fault }) }, 'three');
    `;
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
    assert.deepEqual(
      printed
        .trim()
        .split('\n')
        .map(line => JSON.parse(line).msg),
      ['one', 'two', 'three'],
    );
    assert.ok(!printed.includes(PLAIN));
    assert.match(printed, /\[secret\]/);
    assert.match(printed, /boom/);
  });

  it('can be used', () => {
    assert.equal(
      secret.use(plain => plain.length),
      PLAIN.length,
    );
  });
});
