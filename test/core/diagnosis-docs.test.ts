// docs/diagnosis.md is the table the desk really goes by, and docs/permissions.md names all it needs.
import assert from 'node:assert/strict';
import { READS, restsOn } from '../../src/core/diagnosis/rests.ts';
import { DIAGNOSIS, OFFERS } from '../../src/core/diagnosis.ts';
import { read } from './house.ts';

const written = read('docs/diagnosis.md')
  .split('\n')
  .filter(line => line.startsWith('| `'));

describe('the docs of the diagnosis', () => {
  it('say every row and every offer, in their order, as they are', () => {
    const line = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    assert.deepEqual(written, [
      ...DIAGNOSIS.map(({ row, means, rests, route, next }) => line(`\`${row}\``, means, restsOn(rests), route, next)),
      ...OFFERS.map(({ offer, means, rests, shown, next }) => line(`\`${offer}\``, means, restsOn(rests), shown, next)),
    ]);
  });

  it('name for every permission the calls it is needed for', () => {
    const permissions = read('docs/permissions.md').split('\n');
    for (const { call, permission } of Object.values(READS)) {
      const row = permissions.find(line => line.startsWith(`| \`${permission}\``));
      assert.ok(row?.includes(`\`${call}\``), `${permission}: ${call}`);
    }
  });
});
