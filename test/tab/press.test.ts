// What is pressed on the tracker: carried to the desk once, asked for again when the answer was lost, and said where it did not work.
import { deepEqual, equal, notEqual } from 'node:assert/strict';
import type { Outcome } from '../../src/tab/outcome.ts';
import { createPress } from '../../src/tab/press.ts';

function aPress(...answers: Outcome<unknown>[]) {
  const sent: { verb: string; key: string }[] = [];
  const said: (string | undefined | false)[] = [];
  const ends: string[] = [];
  const press = createPress(
    async <Body>(verb: string, key: string) => {
      sent.push({ verb, key });
      return (answers.shift() ?? { is: 'offline' }) as Outcome<Body>;
    },
    trouble => void said.push(trouble),
    () => void ends.push('over'),
  );
  return { press, sent, said, ends };
}

const OK = { is: 'ok', body: { password: 'x' } } as const;
const OFFLINE = { is: 'offline' } as const;

describe('a press', () => {
  it('whose answer was lost is asked for once more as the same command, and its answer is the answer', async () => {
    const { press, sent, said } = aPress(OFFLINE, OK);
    deepEqual(await press('reveal'), OK);
    equal(sent.length, 2);
    deepEqual(sent[0], sent[1]);
    deepEqual(said, [false]);
  });

  it('of its own is a command of its own', async () => {
    const { press, sent } = aPress(OK, OK);
    await press('reveal');
    await press('reveal');
    notEqual(sent[0]?.key, sent[1]?.key);
  });

  it('that did not work says so in the server’s words, or that it did not, until the next one', async () => {
    const { press, said } = aPress({ is: 'refused', words: 'Too late.' }, OFFLINE, OFFLINE, OK);
    for (const _ of [1, 2, 3]) await press('have-it');
    deepEqual(said, ['Too late.', undefined, false]);
  });

  it('on a page that is no longer known ends the page', async () => {
    const { press, sent, ends, said } = aPress({ is: 'no-session' });
    await press('check');
    deepEqual([sent.length, ends, said], [1, ['over'], [false]]);
  });
});
