// Where a password lives and which way leads back in: a case for every row, their order, and what is not known.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Account } from '../../src/core/account.ts';
import { DIAGNOSIS, diagnose, type Route, type RowName } from '../../src/core/diagnosis.ts';
import { anAccount } from '../contracts/a-request.ts';

const capable = { capable: true, enabled: true, registered: true, methods: ['mobilePhone'], asOf: 0 };
const other = { provider: 'other', host: 'idp.example', signInOrigin: 'https://idp.example' } as const;
const cloud = { domain: 'managed', federation: null, synced: false } as const;
const nobody = { never: [] };

const rows: [RowName, Route, Partial<Account>][] = [
  ['guest', 'refused', { userType: 'guest' }],
  ['guest', 'refused', { upn: 'rita_home.example#EXT#@corp.example' }],
  ['disabled', 'refused', { enabled: false }],
  ['privileged', 'refused', { roles: ['Helpdesk Administrator'] }],
  ['restricted', 'refused', { restricted: true }],
  ['unreadable', 'refused', { domain: 'unknown' }],
  ['sspr', 'sspr', { sspr: capable }],
  ['federated-adfs', 'helpdesk', {}],
  ['federated-other', 'helpdesk', { federation: other }],
  ['federated-other', 'helpdesk', { federation: null }],
  ['federated-other', 'helpdesk', { federation: 'unknown' }],
  ['synced', 'helpdesk', { domain: 'managed', federation: null }],
  ['cloud', 'helpdesk', cloud],
  ['cloud', 'helpdesk', { ...cloud, sspr: 'unknown' }],
];

describe('diagnosis', () => {
  for (const [row, route, facts] of rows) {
    it(`reads ${JSON.stringify(facts)} as ${row}`, () => {
      const verdict = diagnose(anAccount(facts), nobody);
      assert.deepEqual([verdict.row, verdict.route], [row, route]);
    });
  }

  it('never touches an account on the list, by id or by name, however it is written', () => {
    const { id, upn } = anAccount();
    for (const name of [id, upn, id.toUpperCase(), upn.toUpperCase()])
      assert.equal(diagnose(anAccount({ sspr: capable }), { never: ['x', name] }).row, 'never');
    assert.notEqual(diagnose(anAccount(), { never: ['someone@corp.example'] }).row, 'never');
  });

  it('takes the first row that fits, in this order', () => {
    assert.deepEqual(
      DIAGNOSIS.map(row => row.row),
      [
        'never',
        'guest',
        'disabled',
        'privileged',
        'restricted',
        'unreadable',
        'sspr',
        'federated-adfs',
        'federated-other',
        'synced',
        'cloud',
      ] satisfies RowName[],
    );
    // Everything at once, then one reason less each time.
    const all = {
      userType: 'guest',
      enabled: false,
      roles: ['r'],
      restricted: true,
      domain: 'unknown',
      sspr: capable,
    } as const;
    const told: string[] = [];
    let facts: Partial<Account> = all;
    for (const better of [
      {},
      { userType: 'member' },
      { enabled: true },
      { roles: [] },
      { restricted: false },
      { domain: 'federated' },
      { sspr: 'unknown' },
    ] as Partial<Account>[]) {
      facts = { ...facts, ...better };
      told.push(diagnose(anAccount(facts), nobody).row);
    }
    assert.deepEqual(told, ['guest', 'disabled', 'privileged', 'restricted', 'unreadable', 'sspr', 'federated-adfs']);
  });

  it('names for every row what it rests on', () => {
    for (const row of DIAGNOSIS) assert.match(row.rests, /\S/);
  });

  it('resets nobody of whom anything that protects them is unknown', () => {
    for (const fact of ['enabled', 'userType', 'roles', 'restricted', 'domain', 'synced'] as const) {
      const verdict = diagnose(anAccount({ [fact]: 'unknown' }), nobody);
      assert.deepEqual([verdict.route, verdict.row], ['refused', 'unreadable'], fact);
    }
  });

  it('never lets an unknown fact open a way that the known fact would not', () => {
    const facts = fc.record({
      enabled: fc.constantFrom(true, false),
      userType: fc.constantFrom('member', 'guest'),
      roles: fc.constantFrom([], ['r']),
      restricted: fc.constantFrom(true, false),
      synced: fc.constantFrom(true, false),
      domain: fc.constantFrom('managed', 'federated'),
      sspr: fc.constantFrom(capable, { ...capable, capable: false }),
    } as const);
    fc.assert(
      fc.property(
        facts,
        fc.subarray(['enabled', 'userType', 'roles', 'restricted', 'synced', 'domain', 'sspr']),
        (known, hidden) => {
          const unknown = Object.fromEntries(hidden.map(name => [name, 'unknown']));
          const clear = diagnose(anAccount(known as Partial<Account>), nobody);
          const dim = diagnose(anAccount({ ...known, ...unknown } as Partial<Account>), nobody);
          if (dim.route === 'sspr') assert.ok(clear.route !== 'helpdesk' && known.sspr.capable);
          if (clear.route === 'refused') assert.equal(dim.route, 'refused');
        },
      ),
    );
  });

  it('ends at the page of whoever owns the sign-in', () => {
    const finish = (facts: Partial<Account>) => diagnose(anAccount(facts), nobody).finish;
    assert.equal(finish({}), 'adfs');
    assert.equal(finish({ federation: other }), 'other');
    assert.equal(finish({ federation: 'unknown' }), 'other');
    assert.equal(finish({ domain: 'managed', federation: null }), 'microsoft');
  });

  it('finds the finishing link: the owner’s own, else AD FS’s page, else what the admin configured', () => {
    const adfs = { provider: 'adfs', host: 'sts.corp.example', signInOrigin: 'https://sts.corp.example' } as const;
    const link = (facts: Partial<Account>, updateUrl?: string) =>
      diagnose(anAccount(facts), { never: [], ...(updateUrl ? { updateUrl } : {}) }).updateUrl;
    const own = 'https://reset.corp.example';
    const mine = 'https://admin.example/change';
    assert.equal(link({ federation: { ...adfs, passwordResetUri: own } }, mine), own);
    assert.equal(link({ federation: { ...other, passwordResetUri: own } }, mine), own);
    assert.equal(link({ federation: adfs }, mine), 'https://sts.corp.example/adfs/portal/updatepassword/');
    assert.equal(link({ federation: other }, mine), mine);
    assert.equal(link({ federation: 'unknown' }, mine), mine);
    assert.equal(link({ federation: null }), undefined);
    assert.equal(link({ domain: 'managed', federation: null }, mine), undefined);
  });

  it('says whether the password has to travel on to Active Directory', () => {
    assert.equal(diagnose(anAccount(), nobody).writeback, true);
    assert.equal(diagnose(anAccount({ sspr: capable }), nobody).writeback, true);
    assert.equal(diagnose(anAccount(cloud), nobody).writeback, false);
  });
});
