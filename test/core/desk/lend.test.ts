// Where people reset with their own hands, a frozen person's password is replaced by whoever lends theirs: once, and for nothing else.
import assert from 'node:assert/strict';
import { anAccount } from '../../contracts/a-request.ts';
import { abe, ada, done, HOUR, MINUTE, rita, type Someone, said, security, stranger } from '../a-desk.ts';
import { as, filed, TOKEN_LIFE } from './with-own-hands.ts';

/** Landed by Ada's hands, seen by whoever has the page, and then "that was not me". */
async function frozen() {
  const bench = await filed();
  const { id, company, approve, page, pass, desk, click } = bench;
  done(await approve(ada));
  const { poll } = await page(id);
  await pass(10_000, poll);
  done(await desk.freeze(rita, id, click()));
  await pass(MINUTE);
  const { posts } = company.state;
  const lend = (who: Someone, more: object = {}) => desk.lend(who, id, click(), { ...bench.signedIn(who), ...more });
  const lockout = () => bench.row(id).lockout;
  return { ...bench, lend, lockout, posts: () => company.state.posts - posts };
}

const tried = ({ store }: Pick<Awaited<ReturnType<typeof frozen>>, 'store'>) =>
  store.lines.filter(({ facts }) => facts['what'] === 'locking out');

