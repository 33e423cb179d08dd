// An approver's own token: boxed for one request and one approver, good while it lasts, and never to be read from the database.
import assert from 'node:assert/strict';
import type { Request } from '../../../src/core/request.ts';
import { handsPartitionOf } from '../../../src/core/request.ts';
import { Secret } from '../../../src/core/secret.ts';
import { createApproverHands } from '../../../src/entra/hands/approver.ts';
import { aRequest } from '../../contracts/a-request.ts';
import { fakeSealer, fakeTokens, fakeWorld, plain } from '../fakes.ts';

const ADA = '33333333-3333-4333-8333-333333333333';
const HOUR = 3_600_000;

function create() {
  const world = fakeWorld();
  const tokens = fakeTokens();
  const hands = createApproverHands({ tokens, sealer: fakeSealer(), world });
  const until = world.now() + HOUR;
  const offered = (request: Request): Request => {
    const blob = hands.offer(request, ADA, { token: new Secret('token-of-ada'), as: ADA, until });
    tokens.rows.set(handsPartitionOf(request.id), { blob, version: 1 });
    return { ...request, hands: { by: ADA, until } };
  };
  return { world, tokens, hands, offered };
}

describe('an approver’s own hands', () => {
  it('reset as the approver, and their token stands nowhere in clear', async () => {
    const { hands, offered, tokens } = create();
    const taken = await hands.take({ request: offered(aRequest()) });
    assert.ok('token' in taken);
    assert.deepEqual([plain(taken.token), taken.as], ['token-of-ada', ADA]);
    assert.doesNotMatch(JSON.stringify([...tokens.rows]), /token-of-ada/);
  });

  it('are gone before they end under Graph’s eyes, once they are burned, and where nobody brought any', async () => {
    const { hands, offered, world, tokens } = create();
    const gone = { held: 'approver-gone' };
    assert.deepEqual(await hands.take({ request: aRequest() }), gone);
    const request = offered(aRequest());
    world.pass(HOUR - 30_000);
    assert.deepEqual(await hands.take({ request }), gone);
    const fresh = create();
    const burned = fresh.offered(aRequest());
    fresh.tokens.rows.clear();
    assert.deepEqual(await fresh.hands.take({ request: burned }), gone);
    assert.equal(tokens.rows.size, 1);
  });

  it('do not open beside another request, or under another approver’s name', async () => {
    const { hands, offered, tokens } = create();
    const request = offered(aRequest());
    const other = { ...request, id: 'another-request' };
    tokens.rows.set(handsPartitionOf(other.id), tokens.rows.get(handsPartitionOf(request.id)) ?? assert.fail());
    await assert.rejects(hands.take({ request: other }));
    const { until } = request.hands ?? assert.fail();
    await assert.rejects(hands.take({ request: { ...request, hands: { by: 'somebody-else', until } } }));
  });
});
