// The configuration: whole or refused, everything wrong named at once, and no way to aim a real password at anything but Microsoft.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { DEMO_TENANT } from '../../src/config/cloud.ts';
import { anySettingPresent, type Config, readConfig, SETTINGS } from '../../src/config/config.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';

const key = () => randomBytes(32).toString('base64');
const NO_FILE = () => {
  throw new Error('ENOENT');
};

const REAL = {
  TENANT_ID: '11111111-2222-3333-4444-555555555555',
  PUBLIC_URL: 'https://reset.contoso.com',
  BOT_ID: 'aaaaaaaa-0000-0000-0000-000000000001',
  BOT_SECRET: 'secret-of-the-bot',
  DESK_CLIENT_ID: 'aaaaaaaa-0000-0000-0000-000000000002',
  DESK_CLIENT_SECRET: 'secret-of-the-desk',
  HANDS_CLIENT_ID: 'aaaaaaaa-0000-0000-0000-000000000003',
  HANDS_CLIENT_SECRET: 'secret-of-the-hands',
  HANDS_ACCOUNT: 'reset-desk@contoso.com',
  APPROVERS_GROUP_ID: 'bbbbbbbb-0000-0000-0000-000000000001',
  ADMINS_GROUP_ID: 'bbbbbbbb-0000-0000-0000-000000000002',
  HELPDESK_CHANNEL_ID: '19:0123456789abcdef@thread.tacv2',
  MAIL_FROM: 'desk@contoso.com',
  SMTP_URL: 'smtps://desk:secret-of-the-relay@relay.contoso.com',
  ADMIN_MAIL: 'leads@contoso.com',
  SEAL_KEYS: `k2:${key()},k1:${key()}`,
};
const LOCAL = {
  ...REAL,
  CLOUD: 'http://127.0.0.1:4000',
  TENANT_ID: DEMO_TENANT,
  PUBLIC_URL: 'http://127.0.0.1:3978',
  SMTP_URL: 'smtp://127.0.0.1:2525',
};

function whole(env: NodeJS.ProcessEnv, readFile: (path: string) => string = NO_FILE): Config {
  const read = readConfig(env, readFile);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.config;
}

/** The names of what is wrong, in order. */
function wrong(env: NodeJS.ProcessEnv, readFile: (path: string) => string = NO_FILE): readonly string[] {
  const read = readConfig(env, readFile);
  return 'problems' in read ? read.problems.map(({ name }) => name) : [];
}