describe('hands lent to a lockout', () => {
  it('are waited for, since what an approver lent was for the reset: the admins are told, once', async () => {
    const { lockout, posts, pass, burned, store } = await frozen();
    await pass(HOUR);
    assert.deepEqual([lockout()?.waits, lockout()?.ended, posts()], [true, undefined, 0]);
    assert.ok(burned());
    assert.equal(store.told.filter(({ kind }) => kind === 'alarm-lockout').length, 1);
  });

  it('replace the password in their owner’s own name, by one that nobody ever sees, and are burned', async () => {
    const bench = await frozen();
    const { id, lend, lockout, posts, pass, burned, store, company, logged, wrongs } = bench;
    done(await lend(abe));
    assert.ok(store.hands.has(id));
    await pass(MINUTE);
    assert.deepEqual([lockout()?.ended, posts()], ['locked', 1]);
    assert.ok(burned());
    const [line, ...more] = tried(bench);
    assert.deepEqual([line?.personal['as'], line?.facts['as'], more], [abe.id, undefined, []]);
    const [first, last] = company.accepted.map(({ password }) => password);
    assert.ok(first && last && first !== last);
    assert.ok(!(store.written() + JSON.stringify(logged)).includes(last));
    assert.ok(!store.written().includes('token of'));
    assert.deepEqual([wrongs, store.seals.size, as(bench)], [[], 0, [ada.id]]);
  });

  it('are not taken from whoever has no right to lend them, which leaves a line', async () => {
    const { lend, store } = await frozen();
    assert.equal(said(await lend(stranger)), 'not-an-approver');
    assert.deepEqual(store.lines.at(-1)?.facts, { what: 'hands for the lockout refused', why: 'not-an-approver' });
  });

  it('may be those of whoever froze it, of an approver, or of an admin of the desk with the right', async () => {
    for (const who of [ada, security]) {
      const { company, lend, pass, lockout } = await frozen();
      company.state.people.set(security.id, anAccount({ id: security.id, roles: ['Authentication Administrator'] }));
      done(await lend(who));
      await pass(MINUTE);
      assert.equal(lockout()?.ended, 'locked', who.name);
    }
  });

  it('are nobody else’s: not its person’s, not a stranger’s, not those of somebody who vouched or is frozen', async () => {
    const { lend, company, desk, click, row, id, put, burned } = await frozen();
    company.state.approvers.add(rita.id);
    assert.equal(said(await lend(rita)), 'own-request');
    assert.equal(said(await lend(stranger)), 'not-an-approver');
    const [{ by: voucher } = {}] = row(id).proofs.filter(({ kind }) => kind === 'vouch');
    company.state.approvers.add(voucher?.id ?? '');
    assert.equal(said(await lend({ ...stranger, id: voucher?.id ?? '' })), 'you-vouched');
    assert.equal(said(await lend({ ...ada, tenant: 'another' })), 'wrong-tenant');
    await put({ id: 'of-abe', person: abe.id, state: 'frozen', frozenBy: ada });
    assert.equal(said(await lend(abe)), 'you-are-frozen');
    company.state.membersReadable = false;
    assert.equal(said(await lend(ada)), 'membership-unreadable');
    assert.equal(said(await desk.lend(ada, 'none', click(), { askedAt: 0 })), 'no-such-request');
    assert.ok(burned());
  });

  it('must come from a sign-in that is new and has the right; without, it stays open for somebody else', async () => {
    const { lend, company, lockout, world, pass, posts } = await frozen();
    assert.equal(said(await lend(ada, { authTime: world.now() - HOUR })), 'proof-not-fresh');
    assert.equal(said(await lend(ada, { authTime: undefined })), 'proof-not-fresh');
    assert.equal(said(await lend(ada, { own: undefined })), 'step-up-needed');
    company.state.people.set(ada.id, anAccount({ id: ada.id, name: ada.name, roles: ['Global Reader'] }));
    assert.equal(said(await lend(ada)), 'lock-out-no-right');
    await pass(MINUTE);
    assert.deepEqual([lockout()?.waits, posts()], [true, 0]);
    done(await lend(abe));
    await pass(MINUTE);
    assert.equal(lockout()?.ended, 'locked');
  });

  it('that Microsoft turns away leave it open for another’s, and the admins are told again', async () => {
    for (const answer of ['forbidden', 'unauthorized'] as const) {
      const { lend, company, lockout, pass, posts, burned, store } = await frozen();
      company.state.answers = [answer, 'accepted'];
      done(await lend(ada));
      await pass(10 * MINUTE);
      assert.deepEqual([lockout()?.waits, posts()], [true, 1], answer);
      assert.ok(burned());
      assert.equal(store.told.filter(({ kind }) => kind === 'alarm-lockout').length, 2);
      done(await lend(abe));
      await pass(MINUTE);
      assert.deepEqual([lockout()?.ended, posts()], ['locked', 2]);
    }
  });

  it('are asked for again with what Microsoft’s claims challenge wants', async () => {
    const { id, lend, company, lockout, pass, row } = await frozen();
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c5"}}}';
    const { begin } = company.resets;
    company.resets.begin = async () => ({ result: 'nothing-happened', why: 'token', after: 1_000, claims });
    done(await lend(ada));
    await pass(MINUTE);
    assert.deepEqual([lockout()?.waits, row(id).claims], [true, claims]);
    company.resets.begin = begin;
    done(await lend(ada));
    assert.equal(row(id).claims, undefined);
    await pass(MINUTE);
    assert.equal(lockout()?.ended, 'locked');
  });

  it('are lent once: whoever comes second, or when it is done, is told that nothing waits', async () => {
    const { lend, pass, posts } = await frozen();
    const both = await Promise.all([lend(ada), lend(abe)]);
    assert.deepEqual(both.map(said).sort(), ['done', 'lock-out-not-waiting']);
    await pass(MINUTE);
    assert.equal(said(await lend(ada)), 'lock-out-not-waiting');
    assert.equal(posts(), 1);
  });

  it('are burned however it ends before they were needed: lifted, or too old by then', async () => {
    const lifted = await frozen();
    done(await lifted.lend(ada));
    lifted.world.advance(3 * MINUTE);
    done(await lifted.desk.lift(security, lifted.id, 'it was her', lifted.click()));
    assert.ok(lifted.burned());
    await lifted.pass(HOUR);
    assert.equal(lifted.posts(), 0);

    const late = await frozen();
    done(await late.lend(ada));
    late.world.advance(TOKEN_LIFE);
    await late.work();
    assert.deepEqual([late.lockout()?.waits, late.posts()], [true, 0]);
    assert.ok(late.burned());
  });

  it('are tried with three times at the most; then another’s are waited for', async () => {
    const { lend, company, lockout, pass, posts } = await frozen();
    company.state.answers = ['timeout-before'];
    done(await lend(ada));
    await pass(HOUR);
    assert.deepEqual([lockout()?.waits, posts()], [true, 3]);
    company.state.answers = ['accepted'];
    done(await lend(abe));
    await pass(MINUTE);
    assert.equal(lockout()?.ended, 'locked');
  });

  it('keep nobody from lifting the freeze while they are waited for, unless a try may still be under way', async () => {
    const waiting = await frozen();
    done(await waiting.desk.lift(security, waiting.id, 'it was her', waiting.click()));
    const trying = await frozen();
    trying.company.state.operationTakes = 90_000;
    done(await trying.lend(ada));
    await trying.work();
    assert.equal(trying.posts(), 1);
    assert.equal(said(await trying.desk.lift(security, trying.id, 'it was her', trying.click())), 'locking-out');
  });

  it('are wanted by nothing where the desk has hands of its own', async () => {
    const { desk, id, click, signedIn } = await filed();
    assert.equal(said(await desk.lend(ada, id, click(), signedIn(ada))), 'lock-out-not-waiting');
  });
});
