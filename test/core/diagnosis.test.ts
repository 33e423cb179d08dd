// Where a password lives and which way leads back in: a case for every row, their order, and what is not known.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordsFor } from '../../locales/words.ts';
import type { Account } from '../../src/core/account.ts';
import {
  type Attested,
  DIAGNOSIS,
  diagnose,
  groupsNamed,
  type History,
  OFFERS,
  type Offer,
  type Route,
  type RowName,
  type Situation,
} from '../../src/core/diagnosis.ts';
import { anAccount } from '../contracts/a-request.ts';
import { START } from '../contracts/a-world.ts';

const HOUR = 3_600_000;
const sspr = { capable: true, enabled: true, registered: true, methods: ['mobilePhone'], asOf: START - 5 * HOUR };
const other = { provider: 'other', host: 'idp.example', signInOrigin: 'https://idp.example' } as const;
const managed = { domain: 'managed', federation: null } as const;
const cloud = { ...managed, synced: false } as const;
const yes = { value: true, by: 'ada' };
const no = { value: false, by: 'ada' };

type Told = Omit<Partial<Situation>, 'account' | 'attested'> & { readonly attested?: Partial<Attested> };

function verdictOf(facts: Partial<Account> = {}, { attested, ...told }: Told = {}) {
  return diagnose({ account: anAccount(facts), attested: { never: [], ...attested }, now: START, ...told });
}

const CASES: [RowName, Route, Partial<Account>, Told?][] = [
  ['never', 'refused', {}, { attested: { never: ['x', 'RITA@corp.example'] } }],
  ['impersonal', 'refused', {}, { attested: { impersonal: { groups: [], names: ['svc-*', 'r*a@corp.*'] } } }],
  ['impersonal', 'refused', { groups: ['G-Svc'] }, { attested: { impersonal: { groups: ['g-svc'], names: [] } } }],
  ['guest', 'refused', { userType: 'guest' }],
  ['external', 'refused', { upn: 'rita_home.example#EXT#@corp.example' }],
  ['external', 'refused', { external: true }],
  ['disabled', 'refused', { enabled: false }],
  [
    'elsewhere',
    'refused',
    { groups: ['g-1'] },
    { attested: { elsewhere: [{ group: 'g-1', name: 'Okta', link: 'https://okta.example' }] } },
  ],
  ['not-pilot', 'refused', { groups: ['g-2'] }, { attested: { pilot: [{ group: 'g-1' }] } }],
  ['not-pilot', 'refused', { groups: ['g-1'] }, { attested: { pilot: [{ group: 'g-1', from: START + 1 }] } }],
  ['not-pilot', 'refused', { groups: ['g-1'] }, { attested: { pilot: [{ group: 'g-1', until: START }] } }],
  [
    'federated-adfs',
    'helpdesk',
    { groups: ['g-1'] },
    { attested: { pilot: [{ group: 'G-1', from: START, until: START + 1 }] } },
  ],
  ['at-risk', 'refused', { risk: 'at-risk' }],
  ['privileged', 'refused', { roles: ['Helpdesk Administrator'] }],
  ['eligible', 'refused', { eligibleRoles: ['Global Administrator'] }],
  ['role-group-owner', 'refused', { ownsRoleGroups: ['Tier 0'] }],
  ['desk-power', 'refused', { deskPower: [{ as: 'owner', of: 'Helpdesk' }] }],
  ['restricted', 'refused', { restricted: true }],
  ['restricted', 'refused', { restricted: true }, { attested: { privilegedTargets: true } }],
  ['mfa-lost', 'refused', { sspr }, { said: 'mfa-lost' }],
  ['writeback-off', 'refused', { sspr }, { attested: { writeback: no } }],
  ['writeback-broken', 'refused', { sspr }, { history: { writebackFailedAt: START - HOUR / 2 + 1 } }],
  ['protected', 'refused', { sspr }, { history: { protectedAt: START - 24 * HOUR + 1 } }],
  ['unreadable', 'refused', { domain: 'unknown' }],
  ['locked', 'sspr', { sspr }, { said: 'locked' }],
  ['sspr', 'sspr', { sspr, ...cloud }, { said: 'locked' }],
  ['sspr', 'sspr', { sspr }, { said: 'locked', attested: { ssprUnlock: no } }],
  ['sspr', 'sspr', { sspr }],
  ['sspr', 'sspr', { sspr: { ...sspr, asOf: START - 36 * HOUR } }],
  ['federated-adfs', 'helpdesk', { sspr: { ...sspr, asOf: START - 36 * HOUR - 1 } }],
  [
    'federated-adfs',
    'helpdesk',
    { sspr, deskPower: [{ as: 'member', of: 'x' }] },
    { attested: { privilegedTargets: true } },
  ],
  ['staged-rollout', 'helpdesk', { groups: ['g-1'] }, { attested: { stagedRollout: ['G-1'] } }],
  ['federated-adfs', 'helpdesk', { groups: 'unknown' }, { attested: { stagedRollout: ['G-1'] } }],
  ['federated-adfs', 'helpdesk', {}],
  ['federated-other', 'helpdesk', { federation: other }],
  ['federated-other', 'helpdesk', { federation: null }],
  ['federated-other', 'helpdesk', { federation: 'unknown' }],
  ['synced', 'helpdesk', managed],
  ['synced', 'helpdesk', managed, { history: { writebackFailedAt: START - HOUR / 2, protectedAt: START - 24 * HOUR } }],
  ['synced', 'helpdesk', managed, { attested: { writeback: { ...no, until: START } } }],
  ['cloud', 'helpdesk', cloud],
  ['cloud', 'helpdesk', cloud, { attested: { writeback: no }, history: { protectedAt: START } }],
  ['cloud', 'helpdesk', { ...cloud, sspr: 'unknown', risk: 'unknown', hybridAgent: 'unknown', changes: 'unknown' }],
];

