// A tenant in which all is well, and a doctor who looks at it: the demo company's services in this process, and the desk's own records. No bot runs.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GroupKey } from '../../sandbox/company.ts';
import { createEstate } from '../../sandbox/estate.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Person, World } from '../../sandbox/world.ts';
import { type Config, readConfig } from '../../src/config/config.ts';
import { createSealer } from '../../src/core/seal.ts';
import { Secret } from '../../src/core/secret.ts';
import { openDatabase } from '../../src/database.ts';
import type { Report } from '../../src/doctor/doctor.ts';
import type { OnPremises } from '../../src/doctor/on-premises/result.ts';
import { replaceCache } from '../../src/entra/token-cache.ts';
import { openReadiness } from '../../src/readiness.ts';
import type { Store } from '../../src/store/open.ts';
import { systemWorld } from '../../src/world.ts';

const DAY = 86_400_000;
export const SCOPES = 'openid profile UserAuthenticationMethod.ReadWrite.All User.Read';
const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

/** What may be wrong besides the tenant: the settings, the policy file, the other side, the store, the clock. */
export type Bent = {
  readonly settings?: Readonly<Record<string, string>>;
  readonly policy?: object;
  readonly onPremises?: (well: OnPremises) => OnPremises | undefined;
  readonly store?: (well: Store) => Partial<Store>;
  /** Milliseconds. */
  readonly ahead?: number;
};

export type Tenant = Awaited<ReturnType<typeof openTenant>>;

export async function openTenant() {
  const folder = mkdtempSync(join(tmpdir(), 'reset-desk-doctor-'));
  const file = join(folder, 'policy.json');
  const sandbox = await createSandbox({ root: process.cwd(), dataDir: folder, settings: { POLICY_FILE: file } });
  const { world } = sandbox;
  const people = new Map(world.people.map(person => [person, { ...person, groups: new Set(person.groups) }]));
  writeFileSync(file, JSON.stringify(wellPolicy()));
  const store = await openDatabase(configOf(sandbox.settings), systemWorld);

  return {
    world,
    /** A file that the settings name; throws for any other. */
    read: (path: string): string => (path === file ? readFileSync(path, 'utf8') : assert.fail(`${path} is not there`)),
    settings: sandbox.settings,
    person: (key: string): Person => world.find(key) ?? assert.fail(`nobody is called ${key}`),

    /** Everything as it should be again. */
    async heal(): Promise<void> {
      writeFileSync(file, JSON.stringify(wellPolicy()));
      world.estate = createEstate(world.now());
      world.licence = 'P2';
      world.contexts = new Map([['c1', { requires: 'passwordless' }]]);
      world.quirks.reportsStale = false;
      world.audits = [carried(world, 'success')];
      for (const [person, was] of people) Object.assign(person, was, { groups: new Set<GroupKey>(was.groups) });
      await connect(store, configOf(sandbox.settings));
    },

    async report(bent: Bent = {}): Promise<Report> {
      writeFileSync(file, JSON.stringify({ ...wellPolicy(), ...bent.policy }));
      const config = configOf({ ...sandbox.settings, ...bent.settings });
      const records = { ...store, ...bent.store?.(store) };
      const clock = { ...systemWorld, now: () => Date.now() + (bent.ahead ?? 0) };
      const result = bent.onPremises ? bent.onPremises(wellOnPremises()) : wellOnPremises();
      return openReadiness(config, records, clock, SILENT).report(() => {}, result);
    },
    store,

    async close(): Promise<void> {
      await store.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function configOf(settings: Readonly<Record<string, string>>): Config {
  const read = readConfig(settings, path => readFileSync(path, 'utf8'));
  return 'config' in read ? read.config : assert.fail(JSON.stringify(read.problems));
}

/** As `npm run connect` and a token's first renewal leave it. `age`: milliseconds since that renewal; `since`: days since somebody signed in. */
export async function connect(
  store: Store,
  config: Config,
  { scopes = SCOPES, age = 3_600_000, since = 1, account = config.hands.account, partition = 'hands' } = {},
): Promise<void> {
  const lastRefresh = Date.now() - age;
  const kept = { connected: true, as: account, since: lastRefresh - since * DAY, lastRefresh };
  await store.memory.write(partition, JSON.stringify(kept));
  const row = { tokens: store.tokens, sealer: createSealer(config.keyRing), partition };
  await replaceCache(row, new Secret(JSON.stringify({ AccessToken: { one: { secret: 'x', target: scopes } } })));
}

/** Of a synced person; `result` as the audit says it. */
export function carried(world: World, result: 'success' | 'failure') {
  return {
    id: 'a-row',
    activityDateTime: new Date(world.now() - DAY).toISOString(),
    activityDisplayName: 'Reset password (by admin)',
    loggedByService: 'Self-service Password Management',
    result,
    resultReason: result === 'success' ? null : 'OnPremisesAdminActionRequired',
    additionalDetails: [{ key: 'OnPremisesAgent', value: 'Microsoft Entra Connect' }],
  };
}

export function wellPolicy() {
  const seen = { value: true, by: 'Ada', until: new Date(Date.now() + 90 * DAY).toISOString().slice(0, 10) };
  return {
    pilot: [{ name: 'first wave', group: '6a000000-0000-4000-8000-000000000003 All staff' }],
    stagedRollout: ['6a000000-0000-4000-8000-000000000006 Staged rollout'],
    finishingLinks: { 'wren.example': 'https://id.wren.example/password' },
    attested: { writeback: seen, ssprUnlock: seen, ssprTwoMethods: seen, ssprReconfirm: seen, ssprNotices: seen },
  };
}

export function wellOnPremises(): OnPremises {
  return {
    schema: 1,
    madeAt: new Date().toISOString(),
    machine: 'SYNC01',
    connector: 'CORP\\MSOL_0123456789ab',
    agent: { kind: 'connect', version: '2.4.27.0', writeback: true },
    domains: [
      {
        name: 'corp.alderfinch.example',
        resetPassword: true,
        changePassword: true,
        writeLockoutTime: true,
        writePwdLastSet: true,
        unexpirePassword: true,
        inheritance: true,
        writableController: 'DC01.corp.alderfinch.example',
        minimumPasswordAge: 0,
      },
    ],
    events: [{ id: 31019, at: new Date().toISOString(), source: 'PasswordResetService' }],
    outbound: [{ host: 'passwordreset.microsoftonline.com', open: true }],
    endpoints: [
      '/adfs/portal/updatepassword/',
      '/adfs/.well-known/openid-configuration',
      '/adfs/userinfo',
      '/adfs/services/trust/mex',
      '/adfs/ls/',
      '/adfs/discovery/keys',
    ].map(path => ({ path, enabled: true, proxy: true })),
    notes: [],
  };
}