describe('the configuration', () => {
  it('of an admin who set only what has no default is whole', () => {
    const config = whole(REAL);
    assert.equal(config.cloud.name, 'public');
    assert.deepEqual(
      [config.port, config.host, config.dataDir, config.instances, config.logLevel, config.stepUpContext],
      [3978, '127.0.0.1', '.data', 1, 'info', 'c1'],
    );
    assert.deepEqual(config.policy, DEFAULT_POLICY);
    assert.equal(config.databaseUrl, undefined);
    assert.deepEqual(
      config.keyRing.map(({ id }) => id),
      ['k2', 'k1'],
    );
  });

  it('keeps people’s data of closed requests for a year, for at least 30 days, or for ever', () => {
    const kept = (AUDIT_PERSONAL_DAYS: string) => whole({ ...REAL, AUDIT_PERSONAL_DAYS }).personalDays;
    assert.deepEqual(['', '30', '0'].map(kept), [365, 30, 0]);
    for (const days of ['29', '1', '-1', 'x'])
      assert.deepEqual(wrong({ ...REAL, AUDIT_PERSONAL_DAYS: days }), ['AUDIT_PERSONAL_DAYS']);
  });

  it('takes blank lines for settings that are left out, and trims the others', () => {
    assert.deepEqual(wrong({ ...REAL, BOT_SECRET: ' ' }), ['BOT_SECRET']);
    const config = whole({
      ...REAL,
      PORT: ' 80 ',
      DATABASE_URL: '',
      CLOUD: ' ',
      PUBLIC_URL: 'https://Reset.contoso.com/',
    });
    assert.deepEqual([config.port, config.databaseUrl, config.cloud.name], [80, undefined, 'public']);
    assert.equal(config.publicUrl, 'https://reset.contoso.com');
  });

  it('names everything that is missing at once, each with its mend', () => {
    const read = readConfig({}, NO_FILE);
    assert.ok('problems' in read);
    assert.deepEqual(
      read.problems.map(({ name }) => name),
      Object.keys(REAL).sort((one, other) => place(one) - place(other)),
    );
    for (const { mend, problem } of read.problems) {
      assert.equal(problem, 'is missing');
      assert.ok(mend.length > 10);
    }
  });

  const mistakes: Record<string, string> = {
    CLOUD: 'china',
    TENANT_ID: 'contoso.onmicrosoft.com',
    PUBLIC_URL: 'https://reset.contoso.com/desk',
    PORT: '65536',
    HOST: 'http://0.0.0.0',
    BOT_ID: 'not-a-guid',
    DESK_CLIENT_ID: '{aaaaaaaa-0000-0000-0000-000000000002}',
    HANDS_ACCOUNT: 'Reset Desk',
    HELPDESK_TEAM_ID: 'Helpdesk',
    HELPDESK_CHANNEL_ID: '19:0123@thread.tacv2;messageid=7',
    MAIL_FROM: 'desk',
    SMTP_URL: 'https://relay.contoso.com',
    HELPDESK_CONTACT: 'call us '.repeat(30),
    ADMIN_MAIL: 'a@b',
    STEP_UP_CONTEXT: 'c100',
    DATABASE_URL: 'mysql://db/desk',
    INSTANCES: '0',
    POLICY_FILE: 'nowhere.json',
    NEVER_RESET: 'breakglass@contoso.com,the boss',
    FEDERATED_UPDATE_URL: 'http://idp.contoso.com',
    LOG_LEVEL: 'loud',
  };
  for (const [name, value] of Object.entries(mistakes))
    it(`refuses ${name}=${value}`, () => assert.deepEqual(wrong({ ...REAL, [name]: value }), [name]));

  it('refuses seal keys that are short, alike, repeated, or no keys at all, without quoting them', () => {
    const good = key();
    for (const keys of [
      good,
      'k1:',
      'k1:abc',
      `k1:${good},k1:${key()}`,
      `k1:${good},k2:${good}`,
      `k.1:${good}`,
      `k1:${'A'.repeat(43)}=`,
      ',',
    ]) {
      const read = readConfig({ ...REAL, SEAL_KEYS: keys }, NO_FILE);
      assert.ok('problems' in read, keys);
      assert.deepEqual(
        read.problems.map(({ name }) => name),
        ['SEAL_KEYS'],
      );
      assert.ok(!JSON.stringify(read).includes(good));
    }
  });

  it('refuses one registration in two roles, however it is written', () => {
    assert.deepEqual(wrong({ ...REAL, DESK_CLIENT_ID: REAL.BOT_ID.toUpperCase() }), ['DESK_CLIENT_ID']);
    assert.deepEqual(wrong({ ...REAL, HANDS_CLIENT_ID: REAL.DESK_CLIENT_ID }), ['HANDS_CLIENT_ID']);
    assert.deepEqual(wrong({ ...REAL, HANDS_CLIENT_ID: REAL.BOT_ID, DESK_CLIENT_ID: REAL.BOT_ID }), [
      'DESK_CLIENT_ID',
      'HANDS_CLIENT_ID',
    ]);
  });

  it('refuses several processes on a database for one', () => {
    assert.deepEqual(wrong({ ...REAL, INSTANCES: '2' }), ['DATABASE_URL']);
    assert.equal(whole({ ...REAL, INSTANCES: '2', DATABASE_URL: 'postgres://u:p@db/desk' }).instances, 2);
  });

  it('never resets the account that resets, nor what the admin named', () => {
    const { never } = whole({
      ...REAL,
      NEVER_RESET: 'breakglass@contoso.com, 99999999-8888-7777-6666-555555555555',
    }).attested;
    for (const name of [
      'breakglass@contoso.com',
      '99999999-8888-7777-6666-555555555555',
      REAL.HANDS_ACCOUNT,
      REAL.BOT_ID,
    ])
      assert.ok(never.includes(name), name);
  });

  it('takes no name of an account that nobody can have: whoever was meant would be reset', () => {
    for (const [name, why] of [
      ['breakglass@contoso.com\u200b', /the character U\+200B in it/],
      ['bre\u0430kglass@contoso.com', /the character “\u0430” \(U\+0430\) in it/],
      ['svc-*@contoso.com', /neither a user principal name nor an object id/],
    ] as const) {
      const read = readConfig({ ...REAL, NEVER_RESET: `ada@contoso.com, ${name}` }, NO_FILE);
      assert.ok('problems' in read, name);
      assert.match(read.problems.map(({ problem }) => problem).join(), why);
    }
  });

  it('shows none of its secrets to whoever prints it', () => {
    const config = whole({ ...REAL, DATABASE_URL: 'postgres://desk:secret-of-the-db@db/desk' });
    const shown = `${inspect(config, { depth: 9, showHidden: true })} ${JSON.stringify(config)}`;
    for (const [name, value] of Object.entries(REAL))
      if (name.endsWith('SECRET')) assert.ok(!shown.includes(value), name);
    for (const part of REAL.SEAL_KEYS.split(',')) assert.ok(!shown.includes(part.slice(3)));
    for (const secret of ['secret-of-the-db', 'secret-of-the-relay']) assert.ok(!shown.includes(secret));
  });

  describe('for rehearsing', () => {
    it('is whole when everything is on this machine', () => assert.equal(whole(LOCAL).cloud.name, 'local'));

    it('never serves a real tenant', () =>
      assert.deepEqual(wrong({ ...LOCAL, TENANT_ID: REAL.TENANT_ID }), ['TENANT_ID']));

    it('is not taken for a real one', () =>
      assert.deepEqual(wrong({ ...REAL, TENANT_ID: DEMO_TENANT.toUpperCase() }), ['TENANT_ID']));

    it('never mails real people', () => assert.deepEqual(wrong({ ...LOCAL, SMTP_URL: REAL.SMTP_URL }), ['SMTP_URL']));

    it('is not open to others', () => {
      assert.deepEqual(wrong({ ...LOCAL, HOST: '0.0.0.0' }), ['HOST']);
      assert.deepEqual(wrong({ ...LOCAL, HOST: '::' }), ['HOST']);
      assert.deepEqual(wrong({ ...LOCAL, PUBLIC_URL: 'http://192.168.0.7:3978' }), ['PUBLIC_URL']);
      assert.equal(whole({ ...LOCAL, HOST: '::1' }).host, '::1');
    });

    it('is the only one without https', () =>
      assert.deepEqual(wrong({ ...REAL, PUBLIC_URL: 'http://127.0.0.1:3978' }), ['PUBLIC_URL']));
  });

  it('counts as begun by any setting of ours, but not by names every machine has', () => {
    assert.ok(anySettingPresent({ HANDS_ACCOUNT: 'x' }));
    assert.ok(anySettingPresent({ CLOUD: 'public' }));
    assert.ok(
      !anySettingPresent({ PATH: '/bin', HOST: 'laptop', PORT: '80', DATABASE_URL: 'postgres://else', TENANT_ID: ' ' }),
    );
  });

  it('knows how long a sign-in lasts where it is told, and assumes 30 days of a guest’s', () => {
    const days = (more: object) => whole({ ...REAL, ...more }, () => '').hands.signInDays;
    assert.deepEqual([days({}), days({ HANDS_SIGN_IN_DAYS: '14' })], [undefined, 14]);
    const guest = { HANDS_MODEL: 'guest-admin' };
    assert.deepEqual([days(guest), days({ ...guest, HANDS_SIGN_IN_DAYS: '14' })], [30, 14]);
  });

  it('needs the account that resets, unless approvers reset with their own hands', () => {
    const { HANDS_ACCOUNT: _, ...without } = REAL;
    assert.deepEqual(wrong(without), ['HANDS_ACCOUNT']);
    assert.deepEqual(wrong({ ...without, HANDS_MODEL: 'approver' }), []);
    assert.deepEqual(wrong({ ...REAL, HANDS_MODEL: 'approver' }), ['HANDS_ACCOUNT']);
    assert.deepEqual(wrong({ ...REAL, HANDS_MODEL: 'guest-admin', HANDS_SIGN_IN_DAYS: '30' }), []);
    assert.deepEqual(wrong({ ...REAL, HANDS_MODEL: 'anybody' }), ['HANDS_MODEL']);
    const canary = '99999999-8888-4777-8666-555555555555';
    assert.deepEqual(wrong({ ...without, HANDS_MODEL: 'approver', CANARY_ACCOUNT: canary }), ['CANARY_ACCOUNT']);
    assert.deepEqual(wrong({ ...REAL, CANARY_ACCOUNT: 'canary@contoso.com' }), ['CANARY_ACCOUNT']);
    assert.ok(whole({ ...REAL, CANARY_ACCOUNT: canary }, () => '').attested.never.includes(canary));
    const twice = { ...REAL, HANDS_PRIVILEGED_ACCOUNT: REAL.HANDS_ACCOUNT.toUpperCase() };
    assert.deepEqual(wrong(twice), ['HANDS_PRIVILEGED_ACCOUNT']);
  });

  it('is documented: .env.example names exactly the settings', () => {
    const text = readFileSync('env/.env.example', 'utf8');
    const named = [...text.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(found => found[1]);
    assert.deepEqual([...named].sort(), [...SETTINGS].sort());
  });

  it('is documented: the lines of .env.example that are not commented out are those without which nothing starts', () => {
    const text = readFileSync('env/.env.example', 'utf8');
    const needed = [...text.matchAll(/^([A-Z][A-Z_]+)=$/gm)].map(found => found[1]);
    assert.deepEqual([...needed].sort(), Object.keys(REAL).sort());
  });
});

describe('the policy the settings name', () => {
  it('is the file’s, with what it says of accounts beside what the settings say', () => {
    const text =
      '{"approvals":2,"never":{"accounts":["glass@contoso.com"]},"attested":{"writeback":{"value":true,"by":"Ada","until":"2027-01-01"}}}';
    const config = whole({ ...REAL, POLICY_FILE: 'p.json', NEVER_RESET: 'sync@contoso.com' }, path =>
      path === 'p.json' ? text : '',
    );
    assert.equal(config.policy.approvals, 2);
    assert.deepEqual(config.attested.never, ['sync@contoso.com', REAL.HANDS_ACCOUNT, REAL.BOT_ID, 'glass@contoso.com']);
    assert.equal(config.attested.writeback?.value, true);
  });

  it('that lets people with power be reset needs an account that may, unless approvers reset with their own hands', () => {
    const policy = () => '{"privilegedTargets":true}';
    const bot = { ...REAL, POLICY_FILE: 'p.json' };
    assert.deepEqual(wrong(bot, policy), ['HANDS_PRIVILEGED_ACCOUNT']);
    assert.deepEqual(wrong({ ...bot, HANDS_PRIVILEGED_ACCOUNT: 'higher@contoso.com' }, policy), []);
    const { HANDS_ACCOUNT: _, ...without } = bot;
    assert.deepEqual(wrong({ ...without, HANDS_MODEL: 'approver' }, policy), []);
  });

  it('that is wrong is named by its setting, once a mistake', () => {
    assert.deepEqual(
      wrong({ ...REAL, POLICY_FILE: 'p.json' }, () => '{"idle":"soon","approvals":9}'),
      ['POLICY_FILE', 'POLICY_FILE'],
    );
  });
});

function place(name: string): number {
  return (SETTINGS as readonly string[]).indexOf(name);
}
