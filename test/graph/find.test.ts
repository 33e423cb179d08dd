// Whom a colleague means: one person of everybody for the desk, or of their own reports for a manager.
import assert from 'node:assert/strict';
import { createFinder } from '../../src/graph/find.ts';
import { error, type FakeGraph, startGraph } from './fake-graph.ts';

const TENANT = '11111111-1111-4111-8111-111111111111';
const MAX = { tenant: TENANT, id: '44444444-4444-4444-8444-444444444444' };
const RITA = {
  id: 'r',
  displayName: 'Rita O’Reset',
  userPrincipalName: 'rita@corp.example',
  mail: 'r.reset@corp.example',
};
const ANN = { id: 'a', displayName: 'Ann Other', userPrincipalName: 'ann@corp.example', mail: null };

describe('looking for somebody', () => {
  let graph: FakeGraph;
  beforeEach(async () => {
    graph = await startGraph();
  });
  afterEach(() => graph.close());
  const find = (asked: string, under?: typeof MAX) =>
    createFinder({ graph: graph.client(), tenant: TENANT })(asked, under);
  const ids = async (asked: string, under?: typeof MAX) => (await find(asked, under)).map(({ id }) => id);

  it('asks by sign-in name first, then by address, and by the beginning of a name', async () => {
    graph.route('GET /users?', { value: [] });
    graph.route("GET /users?$filter=mail eq 'r.reset@corp.example'", { value: [RITA] });
    assert.deepEqual(await find('r.reset@corp.example'), [
      { tenant: TENANT, id: 'r', name: 'Rita O’Reset', upn: 'rita@corp.example' },
    ]);
    assert.deepEqual(await ids('Nobody'), []);
    assert.deepEqual(
      graph.asked.map(({ path }) => /\$filter=([^&]+)/.exec(path)?.[1]),
      [
        "userPrincipalName eq 'r.reset@corp.example'",
        "mail eq 'r.reset@corp.example'",
        "startswith(displayName,'Nobody')",
      ],
    );
  });

  it('takes what is typed as text, never as part of the question', async () => {
    graph.route('GET /users?', { value: [] });
    await find("x' or startswith(displayName,'");
    const raw = new URLSearchParams(graph.asked[0]?.raw.split('?')[1]);
    assert.equal(raw.get('$filter'), "startswith(displayName,'x'' or startswith(displayName,''')");
    assert.deepEqual([...raw.keys()], ['$filter', '$select', '$top']);
  });

  it('looks among a manager’s reports alone: other people are not even asked for', async () => {
    const user = { '@odata.type': '#microsoft.graph.user' };
    const contact = { ...ANN, id: 'c', '@odata.type': '#microsoft.graph.orgContact' };
    const value = [{ ...user, ...RITA }, { ...user, ...ANN }, contact];
    graph.route(`GET /users/${MAX.id}/directReports`, { value });
    assert.deepEqual(await ids('RITA@corp.example', MAX), ['r']);
    assert.deepEqual(await ids('r.reset@corp.example', MAX), ['r']);
    assert.deepEqual(await ids('ann', MAX), ['a']);
    assert.deepEqual(await ids('max@corp.example', MAX), []);
    assert.ok(graph.asked.every(({ path }) => path.startsWith(`/users/${MAX.id}/directReports`)));
  });

  it('says that it could not look, instead of finding nobody', async () => {
    graph.answer(error(403, 'Authorization_RequestDenied'));
    await assert.rejects(find('Rita'));
  });
});
