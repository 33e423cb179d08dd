// Who may decide: never requester = voucher = approver, and each counts once.
import assert from 'node:assert/strict';
import { groupsAsked, mayDecide, mayLift, type Office } from '../../src/core/approver.ts';
import { CALM, demandOf, enoughApprovals } from '../../src/core/demand.ts';
import { DEFAULT_POLICY as policy } from '../../src/core/policy.ts';
import type { Passed } from '../../src/core/request.ts';
import { aRequest, MAX, RITA, TENANT } from '../contracts/a-request.ts';
import { START } from '../contracts/a-world.ts';
import { ada } from './a-desk.ts';

const stepUp: Passed = { kind: 'step-up', custody: 'fresh-gesture', at: START };
const vouch: Passed = { kind: 'vouch', custody: 'person', at: START, by: { id: MAX.id, name: 'Max' } };

describe('an approver', () => {
  const member = { id: ada.id, tenant: TENANT, member: true } as const;
  const request = aRequest({ state: 'pending', proofs: [stepUp, vouch] });

  it('may decide when a member of the group, now', () => {
    assert.equal(mayDecide(request, member), undefined);
    assert.equal(mayDecide(request, { ...member, member: false }), 'not-an-approver');
    assert.equal(mayDecide(request, { ...member, member: 'unknown' }), 'membership-unreadable');
  });

  it('holds no office while their own account is called not theirs: neither to decide nor to lift', () => {
    assert.equal(mayDecide(request, { ...member, member: 'frozen' }), 'you-are-frozen');
    const frozen = aRequest({ state: 'frozen', frozenBy: { id: MAX.id, name: 'Max' } });
    const as = (admin: Office) => mayLift(frozen, { id: ada.id, tenant: TENANT, admin });
    assert.deepEqual([as(true), as('frozen'), as('unknown')], [undefined, 'you-are-frozen', 'not-an-admin']);
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

  it('may not decide on what they asked for on somebody else’s behalf', () => {
    const onBehalf = { by: { id: ada.id.toUpperCase(), name: ada.name }, as: 'desk' } as const;
    assert.equal(mayDecide(aRequest({ state: 'pending', onBehalf }), member), 'you-asked');
  });

  it('counts only with a gesture of their own, where one is asked for, and may show it later', () => {
    const asked = { ...demandOf(request, policy, CALM), approverStepUp: true };
    const plain = { id: ada.id, name: ada.name, at: START };
    const shown = { ...plain, steppedUpAt: START };
    assert.equal(enoughApprovals([plain], asked), false);
    assert.equal(enoughApprovals([plain, shown], asked), true);
    assert.equal(mayDecide(aRequest({ demand: asked, approvals: [plain] }), member), undefined);
    assert.equal(mayDecide(aRequest({ demand: asked, approvals: [shown] }), member), 'already-approved-by-you');
  });

  it('may come from a group of the escalation once that group was asked, in its turn', () => {
    const escalation = ['night', 'leads'].map((group, index) => ({ group, after: index + 1 }));
    const asked = (escalated?: number) =>
      groupsAsked(aRequest(escalated === undefined ? {} : { escalated }), { ...policy, escalation });
    assert.deepEqual([asked(), asked(1), asked(2)], [[], ['night'], ['night', 'leads']]);
  });

  it('is counted once, however often and however written', () => {
    const approvals = [{ id: ada.id, name: ada.name, at: START }];
    assert.equal(mayDecide(aRequest({ approvals }), member), 'already-approved-by-you');
    assert.equal(
      mayDecide(aRequest({ approvals }), { ...member, id: ada.id.toUpperCase() }),
      'already-approved-by-you',
    );
    const twice = aRequest({ approvals: [...approvals, { id: ada.id.toUpperCase(), name: ada.name, at: START }] });
    const ask = (approvals: number) => demandOf(twice, { ...policy, approvals }, CALM);
    assert.equal(enoughApprovals(twice.approvals, ask(2)), false);
    assert.equal(enoughApprovals(twice.approvals, ask(1)), true);
  });
});
