// Who holds a role that resets: themselves, or through a group that holds it.
import assert from 'node:assert/strict';
import { RESETTING } from '../../src/core/reset-rights.ts';
import { readResetters, TEMPLATES } from '../../src/doctor/resetters.ts';

const GROUP = 'g-helpdesk';

/** Ada holds one role herself; the helpdesk's group, with Abe and Ada in it, holds another. */
function aGraph(asked: string[]) {
  const assigned: Readonly<Record<string, object>> = {
    'User Administrator': { principalId: 'ada', principal: { '@odata.type': '#microsoft.graph.user' } },
    'Helpdesk Administrator': { principalId: GROUP, principal: { '@odata.type': '#microsoft.graph.group' } },
  };
  return {
    get: async () => assert.fail('nothing is read alone'),
    async all(path: string) {
      asked.push(path);
      if (path.startsWith(`/groups/${GROUP}/transitiveMembers`)) return [{ id: 'abe' }, { id: 'ada' }];
      const [role = ''] = Object.entries(TEMPLATES).find(([, id]) => path.includes(id)) ?? [];
      return [assigned[role] ?? []].flat();
    },
  };
}

describe('who may reset with rights of their own', () => {
  it('is looked for in every role that Microsoft’s table names, and in no other', () => {
    assert.deepEqual(Object.keys(TEMPLATES).sort(), [...RESETTING].sort());
    assert.equal(new Set(Object.values(TEMPLATES)).size, RESETTING.length);
  });

  it('is who holds the role, or is in a group that does', async () => {
    const asked: string[] = [];
    assert.deepEqual(await readResetters(aGraph(asked)), [
      { person: 'abe', role: 'Helpdesk Administrator' },
      { person: 'ada', role: 'Helpdesk Administrator' },
      { person: 'ada', role: 'User Administrator' },
    ]);
    assert.equal(asked.length, RESETTING.length + 1);
  });
});
