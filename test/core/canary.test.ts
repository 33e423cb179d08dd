// The canary: one reset a day of an account that is nobody's, and of nobody else.
import assert from 'node:assert/strict';
import type { Account } from '../../src/core/account.ts';
import { canaryFacts, createCanary } from '../../src/core/canary.ts';
import { Secret } from '../../src/core/secret.ts';
import { anAccount, RITA } from '../contracts/a-request.ts';
import { aWorld } from '../contracts/a-world.ts';
import { aCompany, HANDS } from './a-company.ts';

const HOUR = 3_600_000;
const LOG = { info: () => {}, warn: () => {}, error: () => {} };

function aCage(facts: Partial<Account> = {}) {
  const world = aWorld();
  const company = aCompany(world);
  const kept = new Map<string, string>();
  const memory = {
    read: async (key: string) => kept.get(key),
    write: async (key: string, text: string) => void kept.set(key, text),
  };
  const well = { upn: 'canary@corp.example', eligibleRoles: [], ownsRoleGroups: [], deskPower: [], external: false };
  company.state.account = anAccount({ ...well, ...facts });
  const canary = createCanary({
    ...company,
    tenant: RITA.tenant,
    account: RITA.id,
    take: async () =>
      company.state.connected ? { token: new Secret('token'), as: HANDS } : ({ held: 'sign-in-needed' } as const),
    memory,
    passwordLength: 16,
    within: HOUR / 2,
    world,
    log: LOG,
  });
  /** As a worker does: looks whenever it was told to. */
  async function wait(ms: number): Promise<void> {
    const until = world.now() + ms;
    for (let next = await canary.look(); next < until; next = await canary.look())
      world.advance(Math.max(1, next - world.now()));
    world.advance(Math.max(0, until - world.now()));
  }
  return { world, company, canary, kept, wait, last: async () => (await canaryFacts(memory)).last };
}

describe('the canary', () => {
  it('is reset once a day, with another password each time, and none of them is kept', async () => {
    const { company, kept, wait, last } = aCage();
    await wait(60 * HOUR);
    const passwords = company.accepted.map(({ password }) => password);
    assert.equal(new Set(passwords).size, 3);
    assert.equal(company.state.posts, 3);
    assert.equal((await last())?.how, 'arrived');
    for (const text of kept.values()) assert.ok(passwords.every(password => !text.includes(password)));
  });

  it('tells what the directory said when the reset does not arrive', async () => {
    const { company, wait, last } = aCage();
    company.state.fates = ['SSPR_0029: OnPremisesAdminActionRequired'];
    await wait(HOUR);
    const { how, said } = (await last()) ?? {};
    assert.deepEqual({ how, said }, { how: 'failed', said: 'SSPR_0029: OnPremisesAdminActionRequired' });
  });

  it('counts as arrived what Active Directory took', async () => {
    const { company, wait, last } = aCage();
    company.state.fates = ['OnPremisesSuccessCloudFailure'];
    await wait(HOUR);
    assert.equal((await last())?.how, 'arrived');
  });

  for (const [why, facts] of Object.entries({
    name: { upn: 'rita@corp.example' },
    disabled: { enabled: false },
    'not-synced': { synced: false },
    power: { roles: ['User Administrator'] },
    unreadable: { deskPower: 'unknown' },
  } as const))
    it(`is not reset while it is unfit: ${why}`, async () => {
      const { company, wait, last } = aCage(facts);
      await wait(30 * HOUR);
      assert.equal((await last())?.how, why);
      assert.equal(company.state.posts, 0);
    });

  it('is no second time reset because nobody saw what became of the first', async () => {
    const { company, wait, last } = aCage();
    company.state.answers = ['timeout-after'];
    await wait(HOUR);
    company.state.answers = ['accepted'];
    company.state.fates = ['never'];
    await wait(3 * HOUR);
    assert.equal((await last())?.how, 'unknown');
    assert.equal(company.state.posts, 1);
  });

  it('is only looked at by a process that finds it under way', async () => {
    const { company, canary, kept, last } = aCage();
    kept.set('canary', JSON.stringify({ open: { at: 1, as: HANDS } }));
    await canary.look();
    assert.equal(company.state.posts, 0);
    assert.equal((await last())?.how, 'unknown');
  });

  it('waits while the account that resets must sign in, or Graph has no time, and says nothing of it', async () => {
    const { company, wait, last } = aCage();
    company.state.connected = false;
    await wait(3 * HOUR);
    company.state.connected = true;
    company.state.answers = ['throttled', 'accepted'];
    await wait(HOUR);
    assert.equal(await last(), undefined);
    await wait(2 * HOUR);
    assert.equal((await last())?.how, 'arrived');
  });
});
