// The desk's own reads, asked of the sandbox's Graph: each person of the demo company is who they are meant to be.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import restify from 'restify';
import { GROUPS, REGISTRATIONS, TENANT } from '../../sandbox/company.ts';
import { createFaults } from '../../sandbox/faults.ts';
import { graph } from '../../sandbox/graph/graph.ts';
import { AUDIENCES, createKeys, ISSUERS } from '../../sandbox/keys.ts';
import { writePolicy } from '../../sandbox/rehearse/policy.ts';
import { createWorld } from '../../sandbox/world.ts';
import { readPolicy } from '../../src/config/policy/read.ts';
import { type Attested, diagnose, groupsNamed, type RowName, type Verdict } from '../../src/core/diagnosis.ts';
import { Secret } from '../../src/core/secret.ts';
import { createGraph } from '../../src/graph/client.ts';
import { createDirectory } from '../../src/graph/directory.ts';
import { fakeLog, fakeWorld } from '../entra/fakes.ts';

const ROWS: readonly (readonly [string, RowName])[] = [
  ['freya', 'federated-adfs'],
  ['otto', 'federated-other'],
  ['stella', 'staged-rollout'],
  ['clara', 'cloud'],
  ['sam', 'synced'],
  ['selma', 'sspr'],
  ['service', 'never'],
  ['lobby', 'impersonal'],
  ['gus', 'guest'],
  ['ines', 'external'],
  ['dario', 'disabled'],
  ['fabio', 'elsewhere'],
  ['pia', 'not-pilot'],
  ['rasmus', 'at-risk'],
  ['petra', 'privileged'],
  ['hana', 'privileged'],
  ['erik', 'eligible'],
  ['olga', 'role-group-owner'],
  ['dean', 'desk-power'],
  ['vera', 'restricted'],
];

/** What the company's admins have written down: in the policy file, and for the bot's own account in its settings. */
function attestedAt(origin: string): Attested {
  const folder = mkdtempSync(join(tmpdir(), 'reset-desk-policy-'));
  const file = join(folder, 'policy.json');
  writePolicy(file, origin);
  const read = readPolicy(readFileSync(file, 'utf8'), true);
  rmSync(folder, { recursive: true });
  if (!('attested' in read)) return assert.fail(JSON.stringify(read.problems));
  return { ...read.attested, never: [...read.attested.never, 'svc-resetdesk@finch-cloud.example'] };
}

describe('the demo company, as the desk sees it', () => {
  const world = createWorld();
  const server = restify.createServer();
  const stage: { read?: (key: string) => Promise<Verdict> } = {};
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
    const attested = attestedAt(world.origin);
    const directory = createDirectory({
      graph: createGraph({
        cloud: { graphName: 'https://graph.microsoft.com', graph: `${world.origin}/graph` },
        token: async () => token,
        world: clock,
      }),
      tenant: TENANT,
      groups: { approvers: GROUPS.approvers.id, admins: GROUPS.admins.id, named: groupsNamed(attested) },
      registrations: Object.values(REGISTRATIONS).map(one => one.clientId),
      world: clock,
      log,
    });
    stage.read = async key => {
      // One question about risk a second, and nothing remembered of the licence before.
      clock.pass(3_600_000);
      const account = await directory.account({ tenant: TENANT, id: world.find(key)?.id ?? '' });
      if (!account) return assert.fail(key);
      return diagnose({ account, attested, now: Date.now() });
    };
  });
  after(() => server.close());

  for (const [key, row] of ROWS)
    it(`${key}: ${row}`, async () => {
      assert.equal((await stage.read?.(key))?.row, row);
      assert.deepEqual(log.lines, []);
    });

  it('each ends where their password is changed: the page of whoever signs them in, or Microsoft’s sign-in', async () => {
    const ends = async (key: string) => {
      const { finish, updateUrl, writeback } = (await stage.read?.(key)) ?? assert.fail(key);
      return [finish, updateUrl?.replace(world.origin, ''), writeback];
    };
    assert.deepEqual(await ends('freya'), ['adfs', '/adfs/portal/updatepassword/', true]);
    assert.deepEqual(await ends('otto'), ['other', '/ext/pwdchange/Identify?AdapterId=HTMLForm', true]);
    assert.deepEqual(await ends('stella'), ['microsoft', undefined, true]);
    assert.deepEqual(await ends('clara'), ['microsoft', undefined, false]);
  });

  it('without P2 nobody is eligible and nobody at risk; without P1 there is no report either', async () => {
    world.licence = 'P1';
    assert.equal((await stage.read?.('erik'))?.row, 'cloud');
    assert.equal((await stage.read?.('rasmus'))?.row, 'cloud');
    assert.equal((await stage.read?.('selma'))?.row, 'sspr');
    world.licence = 'free';
    const { row, offers } = (await stage.read?.('selma')) ?? {};
    assert.deepEqual([row, offers?.includes('sspr-perhaps')], ['synced', true]);
  });
});
