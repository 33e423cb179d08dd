// Microsoft's table of who may reset whom, row by row.
import assert from 'node:assert/strict';
import { resetRight } from '../../src/core/reset-rights.ts';

const PLAIN = { roles: [], ownsRoleGroups: [], restricted: false } as const;
const ROLES = ['Password', 'Helpdesk', 'Authentication', 'User'].map(name => `${name} Administrator`);
const ALL = [true, true, true, true];

/** As the page has it: a target's role, and a tick or none below Password, Helpdesk, Authentication and User Administrator. */
const TABLE: readonly (readonly [string, readonly boolean[]])[] = [
  ['Authentication Administrator', [false, false, true, false]],
  ['Directory Readers', ALL],
  ['Guest Inviter', ALL],
  ['Password Administrator', ALL],
  ['Message Center Reader', [false, true, true, true]],
  ['Reports Reader', [false, true, true, true]],
  ['Usage Summary Reports Reader', [false, true, true, true]],
  ['User Experience Success Manager', [false, true, true, true]],
  ['Helpdesk Administrator', [false, true, false, true]],
  ['Groups Administrator', [false, false, false, true]],
  ['User Administrator', [false, false, false, true]],
  ...['Global Administrator', 'Privileged Role Administrator', 'Security Administrator', 'A role of their own'].map(
    role => [role, [false, false, false, false]] as const,
  ),
];

const ticks = (target: Parameters<typeof resetRight>[1]) => ROLES.map(role => resetRight([role], target) === 'yes');

describe('who may reset', () => {
  it('somebody without any role: each of the four', () => {
    assert.deepEqual(ticks(PLAIN), ALL);
  });

  for (const [role, row] of TABLE) {
    it(`a ${role}`, () => {
      assert.deepEqual(ticks({ ...PLAIN, roles: [role] }), row);
      // With a second role both must be theirs to reset.
      assert.deepEqual(ticks({ ...PLAIN, roles: [role, 'Groups Administrator'] }), [false, false, false, row[3]]);
      for (const everybodys of ['Privileged Authentication Administrator', 'Global Administrator'])
        assert.equal(resetRight([everybodys], { ...PLAIN, roles: [role] }), 'yes');
    });
  }

  it('a member or owner of a role-assignable group: only the two that reset everybody', () => {
    for (const target of [
      { ...PLAIN, roles: ['Helpdesk approvers'] },
      { ...PLAIN, ownsRoleGroups: ['Helpdesk approvers'] },
    ]) {
      assert.deepEqual(ticks(target), [false, false, false, false]);
      assert.equal(resetRight(['Privileged Authentication Administrator'], target), 'yes');
    }
  });

  it('anybody in a restricted unit: nobody with a role for the whole tenant', () => {
    assert.equal(resetRight(['Global Administrator'], { ...PLAIN, restricted: true }), 'no');
  });

  it('anybody: not somebody without a role, or with one that only reads', () => {
    for (const roles of [[], ['Global Reader', 'Security Administrator']]) assert.equal(resetRight(roles, PLAIN), 'no');
  });

  it('is unknown, never yes, while a fact is missing that could make it a no', () => {
    assert.equal(resetRight('unknown', PLAIN), 'unknown');
    for (const fact of ['roles', 'ownsRoleGroups', 'restricted'] as const)
      assert.equal(resetRight(['Authentication Administrator'], { ...PLAIN, [fact]: 'unknown' }), 'unknown', fact);
  });
});
