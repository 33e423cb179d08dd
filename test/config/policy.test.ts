// The policy file: all of it or nothing, everything wrong named with its place, and a published schema that says the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { BOUNDS } from '../../src/config/policy/clocks.ts';
import { type ReadPolicy, readPolicy, WITHOUT_FILE } from '../../src/config/policy/read.ts';
import { policySchema } from '../../src/config/policy/schema.ts';
import { CALM, canBeMet, demandOf } from '../../src/core/demand.ts';
import { DEFAULT_POLICY, groupsNamed } from '../../src/core/policy.ts';
import { PROOF_KINDS } from '../../src/core/proof.ts';

const ONE = '6a000000-0000-4000-8000-000000000001';
const TWO = '6a000000-0000-4000-8000-000000000002';
const DAY = 24 * 3_600_000;
const NOON = { proofs: ['step-up', 'vouch'] };

const problems = (file: unknown): readonly string[] => {
  const read = readPolicy(typeof file === 'string' ? file : JSON.stringify(file));
  return 'problems' in read ? read.problems : [];
};
const whole = (file: unknown): ReadPolicy => {
  const read = readPolicy(JSON.stringify(file));
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return read;
};
const schema = new Ajv2020({ allErrors: true, validateFormats: false }).compile(policySchema());

describe('the policy file', () => {
  it('changes what it names and leaves the rest', () => {
    assert.deepEqual(whole({ idle: '45m', approvals: 2, atHand: 30_000 }).policy, {
      ...DEFAULT_POLICY,
      idle: 45 * 60_000,
      approvals: 2,
      atHand: 30_000,
    });
    assert.deepEqual(whole({}), WITHOUT_FILE);
  });

  it('understands durations as people write them', () => {
    const { idle, guidedFor, heldFor, sealFor } = whole({
      idle: '600s',
      guidedFor: '1d',
      heldFor: '300001ms',
      sealFor: '1 h',
    }).policy;
    assert.deepEqual([idle, guidedFor, heldFor, sealFor], [600_000, 86_400_000, 300_001, 3_600_000]);
  });

  it('says who must show more, who is served, and what an admin attests', () => {
    const { policy, attested, groupNames } = whole({
      $schema: './policy.schema.json',
      proofs: ['vouch', 'mail-code', 'step-up'],
      rules: [
        {
          '// ': 'the board',
          name: 'board',
          groups: [`${ONE} Board`, TWO.toUpperCase()],
          kinds: ['federated'],
          approvals: 2,
        },
        { name: 'all', proofs: ['step-up', 'vouch'], approverStepUp: true, tellAdmins: true },
      ],
      privilegedTargets: true,
      guestApprovers: true,
      escalation: [{ group: `${TWO} Night  shift`, after: '10m', mail: 'night@corp.example' }],
      pilot: [
        { name: 'Finance first', group: ONE, from: '2026-11-01' },
        { name: 'Then Sales', group: TWO, from: '2026-11-08T08:00:00+01:00', until: '2027-01-31' },
      ],
      otherSystems: [{ name: 'Warehouse portal', group: ONE, link: 'https://portal.example/reset' }],
      stagedRollout: [TWO],
      finishingLinks: { 'Labs.Example': 'https://idp.labs.example/password' },
      instead: { 'mfa-lost': 'https://help.example/mfa' },
      never: { accounts: ['Glass@corp.example', ONE.toUpperCase(), 'svc-*@corp.example'], groups: [TWO] },
      attested: { ssprUnlock: { value: true, by: 'Ada', until: '2027-03-31' } },
    });
    assert.deepEqual(policy, {
      ...DEFAULT_POLICY,
      proofs: ['vouch', 'mail-code', 'step-up'],
      rules: [
        { name: 'board', groups: [ONE, TWO], kinds: ['federated'], approvals: 2 },
        { name: 'all', proofs: ['step-up', 'vouch'], approverStepUp: true, tellAdmins: true },
      ],
      privilegedTargets: true,
      guestApprovers: true,
      escalation: [{ group: TWO, after: 600_000, mail: 'night@corp.example' }],
    });
    assert.deepEqual(attested, {
      never: ['glass@corp.example', ONE],
      impersonal: { groups: [TWO], names: ['svc-*@corp.example'] },
      pilot: [
        { group: ONE, from: Date.UTC(2026, 10, 1) },
        { group: TWO, from: Date.UTC(2026, 10, 8, 7), until: Date.UTC(2027, 0, 31) + DAY },
      ],
      elsewhere: [{ name: 'Warehouse portal', group: ONE, link: 'https://portal.example/reset' }],
      stagedRollout: [TWO],
      updateUrls: { 'labs.example': 'https://idp.labs.example/password' },
      instead: { 'mfa-lost': 'https://help.example/mfa' },
      ssprUnlock: { value: true, by: 'Ada', until: Date.UTC(2027, 3, 1) },
      privilegedTargets: true,
    });
    assert.deepEqual(groupNames, { [ONE]: 'Board', [TWO]: 'Night shift' });
    assert.deepEqual(new Set(groupsNamed(policy, attested)), new Set([ONE, TWO]));
  });

  it('has the directory asked about every group it names, but not about those who are asked for help', () => {
    const { policy, attested } = whole({
      rules: [{ name: 'r', groups: [ONE], approvals: 2 }],
      escalation: [{ group: TWO, after: '5m' }],
    });
    assert.deepEqual(groupsNamed(policy, attested), [ONE]);
  });
});

