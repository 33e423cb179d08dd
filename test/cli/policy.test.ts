// `npm run policy`: what an admin is told about a file and about a person, over the demo company's directory and a database of the desk's.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { policyCommand } from '../../src/cli/policy/command.ts';
import type { Explanation } from '../../src/cli/policy/explanation.ts';
import { readConfig } from '../../src/config/config.ts';
import { policySchema } from '../../src/config/policy/schema.ts';
import { openDatabase } from '../../src/database.ts';
import { systemWorld } from '../../src/world.ts';

const ADMINS = '6a000000-0000-4000-8000-000000000002';
const STAFF = '6a000000-0000-4000-8000-000000000003';
const FREYA = 'freya.lindqvist@alderfinch.example';

describe('npm run policy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reset-desk-policy-'));
  const file = join(folder, 'policy.json');
  const open: { sandbox?: Sandbox } = {};
  const readFile = (path: string) => readFileSync(path, 'utf8');

  before(async () => {
    writeFileSync(file, '{}');
    open.sandbox = await createSandbox({ root: process.cwd(), dataDir: folder, settings: { POLICY_FILE: file } });
  });
  after(async () => {
    await open.sandbox?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function run(args: readonly string[], env: NodeJS.ProcessEnv = open.sandbox?.settings ?? {}) {
    const said = { out: '', err: '' };
    const print = (text: string) => {
      said.out += text;
    };
    const complain = (text: string) => {
      said.err += text;
    };
    const code = await policyCommand(args, { env, readFile, print, complain, world: systemWorld });
    return { code, ...said };
  }

  async function explained(user: string, policy: object = {}): Promise<Explanation> {
    writeFileSync(file, JSON.stringify(policy));
    const { code, out, err } = await run(['explain', '--user', user, '--json']);
    assert.equal(code, 0, err);
    return JSON.parse(out) as Explanation;
  }

  it('says in words what somebody would have to prove and with what, who could approve, and why', async () => {
    const rules = [
      { name: 'payroll', groups: [`${STAFF} All staff`], kinds: ['federated'], approvals: 2, approverStepUp: true },
    ];
    const escalation = [{ group: `${ADMINS} Desk admins`, after: '20m' }];
    writeFileSync(file, JSON.stringify({ rules, escalation }));
    const { code, out } = await run(['explain', '--user', FREYA]);
    assert.equal(code, 0);
    for (const line of [
      `Freya Lindqvist (${FREYA})`,
      '  In a domain that signs in through AD FS. [federated-adfs]',
      '  They cannot use it: not enabled for them, or not enough methods registered.',
      '  Proofs in 2 different hands; what one device holds counts once. In this order:',
      '  + vouch: somebody else’s word, their manager’s first (held by another person)',
      '      can: Marcus Okafor',
      '  - totp: a code of an authenticator app set up with the bot (held by their device)',
      '      cannot: no authenticator app set up with the bot',
      '  With what they have now they could do it.',
      '  2 different approvers of the approvers’ group 6a000000-0000-4000-8000-000000000001.',
      `  After 20 minutes also of the group “Desk admins” (${ADMINS}).`,
      '  Each of the 2 approvers shows a fresh passwordless gesture.',
      '  - Everybody: proofs in 2 different hands, and one approver.',
      '  - Rule “payroll”, of All staff, for federated accounts: 2 approvers; each approver shows a gesture.',
    ])
      assert.ok(out.split('\n').includes(line), `${line}\n\n${out}`);
  });

  it('knows somebody by object id as well, and by a name with marks in it', async () => {
    const { person } = await explained(FREYA);
    assert.equal((await explained(person.id)).person.upn, FREYA);
    const guest = await explained('gus_partner.example#EXT#@finch-cloud.example');
    assert.deepEqual(
      [guest.diagnosis.row, guest.proofs, guest.approval, guest.why],
      ['guest', undefined, undefined, []],
    );
  });

  it('says what SSPR would do, and what is asked if that does not work', async () => {
    const selma = await explained('selma.novak@labs.example');
    assert.deepEqual([selma.diagnosis.route, selma.sspr.capable], ['sspr', true]);
    assert.equal(selma.proofs?.apart, 2);
    const { out } = await run(['explain', '--user', 'selma.novak@labs.example']);
    assert.match(out, /They are sent there first/);
  });

  it('says that somebody could not do it, where what they have is in too few hands', async () => {
    const { proofs } = await explained('paul.anders@labs.example', { proofs: ['vouch', 'totp'] });
    assert.deepEqual(
      proofs?.means.map(({ kind, ready }) => [kind, ready]),
      [
        ['vouch', true],
        ['totp', false],
      ],
    );
    assert.equal(proofs?.enough, false);
  });

  it('counts nothing that somebody has no means for', async () => {
    const { proofs } = await explained('nora.blake@labs.example', { proofsApart: 3 });
    const gesture = proofs?.means.find(({ kind }) => kind === 'step-up');
    assert.deepEqual([gesture?.ready, gesture?.hindrance], [false, 'no method for it is registered, by the report']);
    await explained('nora.blake@labs.example');
    const { out } = await run(['explain', '--user', 'nora.blake@labs.example']);
    assert.match(out, /One proof is enough\. In this order:/);
  });

  it('says why somebody with power over others is not served, what the switch is, what it would ask, and what to do now', async () => {
    writeFileSync(file, '{}');
    const { out } = await run(['explain', '--user', 'petra.vance@finch-cloud.example']);
    for (const line of [
      '  Not served here.',
      '  - They hold these roles, or are in these role-assignable groups: User Administrator.',
      '  - "privilegedTargets": true in the policy file, and a restart of the bot. It is off.',
      'If it were on: what they would have to prove',
      '  + step-up: a fresh passwordless sign-in (held by themselves, now; must be shown)',
      'If it were on: who could approve',
      '  2 different approvers of the approvers’ group 6a000000-0000-4000-8000-000000000001.',
      '  Each of the 2 approvers shows a fresh passwordless gesture.',
    ])
      assert.ok(out.split('\n').includes(line), `${line}\n\n${out}`);
    assert.match(out, /What to do now\n.*\n.*Entra admin center, Users, the person, Reset password/);
    assert.match(out, /HANDS_PRIVILEGED_ACCOUNT, .*There is none yet/);
    assert.doesNotMatch(out, /\nWhat they would have to prove/);
  });

  it('names whatever gives somebody power: a role they can activate, a group they own, this desk itself', async () => {
    for (const [user, because] of [
      ['erik.sandberg', /can activate these roles in Privileged Identity Management: Global Administrator/],
      ['olga.petrova', /own these role-assignable groups: Helpdesk approvers/],
      ['hana.weber', /member of these groups that decide at this desk: Helpdesk approvers/],
    ] as const) {
      const { refusal } = await explained(`${user}@finch-cloud.example`);
      assert.match(refusal?.because.join('\n') ?? '', because);
      assert.ok(refusal?.switch && 'proofs' in refusal.switch.ifOn, user);
    }
  });

  it('says where the switch alone would not do, and offers none to whom no switch keeps out', async () => {
    const groups = { groups: ['6a000000-0000-4000-8000-000000000002 Desk admins'] };
    const { refusal } = await explained('ada.brandt@finch-cloud.example', { never: groups });
    assert.deepEqual(
      [refusal?.switch, refusal?.because],
      [undefined, ['They fit never of the policy file: Desk admins.']],
    );
    const unit = await explained('vera.stone@labs.example');
    assert.deepEqual([unit.diagnosis.row, unit.refusal?.switch], ['restricted', undefined]);
    const pilot = [{ name: 'Factory', group: '6a000000-0000-4000-8000-0000000000ff' }];
    const outside = await explained('callum.reid@finch-cloud.example', { pilot });
    assert.match(outside.refusal?.because.join() ?? '', /Open today: Factory\. They are a member of none/);
  });

  it('tells an admin that an escalation nobody is written to reaches the thread alone', async () => {
    const step = { group: `${ADMINS} Desk admins`, after: '10m' };
    writeFileSync(file, JSON.stringify({ escalation: [step] }));
    const { out } = await run(['check', file]);
    assert.match(out, /Note: escalation\[0\] has no mail: that it is the turn of Desk admins stands in the thread/);
    writeFileSync(file, JSON.stringify({ escalation: [{ ...step, mail: 'night@alderfinch.example' }] }));
    assert.doesNotMatch((await run(['check', file])).out, /Note/);
    writeFileSync(file, '{}');
  });

  it('tells an admin how many approvers a request can come to need', async () => {
    writeFileSync(file, JSON.stringify({ approvals: 2 }));
    assert.match(
      (await run(['check', file])).out,
      /Note: a request can need 3 different approvers, and with fewer it ends/,
    );
    writeFileSync(file, JSON.stringify({ rules: [{ name: 'ward', groups: [`${STAFF} All staff`], approvals: 4 }] }));
    assert.match((await run(['check', file])).out, /Note: a request can need 4 different approvers/);
    writeFileSync(file, '{}');
    assert.doesNotMatch((await run(['check', file])).out, /Note/);
  });

  it('sends whom the policy refuses where the policy says', async () => {
    const otherSystems = [{ name: 'Warehouse portal', group: STAFF, link: 'https://portal.example/reset' }];
    const { diagnosis } = await explained(FREYA, { otherSystems });
    assert.deepEqual(
      [diagnosis.row, diagnosis.link],
      ['elsewhere', { url: 'https://portal.example/reset', name: 'Warehouse portal' }],
    );
  });

  it('counts with shields that are up now', async () => {
    const read = readConfig(open.sandbox?.settings ?? {}, readFile);
    assert.ok('config' in read);
    const store = await openDatabase(read.config, systemWorld);
    const now = Date.now();
    await store.shields.raise({ since: now, until: now + 3_600_000, why: 'calls to the desk' });
    try {
      const { proofs, approval, why } = await explained(FREYA);
      assert.deepEqual([proofs?.means.map(({ kind }) => kind), approval?.approvers], [['step-up', 'vouch'], 2]);
      assert.match(why.join('\n'), /Shields are up \(calls to the desk; until 20/);
    } finally {
      await store.shields.lower({ at: now, why: 'over', by: { id: 'ada', name: 'Ada' } });
      await store.close();
    }
  });

  it('masks numbers, also for those who may see them', async () => {
    const { proofs } = await explained('selma.novak@labs.example');
    assert.match(proofs?.means.find(({ kind }) => kind === 'call-back')?.with ?? '', /^••• \d\d \(mobile\)/);
  });

  it('ends with 1 and a sentence when there is nobody of that name, nothing configured, or nothing to be reached', async () => {
    writeFileSync(file, '{}');
    const unknown = await run(['explain', '--user', 'nobody@labs.example']);
    assert.deepEqual([unknown.code, unknown.out], [1, '']);
    assert.match(unknown.err, /There is no account “nobody@labs\.example”/);
    const bare = await run(['explain', '--user', FREYA], { PATH: '/bin' });
    assert.equal(bare.code, 1);
    assert.match(bare.err, /There are no settings\. .*npm start/s);
    const half = await run(['explain', '--user', FREYA], { TENANT_ID: 'x' });
    assert.equal(half.code, 1);
    assert.match(half.err, /BOT_ID: is missing\n {2}Entra admin center/);
    const settings = { ...open.sandbox?.settings, CLOUD: 'http://127.0.0.1:9' };
    const unreachable = await run(['explain', '--user', FREYA], settings);
    assert.equal(unreachable.code, 1);
    assert.match(unreachable.err, /^The directory could not be (read|reached)/);
    for (const said of [unknown, bare, half, unreachable]) assert.doesNotMatch(said.err, /\n {4}at /);
  });

  it('ends with 2 and how it is used when it was asked for in another way', async () => {
    for (const args of [
      ['explain'],
      ['explain', FREYA],
      ['explain', '--user', ' '],
      ['check', 'a', 'b'],
      ['judge'],
      ['explain', '--usr', FREYA],
    ]) {
      const { code, out, err } = await run(args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.match(err, /^Usage: npm run policy/);
    }
    assert.equal((await run(['help'])).code, 0);
    assert.equal((await run([])).code, 0);
  });

  it('checks a file, names everything that is wrong with it, and what is right but worth knowing', async () => {
    writeFileSync(file, '{"approvals":9,"idel":"1m"}');
    const wrong = await run(['check']);
    assert.deepEqual([wrong.code, wrong.out], [1, '']);
    assert.match(wrong.err, /approvals must lie between 1 and 5\n {2}"idel" is not known; did you mean "idle"\?/);
    writeFileSync(
      file,
      JSON.stringify({ proofs: ['step-up', 'totp'], pilot: [{ name: 'w', group: STAFF, until: '2020-01-01' }] }),
    );
    const right = await run(['check', file]);
    assert.equal(right.code, 0);
    for (const note of [
      /without "vouch"/,
      /while shields are up nobody can prove enough\./,
      /no wave of the pilot is open/,
    ])
      assert.match(right.out, note);
    assert.equal((await run(['check', join(folder, 'nowhere.json')])).code, 1);
    assert.match((await run(['check'], {})).out, /the defaults hold/);
    const example = await run(['check', 'env/policy.example.json']);
    assert.deepEqual([example.code, example.out], [0, 'env/policy.example.json is right.\n']);
  });

  it('prints the schema', async () => {
    assert.deepEqual(JSON.parse((await run(['schema'])).out), policySchema());
  });
});
