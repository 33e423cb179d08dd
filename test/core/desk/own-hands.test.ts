// Approvers reset with their own hands: their sign-in at the click brings the token, which serves this one request and is burned with it.
import assert from 'node:assert/strict';
import { anAccount } from '../../contracts/a-request.ts';
import { abe, ada, done, HOUR, MINUTE, rita, said } from '../a-desk.ts';
import { as, filed, TOKEN_LIFE } from './with-own-hands.ts';

describe('an approver’s own hands', () => {
  it('are asked for at the click, before anything is approved', async () => {
    const { desk, id, click, row } = await filed();
    assert.equal(said(await desk.approve(ada, id, click())), 'step-up-needed');
    assert.equal(row(id).approvals.length, 0);
  });

  it('reset this person, in the approver’s own name, and their token is burned when it is done', async () => {
    const bench = await filed();
    const { id, approve, page, pass, row, store, burned } = bench;
    done(await approve(ada));
    assert.ok(store.hands.has(id) && row(id).hands?.by === ada.id);
    const { poll } = await page(id);
    await pass(10_000, poll);
    assert.equal(row(id).state, 'landed');
    assert.deepEqual(as(bench), [ada.id]);
    assert.ok(burned());
    assert.ok(!store.written().includes('token of'));
  });

  it('must come from a sign-in that is new, and about what is on the card', async () => {
    const { approve, row, id, world } = await filed();
    assert.equal(said(await approve(ada, { authTime: world.now() - HOUR })), 'proof-not-fresh');
    assert.equal(said(await approve(ada, { seen: 'something else' })), 'moved-on');
    assert.equal(said(await approve(ada, { own: undefined })), 'step-up-needed');
    assert.equal(row(id).approvals.length, 0);
    done(await approve(ada));
    // Nobody made Entra ask for a gesture, so none is claimed.
    assert.equal(row(id).approvals[0]?.steppedUpAt, undefined);
  });

  it('without the right are told so at the click, and the request stays open for another', async () => {
    const { approve, desk, company, row, id, click } = await filed();
    company.state.people.set(ada.id, anAccount({ id: ada.id, name: ada.name, roles: ['Global Reader'] }));
    assert.equal(said(await desk.approve(ada, id, click())), 'approver-no-right');
    assert.equal(said(await approve(ada)), 'approver-no-right');
    assert.equal(row(id).state, 'pending');
    done(await approve(abe));
    assert.equal(row(id).state, 'approved');
  });

  it('that Microsoft does not accept give the request back, for another approver to reset', async () => {
    for (const answer of ['forbidden', 'unauthorized'] as const) {
      const bench = await filed([answer, 'accepted']);
      const { id, approve, page, pass, row, burned, store } = bench;
      done(await approve(ada));
      const { poll } = await page(id);
      await pass(15_000, poll);
      assert.deepEqual([row(id).state, row(id).recalled], ['pending', 'approver must sign in again'], answer);
      assert.ok(burned());
      assert.ok(store.told.some(({ kind, audience }) => kind === 'recalled' && audience === 'helpdesk'));
      done(await approve(abe));
      await pass(15_000, poll);
      assert.equal(row(id).state, 'landed');
      assert.deepEqual(as(bench), [ada.id, abe.id]);
    }
  });

  it('are asked for again with what Microsoft’s claims challenge wants, until somebody has approved with it', async () => {
    const { id, approve, page, pass, row, company } = await filed();
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c5"}}}';
    const { begin } = company.resets;
    company.resets.begin = async () => ({ result: 'nothing-happened', why: 'token', after: 1_000, claims });
    done(await approve(ada));
    const { poll } = await page(id);
    await pass(15_000, poll);
    assert.deepEqual([row(id).state, row(id).claims], ['pending', claims]);
    company.resets.begin = begin;
    done(await approve(ada));
    assert.equal(row(id).claims, undefined);
    await pass(15_000, poll);
    assert.equal(row(id).state, 'landed');
  });

  it('that ended while the owner or the directory was waited for give the request back, too', async () => {
    const { id, approve, page, pass, row, company, burned } = await filed();
    done(await approve(ada));
    const { poll } = await page(id);
    company.state.readable = false;
    await pass(TOKEN_LIFE, poll);
    assert.equal(row(id).hold?.why, 'directory');
    company.state.readable = true;
    await pass(MINUTE, poll);
    assert.deepEqual([row(id).state, row(id).approvals, company.state.posts], ['pending', [], 0]);
    assert.ok(burned());
  });

  it('are burned however the request ends before they were needed', async () => {
    const ends: Record<string, (bench: Awaited<ReturnType<typeof filed>>) => Promise<unknown>> = {
      cancelled: ({ desk, id, click }) => desk.cancel(rita, id, click()),
      frozen: ({ desk, id, click }) => desk.freeze(rita, id, click()),
      expired: ({ pass }) => pass(HOUR),
      pending: ({ company, page, work, id }) =>
        page(id).then(() => {
          company.state.approvers.delete(ada.id);
          return work();
        }),
    };
    for (const [state, end] of Object.entries(ends)) {
      const bench = await filed();
      done(await bench.approve(ada));
      await end(bench);
      assert.equal(bench.row(bench.id).state, state);
      assert.ok(bench.burned(), state);
    }
  });
});