describe('a link to this machine', () => {
  const here = 'http://127.0.0.1:3979/ext/pwdchange/Identify?AdapterId=HTMLForm';
  const file = JSON.stringify({ finishingLinks: { 'wren.example': here } });

  it('may stand in the policy of a desk that rehearses', () => {
    const read = readPolicy(file, true);
    assert.deepEqual('attested' in read && read.attested.updateUrls, { 'wren.example': here });
  });

  it('is refused wherever people are served, whatever the entry', () => {
    const everywhere = { otherSystems: [{ name: 'x', group: ONE, link: here }], instead: { guest: here } };
    const read = readPolicy(JSON.stringify({ ...JSON.parse(file), ...everywhere }));
    const no = 'is no https link such as "https://help.contoso.com/password"';
    assert.deepEqual(read, {
      problems: [`otherSystems[0].link ${no}`, `finishingLinks.wren.example ${no}`, `instead.guest ${no}`],
    });
  });

  it('is this machine and nothing that only looks like it', () => {
    for (const link of ['http://127.0.0.1.evil.example/', 'http://127.0.0.1@evil.example/', 'http://localhost/'])
      assert.ok('problems' in readPolicy(JSON.stringify({ finishingLinks: { 'wren.example': link } }), true), link);
  });
});

describe('a policy file that is wrong', () => {
  const rule = (more: object) => ({ rules: [{ name: 'r', ...more }] });
  const wave = (more: object) => ({ pilot: [{ name: 'w', group: ONE, ...more }] });
  /** Mistakes of form: the schema sees them, too. */
  const form: [unknown, string][] = [
    [[], 'is not a JSON object: { … }'],
    [{ proofAparts: 2 }, '"proofAparts" is not known; did you mean "proofsApart"?'],
    [{ ATHAND: '20s' }, '"ATHAND" is not known; did you mean "atHand"?'],
    [{ zzzzzzzz: 1 }, '"zzzzzzzz" is not known'],
    [{ idle: 'soon' }, 'idle is no duration such as "30m", "24h", "20s" or milliseconds'],
    [{ idle: ['30m'] }, 'idle is no duration such as "30m", "24h", "20s" or milliseconds'],
    [{ idle: null }, 'idle is no duration such as "30m", "24h", "20s" or milliseconds'],
    [{ idle: -1 }, 'idle must lie between "5m" and "4h"'],
    [{ idle: 1e300 }, 'idle must lie between "5m" and "4h"'],
    [{ proofsApart: 1 }, 'proofsApart must lie between 2 and 3'],
    [{ approvals: 0 }, 'approvals must lie between 1 and 5'],
    [{ approvals: 1.5 }, 'approvals must lie between 1 and 5'],
    [{ approvals: '1' }, 'approvals is no number'],
    [{ passwordLength: 8 }, 'passwordLength must lie between 16 and 64'],
    [{ proofs: [] }, 'proofs is empty: leave it out instead'],
    [{ proofs: ['vouch', 'vouch'] }, 'proofs names something twice'],
    [
      { proofs: ['vouch', 'email-code'] },
      'proofs[1] must be one of "step-up", "vouch", "totp", "call-back", "mail-code"; did you mean "mail-code"?',
    ],
    [{ rules: {} }, 'rules must be a list: [ … ]'],
    [rule({ aprovals: 2 }), 'rules[0]: "aprovals" is not known; did you mean "approvals"?'],
    [rule({ approvals: 9 }), 'rules[0].approvals must lie between 1 and 5'],
    [rule({ approverStepUp: false }), 'rules[0].approverStepUp can only be true: rules only ever ask for more'],
    [rule({ approvals: 2, groups: [] }), 'rules[0].groups is empty: leave it out instead'],
    [
      rule({ approvals: 2, groups: ['Directors'] }),
      'rules[0].groups[0] is no group: its object id, and after a space its name, such as "00000000-0000-0000-0000-000000000000 Directors"',
    ],
    [
      rule({ approvals: 2, kinds: ['guest'] }),
      'rules[0].kinds[0] must be one of "cloud", "synced", "federated", "privileged"',
    ],
    [{ rules: [{ approvals: 2 }] }, 'rules[0].name is missing'],
    [{ rules: [{ name: 'a\nb', approvals: 2 }] }, 'rules[0].name must be 1 to 60 characters on one line'],
    [{ privilegedTargets: 'yes' }, 'privilegedTargets must be true or false'],
    [wave({ from: 'soon' }), 'pilot[0].from is no date such as "2027-03-31" or "2027-03-31T08:00:00+01:00"'],
    [wave({ form: '2026-01-01' }), 'pilot[0]: "form" is not known; did you mean "from"?'],
    [
      { otherSystems: [{ name: 'x', group: ONE, link: 'http://x.example' }] },
      'otherSystems[0].link is no https link such as "https://help.contoso.com/password"',
    ],
    [{ otherSystems: [{ name: 'x', group: ONE }] }, 'otherSystems[0].link is missing'],
    [{ finishingLinks: { nowhere: 'https://x.example' } }, 'finishingLinks.nowhere is no domain such as "contoso.com"'],
    [{ instead: { 'mfa-last': 'https://x.example' } }, 'instead: "mfa-last" is not known; did you mean "mfa-lost"?'],
    [
      { never: { accounts: ['*'] } },
      'never.accounts[0] is no account: a user principal name, an object id, or a pattern such as "svc-*@contoso.com"',
    ],
    [
      { never: { accounts: ['*@*'] } },
      'never.accounts[0] is no account: a user principal name, an object id, or a pattern such as "svc-*@contoso.com"',
    ],
    ...(
      [
        ['break\u2011glass@corp.example', '“\u2011” (U+2011)'],
        ['breakglass@corp.example\u200b', 'U+200B'],
        ['\u00adbreakglass@corp.example', 'U+00AD'],
        ['bre\u0430kglass@corp.example', '“\u0430” (U+0430)'],
        ['svc\u2011*@corp.example', '“\u2011” (U+2011)'],
        ['svc-*@c\u043erp.example', '“\u043e” (U+043E)'],
        ['bréakglass@corp.example', '“é” (U+00E9)'],
        ['break glass@corp.example', 'U+0020'],
        ['break+glass@corp.example', '“+” (U+002B)'],
      ] as const
    ).map(([name, character]): [unknown, string] => [
      { never: { accounts: ['ada@corp.example', name] } },
      `never.accounts[1] has the character ${character} in it, which no user principal name can have: type the name anew, or take the object id`,
    ]),
    [{ attested: { writeback: { value: true, by: 'Ada' } } }, 'attested.writeback.until is missing'],
    [
      { attested: { writeback: { value: 'on', by: 'Ada', until: '2027-01-01' } } },
      'attested.writeback.value must be true or false',
    ],
  ];
  for (const [file, sentence] of form)
    it(`is refused, by its schema as well: ${JSON.stringify(file)}`, () => {
      assert.deepEqual(problems(file), [sentence]);
      assert.equal(schema(file), false);
    });

  /** Mistakes of sense: each entry could stand there, but not like this. */
  const sense: [unknown, string][] = [
    [{ idle: '299s' }, 'idle must lie between "5m" and "4h"'],
    [{ idle: '0m' }, 'idle must lie between "5m" and "4h"'],
    [{ linkSettles: '30s' }, 'linkSettles must lie between "7d" and "31d"'],
    [{ atHand: '20d' }, 'atHand must lie between "10s" and "60s"'],
    [{ codeValid: '11m' }, 'codeValid must lie between "2m" and "10m"'],
    [wave({ from: '2026-02-30' }), 'pilot[0].from is no date such as "2027-03-31" or "2027-03-31T08:00:00+01:00"'],
    [
      { instead: { 'mfa-lost': 'https://' } },
      'instead.mfa-lost is no https link such as "https://help.contoso.com/password"',
    ],
    [{ instead: { 'mfa-lost': 'https://[x' } }, 'instead.mfa-lost is no address that can be opened'],
    [{ never: { accounts: ['ada@corp'] } }, 'never.accounts[0] is no whole user principal name'],
    [{ reminderAfter: '30m' }, 'reminderAfter must be shorter than pendingFor'],
    [wave({ from: '2026-03-01', until: '2026-02-01' }), 'pilot[0].until must come after from'],
    [
      {
        pilot: [
          { name: 'W', group: ONE },
          { name: 'w', group: TWO },
        ],
      },
      'pilot[1].name stands there twice: each wave needs a name of its own',
    ],
    [
      { otherSystems: ['a', 'b'].map(name => ({ name, group: ONE, link: 'https://x.example' })) },
      'otherSystems[1].group has another system already: each group once',
    ],
    [
      {
        rules: [
          { name: 'VIP', approvals: 2 },
          { name: 'vip', approvals: 3 },
        ],
      },
      'rules[1].name stands there twice: each rule needs a name of its own',
    ],
    [rule({ groups: [ONE] }), 'rules[0] (“r”) asks for nothing: say what it asks, or take it out'],
    [
      { approvals: 3, ...rule({ approvals: 2 }) },
      'rules[0].approvals asks for less than everybody’s 3: rules only ever ask for more',
    ],
    [
      { proofsApart: 3, ...rule({ proofsApart: 2 }) },
      'rules[0].proofsApart asks for less than everybody’s 3: rules only ever ask for more',
    ],
    [
      rule({ proofs: ['mail-code', 'vouch'] }),
      'rules[0].proofs names "mail-code", which is not switched on: add it to proofs, or take it out here',
    ],
    [
      { escalation: [{ group: ONE, after: '30m' }] },
      'escalation[0].after must be shorter than pendingFor: by then the request has ended',
    ],
    [
      {
        escalation: [
          { group: ONE, after: '20m' },
          { group: TWO, after: '20m' },
        ],
      },
      'escalation[1].after must be later than the step before it',
    ],
    [
      {
        escalation: [
          { group: ONE, after: '10m' },
          { group: ONE, after: '20m' },
        ],
      },
      'escalation[1].group is asked before: once is enough',
    ],
    [
      { proofs: ['totp', 'mail-code'] },
      'proofs: with totp, mail-code nobody can show proofs in 2 different hands; switch on one that is held elsewhere',
    ],
    [
      { ...NOON, proofsApart: 3 },
      'proofs: with step-up, vouch nobody can show proofs in 3 different hands; switch on one that is held elsewhere',
    ],
    [
      rule({ proofs: ['totp', 'call-back'], kinds: ['cloud'] }),
      'rules[0] (“r”) can never be met: with totp, call-back nobody can show proofs in 2 different hands',
    ],
    [
      {
        rules: [
          { name: 'a', proofs: ['step-up', 'totp'] },
          { name: 'b', groups: [ONE], proofs: ['vouch', 'totp'] },
        ],
      },
      'rules: whom “a” and “b” meet at once can never prove it: with totp nobody can show proofs in 2 different hands',
    ],
    [
      { proofs: ['vouch', 'totp'], privilegedTargets: true },
      'privilegedTargets needs both "step-up" and "vouch" among proofs, and proofsApart 2',
    ],
  ];
  for (const [file, sentence] of sense)
    it(`is refused where it makes no sense: ${JSON.stringify(file)}`, () =>
      assert.deepEqual(problems(file), [sentence]));

  it('knows no text message and no question that only its owner should be able to answer', () => {
    for (const kind of ['sms', 'text-message', 'mobilePhone', 'security-question', 'birthday', 'employee-number']) {
      const read = readPolicy(JSON.stringify({ proofs: ['vouch', kind] }));
      assert.ok(
        'problems' in read && read.problems.some(problem => problem.startsWith('proofs[1] must be one of')),
        kind,
      );
    }
  });

  it('is taken with every character that Entra lets stand in a name', () => {
    const accounts = ["o'neil.a-b_c!d#e^f~g9@sub-1.corp.example", 'a_b.example#EXT#@corp.example'];
    assert.deepEqual(whole({ never: { accounts } }).attested.never, [accounts[0], 'a_b.example#ext#@corp.example']);
  });

  it('is refused where a name stands twice in one place, for only the last would count', () => {
    const text = `{
  "approvals": 3, "// ": "why", "//": "a", "//": "comments may",
  "rules": [{ "name": "a \\" \\": {", "approvals": 4 }, { "name": "approvals", "approvals": 4 }],
  "never": { "accounts": ["breakglass@corp.example"] },
  "appr\\u006fvals": 1,
  "never": { "accounts": ["a@corp.example"], "accounts": ["b@corp.example"] }
}`;
    assert.deepEqual(problems(text), [
      '"approvals" stands in line 2 and again in line 5: only one of them could count',
      '"never" stands in line 4 and again in line 6: only one of them could count',
      '"accounts" stands in line 6 and again in line 6: only one of them could count',
    ]);
  });

  it('is refused for each clock beyond its bounds, on either side, and taken at them', () => {
    for (const [clock, [least, most]] of Object.entries(BOUNDS)) {
      // How two clocks stand to each other is another matter.
      const said = (value: unknown) => problems({ [clock]: value }).filter(one => one.includes('must lie'));
      for (const within of [least, most]) assert.deepEqual(said(within), []);
      for (const beyond of [least.replace(/.$/, 'ms'), '1s', '32d', 999, 32 * DAY])
        assert.deepEqual(said(beyond), [`${clock} must lie between "${least}" and "${most}"`]);
    }
  });

  it('may let days be seconds where nobody is served for real', () => {
    const hurried = JSON.stringify({ pairsWithin: '1s', enrolmentSettles: 1_000, approvals: 1 });
    assert.ok('policy' in readPolicy(hurried, true));
    assert.equal(problems(hurried).length, 2);
    assert.ok('problems' in readPolicy('{ "pairsWithin": "0s" }', true));
  });

  it('is taken where two rules that contradict each other never meet the same account', () => {
    const rules = [
      { name: 'a', kinds: ['cloud'], proofs: ['step-up', 'totp'] },
      { name: 'b', kinds: ['synced', 'federated'], proofs: ['vouch', 'totp'] },
    ];
    assert.deepEqual(problems({ rules }), []);
  });

  it('is named with everything that is wrong, at once, and none of it is taken', () => {
    assert.deepEqual(problems({ idel: '1m', idle: 'soon', approvals: 9, rules: [{ approvals: 0 }] }), [
      'approvals must lie between 1 and 5',
      'idle is no duration such as "30m", "24h", "20s" or milliseconds',
      'rules[0].name is missing',
      'rules[0].approvals must lie between 1 and 5',
      '"idel" is not known; did you mean "idle"?',
    ]);
  });

  it('is shown where it stops being JSON', () => {
    assert.deepEqual(problems('{\n  "idle": "1m"\n  "approvals": 2\n}'), ['is not JSON from line 3, column 3 on']);
    for (const text of ['', 'null']) assert.deepEqual(problems(text), ['is not a JSON object: { … }']);
  });

  it('never lets in a rule or a set of rules that somebody with every means could not meet', () => {
    const kinds = fc.subarray([...PROOF_KINDS], { minLength: 1 });
    const homes = fc.subarray(['cloud', 'synced', 'federated'] as const, { minLength: 1 });
    const one = fc.record(
      { proofs: kinds, kinds: homes, proofsApart: fc.constantFrom(2, 3) },
      { requiredKeys: ['proofs'] },
    );
    const account = fc.record({
      domain: fc.constantFrom('managed' as const, 'federated' as const),
      synced: fc.boolean(),
      groups: fc.constant([]),
      mfaRegistered: fc.constant(true),
    });
    const seen = { taken: 0 };
    fc.assert(
      fc.property(kinds, fc.array(one, { maxLength: 3 }), account, (proofs, rules, facts) => {
        const named = rules.map((given, index) => ({
          ...given,
          name: `r${index}`,
          proofs: given.proofs.filter(kind => proofs.includes(kind)),
        }));
        const read = readPolicy(JSON.stringify({ proofs, rules: named.filter(given => given.proofs.length > 0) }));
        if ('problems' in read) return;
        seen.taken += 1;
        assert.ok(canBeMet(demandOf({ account: facts, verdict: {} }, read.policy, CALM), read.policy));
      }),
      { numRuns: 300, seed: 7 },
    );
    assert.ok(seen.taken > 50, `${seen.taken}`);
  });
});

