// Two identities of the desk's own: nobody with power over others is reset by the one for everybody else, nor the other way round.
import assert from 'node:assert/strict';
import { Secret } from '../../../src/core/secret.ts';
import { createDeskHands } from '../../../src/entra/hands/desk.ts';
import type { SignedInIdentity } from '../../../src/entra/hands/service-account.ts';
import { aRequest } from '../../contracts/a-request.ts';

function identity(as: string, kept: string[]): SignedInIdentity {
  return {
    take: async fresh => ({ token: new Secret('t'), as: `${as}${fresh ? ', fresh' : ''}` }),
    state: async () => ({ connected: true, as }),
    async accept() {
      kept.push(as);
      return { ok: true };
    },
    refresh: async () => {
      kept.push(`${as} refreshed`);
      return 'fresh';
    },
    forget: async () => {},
  };
}

const signedIn = { cache: new Secret('{}'), who: { oid: 'o', tid: 't', upn: 'u' }, scopes: [] };

describe('the desk’s own hands', () => {
  it('are those of the identity for each kind of person', async () => {
    const hands = createDeskHands({ ordinary: identity('svc', []), privileged: identity('svc-privileged', []) });
    const as = async (how: object) => ((await hands.take({ request: aRequest(), ...how })) as { as?: string }).as;
    assert.equal(await as({}), 'svc');
    assert.equal(await as({ privileged: true, fresh: true }), 'svc-privileged, fresh');
    assert.equal((await hands.state()).as, 'svc');
  });

  it('have none for people with power over others, unless there is an identity for them', async () => {
    const kept: string[] = [];
    const hands = createDeskHands({ ordinary: identity('svc', kept) });
    assert.deepEqual(await hands.take({ request: aRequest(), privileged: true }), { held: 'no-privileged-identity' });
    assert.deepEqual(await hands.accept(signedIn, 'privileged'), { ok: false, why: 'wrong-account' });
    assert.deepEqual(kept, []);
  });

  it('are connected apart, and refreshed together', async () => {
    const kept: string[] = [];
    const hands = createDeskHands({ ordinary: identity('svc', kept), privileged: identity('svc-p', kept) });
    await hands.accept(signedIn, 'privileged');
    await hands.refresh();
    assert.deepEqual(kept, ['svc-p', 'svc refreshed', 'svc-p refreshed']);
  });
});
