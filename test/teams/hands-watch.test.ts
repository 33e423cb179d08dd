// Whoever looks after the identity that resets hears of its loss at once, and of its end in good time; once each.
import assert from 'node:assert/strict';
import type { Letter } from '../../src/core/ports.ts';
import { createHandsWatch } from '../../src/teams/hands-watch.ts';
import { aWorld } from '../contracts/a-world.ts';

const DAY = 24 * 3_600_000;

function create(signInDays?: number) {
  const world = aWorld();
  const sent: Letter[] = [];
  const kept = new Map<string, string>();
  const state = { connected: true, since: world.now() };
  const watch = createHandsWatch({
    identities: [{ which: 'ordinary', account: 'vendor@partner.example', state: async () => ({ ...state }) }],
    signInDays,
    memory: { read: async key => kept.get(key), write: async (key, value) => void kept.set(key, value) },
    mail: async letter => void sent.push(letter),
    adminMail: 'admins@corp.example',
    locale: 'en',
    world,
  });
  const daily = async (days: number) => {
    for (let day = 0; day < days; day++) {
      world.advance(DAY);
      await watch.remind();
    }
  };
  return { world, sent, state, watch, daily };
}

describe('the sign-in that resets', () => {
  it('is missed at once: its admins are told which account, and how it is mended', async () => {
    const { sent, state, watch } = create();
    state.connected = false;
    await watch.lost('ordinary');
    const [letter = assert.fail('nobody was told')] = sent;
    assert.deepEqual(letter.to, ['admins@corp.example']);
    assert.match(letter.text, /vendor@partner\.example.*npm run connect.*service-account-lost/s);
  });

  it('is not missed by the time it is back, nor is one that is not there', async () => {
    const { sent, watch, state } = create();
    await watch.lost('ordinary');
    state.connected = false;
    await watch.lost('privileged');
    assert.deepEqual(sent, []);
  });

  it('is asked for again seven, three and one days before it ends, once each, and not after it was renewed', async () => {
    const { sent, daily, state, world } = create(30);
    await daily(22);
    assert.equal(sent.length, 0);
    await daily(3);
    assert.equal(sent.length, 1);
    await daily(2);
    assert.equal(sent.length, 2);
    await daily(2);
    assert.equal(sent.length, 3);
    state.since = world.now();
    await daily(22);
    assert.equal(sent.length, 3);
    await daily(1);
    assert.equal(sent.length, 4);
  });

  it('is not asked for again while it is lost, which they know, or where nobody knows how long it lasts', async () => {
    const lost = create(30);
    lost.state.connected = false;
    await lost.daily(40);
    const lasting = create();
    await lasting.daily(400);
    assert.deepEqual([...lost.sent, ...lasting.sent], []);
  });
});