describe('the policy file is documented', () => {
  const example = readFileSync('env/policy.example.json', 'utf8');
  const guide = readFileSync('docs/policy.md', 'utf8');

  it('by an example that has every entry with its meaning, and changes nothing', () => {
    assert.deepEqual(whole(JSON.parse(example)), WITHOUT_FILE);
    const { properties } = policySchema() as { properties: Record<string, { description?: string }> };
    const entries = JSON.parse(example) as Record<string, unknown>;
    for (const [name, { description }] of Object.entries(properties)) {
      if (name === '$schema') continue;
      assert.ok(name in entries, name);
      assert.equal(entries[`//${name}`], description, name);
    }
  });

  it('by a table of how far each clock may go', () => {
    const rows = [...guide.matchAll(/^\| `(\w+)` \| (\w+) \| (\w+) \| (\w+) \|/gm)].map(([, ...cells]) => cells);
    const shown = JSON.parse(example) as Record<string, string>;
    assert.deepEqual(
      rows,
      Object.entries(BOUNDS).map(([clock, [least, most]]) => [clock, least, shown[clock], most]),
    );
  });

  it('by the schema that is published', () => {
    // Written by `npm run policy -- schema > env/policy.schema.json`.
    assert.deepEqual(JSON.parse(readFileSync('env/policy.schema.json', 'utf8')), policySchema());
  });

  it('by examples that could be used as they are', () => {
    const examples = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    assert.ok(examples.length >= 3);
    for (const text of [example, ...examples]) {
      assert.deepEqual(problems(text), []);
      assert.ok(schema(JSON.parse(text)), JSON.stringify(schema.errors));
    }
  });
});
