// Telephones of the company: who can be rung, who hears what, and when a call is over.
import assert from 'node:assert/strict';
import { createPhone } from '../../sandbox/stage/phone.ts';
import type { CallView } from '../../sandbox/stage/protocol.ts';
import { createWorld } from '../../sandbox/world.ts';

const CALLUM = '+44 20 7946 0171';

describe('a telephone', () => {
  let told: [string, CallView | undefined][];
  let phone: ReturnType<typeof createPhone>;
  beforeEach(() => {
    told = [];
    phone = createPhone(createWorld(), (person, call) => void told.push([person, call]));
  });

  it('rings where the number is, however it is written, and both sides know', async () => {
    await phone.call('hana', '+442079460171');
    assert.deepEqual(
      told.map(([person, call]) => [person, call?.callee, call?.answered]),
      [
        ['hana', 'callum', false],
        ['callum', 'callum', false],
      ],
    );
  });

  it('carries what is said once it is answered, and nothing before', async () => {
    await phone.call('hana', CALLUM);
    await phone.answer('hana');
    await phone.say('hana', 'too early');
    assert.deepEqual(phone.callOf('callum')?.said, []);
    await phone.answer('callum');
    await phone.say('hana', 'amber fox');
    await phone.say('callum', 'thank you');
    assert.deepEqual(phone.callOf('hana')?.said, [
      { by: 'hana', words: 'amber fox' },
      { by: 'callum', words: 'thank you' },
    ]);
  });

  it('is engaged for a second caller, and free again when either side has hung up', async () => {
    await phone.call('hana', CALLUM);
    await assert.rejects(phone.call('hugo', CALLUM), /Engaged/);
    await assert.rejects(phone.call('hana', '+44 20 7946 0170'), /Engaged/);
    await phone.hangUp('callum');
    assert.deepEqual(
      told.slice(-2).map(([person, call]) => [person, call]),
      [
        ['hana', undefined],
        ['callum', undefined],
      ],
    );
    await phone.call('hugo', CALLUM);
    assert.equal(phone.callOf('callum')?.caller, 'hugo');
  });

  it('does not know numbers that are nobody’s, and does not ring the caller’s own', async () => {
    await assert.rejects(phone.call('hana', '+44 20 7946 9999'), /Nobody here/);
    await assert.rejects(phone.call('hana', ''), /Nobody here/);
    await assert.rejects(phone.call('callum', CALLUM), /Engaged/);
    await assert.rejects(phone.say('hana', 'hello'), /in no call/);
  });
});
