// Who must prove what, and who may decide: custody, not count.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { enoughApprovals, mayDecide, missingProofs, DEFAULT_POLICY as policy } from '../../src/core/policy.ts';
import type { Custody } from '../../src/core/proof.ts';
import type { Passed } from '../../src/core/request.ts';
import { aRequest, MAX, RITA, TENANT } from '../contracts/a-request.ts';
import { START } from '../contracts/a-world.ts';
import { ada, HOUR } from './a-desk.ts';

const stepUp: Passed = { kind: 'step-up', custody: 'fresh-gesture', at: START };
const vouch: Passed = { kind: 'vouch', custody: 'person', at: START, by: { id: MAX.id, name: 'Max' } };
const missing = (proofs: Passed[], now = START, changed = {}) =>
  missingProofs(aRequest({ proofs }), { ...policy, ...changed }, now);

describe('proofs', () => {
  it('are both asked of somebody who has shown nothing, the gesture first', () => {
    assert.deepEqual(missing([]), ['step-up', 'vouch']);
  });

  it('suffice when two different hands hold them', () => {
    assert.deepEqual(missing([stepUp, vouch]), []);
    assert.deepEqual(missing([vouch]), ['step-up']);
    assert.deepEqual(missing([stepUp]), ['vouch']);
  });

  it('of one custody never suffice, however many: neither for a stolen phone nor for a colleague alone', () => {
    assert.deepEqual(missing([stepUp, stepUp, stepUp]), ['vouch']);
    assert.deepEqual(missing([vouch, { ...vouch, by: { id: 'another', name: 'Another' } }]), ['step-up']);
  });

  it('never count the device that runs Teams: the unlocked PC proves nothing', () => {
    const device: Passed = { kind: 'step-up', custody: 'teams-device', at: START };
    assert.deepEqual(missing([device]), ['step-up', 'vouch']);
    assert.deepEqual(missing([device, vouch]), ['step-up']);
    assert.deepEqual(missing([device, vouch], START, { proofsApart: 1 }), []);
    assert.deepEqual(missing([device], START, { proofsApart: 1 }), ['step-up', 'vouch']);
  });

  it('go stale after an hour, each on its own', () => {
    assert.deepEqual(missing([stepUp, vouch], START + HOUR - 1), []);
    assert.deepEqual(missing([stepUp, { ...vouch, at: START + 1 }], START + HOUR), ['step-up']);
    assert.deepEqual(missing([stepUp, vouch], START + HOUR), ['step-up', 'vouch']);
  });

  it('in any number and order suffice exactly when fresh ones are held apart', () => {
    const one = fc.record({
      custody: fc.constantFrom<Custody>('teams-device', 'fresh-gesture', 'person'),
      kind: fc.constantFrom('step-up' as const, 'vouch' as const),
      at: fc.integer({ min: START - 2 * HOUR, max: START }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), proofs => {
        const fresh = new Set(proofs.filter(proof => START - proof.at < HOUR).map(proof => proof.custody));
        const apart = fresh.has('fresh-gesture') && fresh.has('person');
        assert.equal(missing(proofs).length === 0, apart);
      }),
    );
  });
});

describe('an approver', () => {
  const member = { id: ada.id, tenant: TENANT, member: true } as const;
  const request = aRequest({ state: 'pending', proofs: [stepUp, vouch] });

  it('may decide when a member of the group, now', () => {
    assert.equal(mayDecide(request, member), undefined);
    assert.equal(mayDecide(request, { ...member, member: false }), 'not-an-approver');
    assert.equal(mayDecide(request, { ...member, member: 'unknown' }), 'membership-unreadable');
  });

  it('may not decide for another tenant', () => {
    assert.equal(mayDecide(request, { ...member, tenant: 'elsewhere' }), 'wrong-tenant');
  });

  it('may not decide on their own request, however their id is written', () => {
    for (const id of [RITA.id, RITA.id.toUpperCase()])
      assert.equal(mayDecide(request, { ...member, id }), 'own-request');
  });

  it('may not decide for somebody they vouched for', () => {
    for (const id of [MAX.id, MAX.id.toUpperCase()]) assert.equal(mayDecide(request, { ...member, id }), 'you-vouched');
  });

  it('is counted once, however often and however written', () => {
    const approvals = [{ id: ada.id, name: ada.name, at: START }];
    assert.equal(mayDecide(aRequest({ approvals }), member), 'already-approved-by-you');
    assert.equal(
      mayDecide(aRequest({ approvals }), { ...member, id: ada.id.toUpperCase() }),
      'already-approved-by-you',
    );
    const twice = aRequest({ approvals: [...approvals, { id: ada.id.toUpperCase(), name: ada.name, at: START }] });
    assert.equal(enoughApprovals(twice, { ...policy, approvals: 2 }), false);
    assert.equal(enoughApprovals(twice, policy), true);
  });
});