describe('diagnosis', () => {
  for (const [row, route, facts, told] of CASES) {
    it(`reads ${JSON.stringify(facts)}${told ? ` and ${JSON.stringify(told)}` : ''} as ${row}`, () => {
      const verdict = verdictOf(facts, told);
      assert.deepEqual([verdict.row, verdict.route], [row, route]);
    });
  }

  it('has a case for every row, and its sentences', () => {
    const words = wordsFor('en');
    assert.deepEqual(
      DIAGNOSIS.map(({ row }) => row).filter(row => !CASES.some(([one]) => one === row)),
      [],
    );
    const missing = DIAGNOSIS.flatMap(({ row, route }) =>
      route === 'refused'
        ? [`cards.refused.${row}-why`, `cards.refused.${row}-instead`, `cards.kind.${row}`]
        : [`chat.where.${row}`, `cards.kind.${row}`],
    ).filter(key => !words.knows(key));
    assert.deepEqual(missing, []);
    // Three are said on a card of their own: how to unlock on the guidance, where to register on the last one.
    const onCards = ['unlock', 'unlock-perhaps', 'register-afterwards'];
    assert.deepEqual(
      OFFERS.filter(({ offer }) => !onCards.includes(offer))
        .map(({ offer, shown }) => `${shown === 'helpdesk' ? 'cards' : 'chat'}.offer.${offer}`)
        .filter(key => !words.knows(key)),
      [],
    );
  });

  it('never touches an account on the list, by id or by name, however it is written', () => {
    const { id, upn } = anAccount();
    for (const name of [id, upn, id.toUpperCase(), upn.toUpperCase()])
      assert.equal(verdictOf({ sspr }, { attested: { never: ['x', name] } }).row, 'never');
    assert.notEqual(verdictOf({}, { attested: { never: ['someone@corp.example'] } }).row, 'never');
  });

  it('takes a star in a name for anything, and nothing else', () => {
    const fits = (name: string) =>
      verdictOf({ upn: 'svc.print-1@corp.example' }, { attested: { impersonal: { groups: [], names: [name] } } })
        .row === 'impersonal';
    for (const name of ['svc.print-1@corp.example', 'SVC.*', '*@corp.example', 's*1@*', 'svc*print*corp*', '*'])
      assert.ok(fits(name), name);
    for (const name of [
      'svc.print-1',
      'print*',
      '*@corp',
      'svc?print-1@corp.example',
      'svc.print-1@corp.exam*mple',
      '',
    ])
      assert.ok(!fits(name), name);
  });

  it('takes the first row that fits, in this order', () => {
    const attested = {
      impersonal: { groups: [], names: ['*'] },
      elsewhere: [{ group: 'g', name: 'Okta', link: 'https://okta.example' }],
      pilot: [{ group: 'nobody' }],
      writeback: no,
      stagedRollout: ['g'],
    };
    const history = { writebackFailedAt: START, protectedAt: START };
    // Everything at once, then one reason less each time.
    const state = {
      facts: {
        ...anAccount({ userType: 'guest', external: true, enabled: false, groups: ['g'], risk: 'at-risk' }),
        ...{
          roles: ['r'],
          eligibleRoles: ['r'],
          ownsRoleGroups: ['g'],
          deskPower: [{ as: 'member', of: 'g' }] as const,
        },
        ...({ restricted: true, domain: 'unknown', sspr } as const),
      } as Partial<Account>,
      told: { attested: { ...attested, never: ['rita@corp.example'] }, history, said: 'mfa-lost' } as Told,
    };
    const less: [Partial<Account>, Told?][] = [
      [{}],
      [{}, { attested }],
      [{}, { attested: { ...attested, impersonal: { groups: [], names: [] } } }],
      [{ userType: 'member' }],
      [{ external: false }],
      [{ enabled: true }],
      [{ groups: ['h'] }],
      [{ groups: ['g'] }, { attested: { writeback: no, stagedRollout: ['g'] } }],
      [{ risk: 'none' }],
      [{ roles: [] }],
      [{ eligibleRoles: [] }],
      [{ ownsRoleGroups: [] }],
      [{ deskPower: [] }],
      [{ restricted: false }],
      [{}, { said: 'locked' }],
      [{}, { attested: { stagedRollout: ['g'] } }],
      [{}, { history: { protectedAt: START } }],
      [{}, { history: {} }],
      [{ domain: 'federated' }],
      [{}, { said: 'other' }],
      [{ sspr: 'unknown' }],
      [{ groups: [] }],
      [{ federation: null }],
      [managed],
      [{ synced: false }],
    ];
    const rows = less.map(([facts, told]) => {
      state.facts = { ...state.facts, ...facts };
      state.told = { ...state.told, ...told };
      return verdictOf(state.facts, state.told).row;
    });
    assert.deepEqual(
      rows,
      DIAGNOSIS.map(({ row }) => row),
    );
  });

  const PROTECTING = {
    enabled: [true, false],
    userType: ['member', 'guest'],
    external: [false, true],
    roles: [[], ['r']],
    eligibleRoles: [[], ['r']],
    ownsRoleGroups: [[], ['g']],
    deskPower: [[], [{ as: 'member', of: 'g' }]],
    groups: [['g-pilot'], [], ['g-pilot', 'g-svc'], ['g-pilot', 'g-else']],
    restricted: [false, true],
    synced: [false, true],
    domain: ['managed', 'federated'],
  } as const satisfies { readonly [F in keyof Account]?: readonly Account[F][] };
  const impersonal = { groups: ['g-svc'], names: [] };
  const pilot = [{ group: 'g-pilot' }];
  const elsewhere = [{ group: 'g-else', name: 'Okta', link: 'https://okta.example' }];
  const demanding: Attested = { never: [], impersonal, pilot, elsewhere };

  it('serves nobody of whom anything that protects them is unknown', () => {
    for (const fact of Object.keys(PROTECTING) as (keyof typeof PROTECTING)[]) {
      const { route, row } = verdictOf(
        { groups: ['g-pilot'], sspr, [fact]: 'unknown' },
        { attested: { ...demanding, privilegedTargets: true } },
      );
      assert.deepEqual([route, row], ['refused', 'unreadable'], fact);
    }
    // Groups that nobody asked about protect nobody.
    assert.equal(verdictOf({ groups: 'unknown' }).route, 'helpdesk');
  });

  it('refuses whoever it would refuse for one fact when it cannot read that fact, whichever rule it is', () => {
    const refused = Object.entries(PROTECTING).flatMap(([fact, values]) =>
      [{ impersonal }, { pilot }, { elsewhere }, {}].flatMap(attested =>
        values
          .filter(value => verdictOf({ groups: ['g-pilot'], sspr, [fact]: value }, { attested }).route === 'refused')
          .map(value => [fact, value, attested] as const),
      ),
    );
    assert.ok(refused.length > 30, String(refused.length));
    for (const [fact, value, attested] of refused) {
      const { route } = verdictOf({ groups: ['g-pilot'], sspr, [fact]: 'unknown' }, { attested });
      assert.equal(route, 'refused', JSON.stringify([fact, value, attested]));
    }
  });

  it('never lets an unknown fact open a way that the known fact would not', () => {
    // Mostly nothing in the way: else one reason to refuse hides another, and nothing is learnt.
    const mostly = <T>([usual, ...rare]: readonly [T, ...T[]]) =>
      fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...rare) });
    const known = fc.record(
      Object.fromEntries(
        Object.entries(PROTECTING).map(([fact, values]) => [
          fact,
          mostly<unknown>(values as readonly [unknown, ...unknown[]]),
        ]),
      ),
    );
    const told = fc.record({
      said: mostly(['forgot', 'locked', 'mfa-lost'] as const),
      history: mostly<History>([{}, { protectedAt: START }, { writebackFailedAt: START }]),
      attested: fc.record({
        // One rule at a time as well: all of them rest on the same fact, and one may hide that another forgot to ask for it.
        demands: fc.constantFrom(demanding, { impersonal }, { pilot }, { elsewhere }, {}),
        writeback: mostly([yes, no]),
        privilegedTargets: fc.boolean(),
      }),
    } as const);
    fc.assert(
      fc.property(
        known,
        fc.subarray([...Object.keys(PROTECTING), 'sspr', 'hybridAgent'], { maxLength: 3 }),
        told,
        (facts, hidden, { attested, ...rest }) => {
          const { demands, ...more } = attested;
          const situation: Told = { ...rest, attested: { ...demands, ...more } };
          const unknown = Object.fromEntries(hidden.map(fact => [fact, 'unknown']));
          const clear = verdictOf({ sspr, ...facts }, situation);
          const dim = verdictOf({ sspr, ...facts, ...unknown }, situation);
          if (clear.route === 'refused') assert.equal(dim.route, 'refused');
          if (dim.route === 'sspr') assert.equal(clear.route, 'sspr');
          if (clear.privileged && dim.route !== 'refused') assert.equal(dim.privileged, true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  describe('where privileged targets are switched on', () => {
    it('serves whoever has power at the desk, and says so', () => {
      for (const power of [
        { roles: ['r'] },
        { eligibleRoles: ['r'] },
        { ownsRoleGroups: ['g'] },
        { deskPower: [{ as: 'owner', of: 'g' }] },
      ] as const) {
        assert.equal(verdictOf({ sspr, ...power }).privileged, undefined);
        const { route, privileged } = verdictOf({ sspr, ...power }, { attested: { privilegedTargets: true } });
        assert.deepEqual([route, privileged], ['helpdesk', true]);
      }
      assert.equal(verdictOf({ sspr }, { attested: { privilegedTargets: true } }).privileged, undefined);
    });
  });

  it('leads refused people where the admin said, and to the system that has their password', () => {
    const instead = { 'mfa-lost': 'https://door.example', disabled: 'https://desk.example' };
    const lost = verdictOf({}, { said: 'mfa-lost', attested: { instead } });
    assert.deepEqual([lost.door, lost.link], ['mfa', { url: 'https://door.example' }]);
    assert.deepEqual(verdictOf({ enabled: false }, { attested: { instead } }).link, { url: 'https://desk.example' });
    assert.equal(verdictOf({ restricted: true }, { attested: { instead } }).link, undefined);
    const { link } = verdictOf({ groups: ['g-else'] }, { attested: { elsewhere } });
    assert.deepEqual(link, { url: 'https://okta.example', name: 'Okta' });
  });

  describe('offers beside the road', () => {
    const OFFERED: [Offer, Partial<Account>, Told?][] = [
      ['relock-list', { passwordChangedAt: START - HOUR + 1 }],
      ['relock-list', {}, { history: { resetAt: START - 1 } }],
      ['my-security-info', managed],
      ['change-there', {}, { said: 'expired' }],
      ['unlock', { sspr }, { said: 'locked', attested: { ssprUnlock: yes } }],
      ['unlock-perhaps', { sspr }, { said: 'locked' }],
      ['sspr-perhaps', { sspr: 'unknown' }],
      ['sspr-perhaps', { sspr: { ...sspr, asOf: START - 37 * HOUR } }],
      ['register-afterwards', {}],
      ['sspr-off', { sspr: { ...sspr, capable: false, enabled: false } }],
      ['writeback-connect', { hybridAgent: 'connect' }],
      ['writeback-cloud-sync', { hybridAgent: 'cloud-sync' }],
    ];
    for (const [offer, facts, told] of OFFERED)
      it(`${offer}, for ${JSON.stringify({ ...facts, ...told })}`, () =>
        assert.ok(verdictOf(facts, told).offers?.includes(offer)));

    it('and has a case for each', () =>
      assert.deepEqual(
        OFFERS.map(({ offer }) => offer).filter(offer => !OFFERED.some(([one]) => one === offer)),
        [],
      ));

    const NOT_OFFERED: [Offer, Partial<Account>, Told?][] = [
      ['relock-list', { passwordChangedAt: START - HOUR }],
      ['relock-list', { passwordChangedAt: 'unknown' }],
      ['my-security-info', {}],
      ['my-security-info', { ...managed, mfaRegistered: 'unknown' }],
      ['my-security-info', managed, { said: 'expired' }],
      ['change-there', { federation: other }, { said: 'expired' }],
      ['change-there', {}],
      ['unlock', { sspr }, { said: 'locked', attested: { ssprUnlock: { ...yes, until: START } } }],
      ['unlock-perhaps', { sspr }, { said: 'locked', attested: { ssprUnlock: no } }],
      ['unlock-perhaps', { sspr: 'unknown' }, { said: 'locked' }],
      ['sspr-perhaps', { sspr }],
      ['sspr-perhaps', { sspr: 'unknown', roles: ['r'] }, { attested: { privilegedTargets: true } }],
      ['register-afterwards', { sspr }],
      ['writeback-connect', { ...cloud, hybridAgent: 'connect' }],
    ];
    for (const [offer, facts, told] of NOT_OFFERED)
      it(`not ${offer}, for ${JSON.stringify({ ...facts, ...told })}`, () =>
        assert.ok(!verdictOf(facts, told).offers?.includes(offer)));

    it('nothing to whom it refuses', () =>
      assert.equal(verdictOf({ enabled: false, sspr: 'unknown' }).offers, undefined));
  });

  it('ends at the page of whoever owns the sign-in', () => {
    const finish = (facts: Partial<Account>, told?: Told) => verdictOf(facts, told).finish;
    assert.equal(finish({}), 'adfs');
    assert.equal(finish({ federation: other }), 'other');
    assert.equal(finish({ federation: 'unknown' }), 'other');
    assert.equal(finish(managed), 'microsoft');
    assert.equal(finish({ groups: ['g'] }, { attested: { stagedRollout: ['g'] } }), 'microsoft');
  });

  it('finds the finishing link: the admin’s for that domain, the owner’s own, AD FS’s page, the admin’s for all', () => {
    const adfs = { provider: 'adfs', host: 'sts.corp.example', signInOrigin: 'https://sts.corp.example' } as const;
    const link = (facts: Partial<Account>, attested: Partial<Attested> = {}) =>
      verdictOf(facts, { attested }).updateUrl;
    const own = 'https://reset.corp.example';
    const mine = { updateUrl: 'https://admin.example/change' };
    const here = { ...mine, updateUrls: { 'corp.example': 'https://admin.example/corp' } };
    assert.equal(link({ federation: { ...adfs, passwordResetUri: own } }, mine), own);
    assert.equal(link({ federation: { ...other, passwordResetUri: own } }, mine), own);
    assert.equal(
      link({ federation: { ...adfs, passwordResetUri: own }, upn: 'rita@Corp.example' }, here),
      'https://admin.example/corp',
    );
    assert.equal(link({ federation: other, upn: 'rita@sub.corp.example' }, here), mine.updateUrl);
    assert.equal(link({ federation: adfs }, mine), 'https://sts.corp.example/adfs/portal/updatepassword/');
    assert.equal(link({ federation: other }, mine), mine.updateUrl);
    assert.equal(link({ federation: 'unknown' }, mine), mine.updateUrl);
    assert.equal(link({ federation: null }), undefined);
    assert.equal(link(managed, here), undefined);
    assert.equal(link({ groups: ['g'] }, { ...here, stagedRollout: ['g'] }), undefined);
  });

  it('says whether the password has to travel on to Active Directory', () => {
    assert.equal(verdictOf().writeback, true);
    assert.equal(verdictOf({ sspr }).writeback, true);
    assert.equal(verdictOf(cloud).writeback, false);
  });

  it('names every group the directory must be asked about', () => {
    assert.deepEqual(groupsNamed({ ...demanding, stagedRollout: ['g-staged'] }), [
      'g-svc',
      'g-pilot',
      'g-else',
      'g-staged',
    ]);
    assert.deepEqual(groupsNamed({ never: [] }), []);
  });
});
