// The desk's own reads, asked of the sandbox's Graph: each person of the demo company is who they are meant to be.
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import restify from 'restify';
import { GROUPS, REGISTRATIONS, TENANT } from '../../sandbox/company.ts';
import { createFaults } from '../../sandbox/faults.ts';
import { graph } from '../../sandbox/graph/graph.ts';
import { AUDIENCES, createKeys, ISSUERS } from '../../sandbox/keys.ts';
import { createWorld } from '../../sandbox/world.ts';
import { diagnose, type RowName } from '../../src/core/diagnosis.ts';
import { Secret } from '../../src/core/secret.ts';
import { createGraph } from '../../src/graph/client.ts';
import { createDirectory } from '../../src/graph/directory.ts';
import { fakeLog, fakeWorld } from '../entra/fakes.ts';

const ROWS: readonly (readonly [string, RowName])[] = [
  ['freya', 'federated-adfs'],
  ['clara', 'cloud'],
  ['sam', 'synced'],
  ['selma', 'sspr'],
  ['gus', 'guest'],
  ['ines', 'external'],
  ['dario', 'disabled'],
  ['rasmus', 'at-risk'],
  ['petra', 'privileged'],
  ['hana', 'privileged'],
  ['erik', 'eligible'],
  ['olga', 'role-group-owner'],
  ['vera', 'restricted'],
];

describe('the demo company, as the desk sees it', () => {
  const world = createWorld();
  const server = restify.createServer();
  const stage: { read?: (key: string) => Promise<readonly [RowName, readonly string[]]> } = {};
  const log = fakeLog();

  before(async () => {
    const keys = await createKeys();
    server.use(restify.plugins.bodyParser({ mapParams: false }));
    graph(server, world, keys, createFaults(world));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { clientId, roles } = REGISTRATIONS.desk;
    const claims = { iss: ISSUERS.v1(TENANT), aud: AUDIENCES.graph, tid: TENANT, appid: clientId, idtyp: 'app', roles };
    const token = new Secret(await keys.entra.sign(claims, { expiresIn: 600 }));
    const clock = fakeWorld();
    const directory = createDirectory({
      graph: createGraph({
        cloud: { graphName: 'https://graph.microsoft.com', graph: `${world.origin}/graph` },
        token: async () => token,
        world: clock,
      }),
      tenant: TENANT,
      groups: { approvers: GROUPS.approvers.id, admins: GROUPS.admins.id, named: [GROUPS.staff.id] },
      registrations: Object.values(REGISTRATIONS).map(one => one.clientId),
      world: clock,
      log,
    });
    stage.read = async key => {
      // One question about risk a second, and nothing remembered of the licence before.
      clock.pass(3_600_000);
      const account = await directory.account({ tenant: TENANT, id: world.find(key)?.id ?? '' });
      if (!account) return assert.fail(key);
      assert.deepEqual(account.groups, [GROUPS.staff.id]);
      const { row, offers = [] } = diagnose({ account, attested: { never: [] }, now: Date.now() });
      return [row, offers];
    };
  });
  after(() => server.close());

  for (const [key, row] of ROWS)
    it(`${key}: ${row}`, async () => {
      assert.equal((await stage.read?.(key))?.[0], row);
      assert.deepEqual(log.lines, []);
    });

  it('without P2 nobody is eligible and nobody at risk; without P1 there is no report either', async () => {
    world.licence = 'P1';
    assert.equal((await stage.read?.('erik'))?.[0], 'cloud');
    assert.equal((await stage.read?.('rasmus'))?.[0], 'cloud');
    assert.equal((await stage.read?.('selma'))?.[0], 'sspr');
    world.licence = 'free';
    const [row, offers] = (await stage.read?.('selma')) ?? [];
    assert.deepEqual([row, offers?.includes('sspr-perhaps')], ['synced', true]);
  });
});
