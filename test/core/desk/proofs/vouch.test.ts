// The word of another named person: one try, from somebody who is really in place.
import assert from 'node:assert/strict';
import type { Account } from '../../../../src/core/account.ts';
import { vouchFailed } from '../../../../src/core/desk/proofs/vouch.ts';
import { challenge } from '../../../../src/core/request.ts';
import { anAccount, TENANT } from '../../../contracts/a-request.ts';
import { MONA } from '../../a-company.ts';
import { ada, done, MINUTE, max, rita, type Someone, said, stranger } from '../../a-desk.ts';
import { DAY, drafted, proofBench } from './a-proof.ts';

const mona: Someone = { tenant: TENANT, ...MONA, name: 'Mona Chief' };

describe('a vouch', () => {
  it('counts when the manager types the digits the person read out', async () => {
    const { desk, id, click, row, digits, world, store } = await drafted();
    done(await desk.offerVouch(rita, id, click()));
    assert.match(digits(), /^[1-9]\d$/);
    assert.ok(store.told.some(notice => notice.kind === 'vouch-card' && notice.audience === 'manager'));
    done(await desk.answerVouch(max, id, ` ${digits()} `, click()));
    const by = { id: max.id, name: max.name };
    assert.deepEqual(row(id).proofs, [{ kind: 'vouch', custody: 'person', at: world.now(), by }]);
    assert.equal(vouchFailed(row(id)), false);
    assert.equal(store.told.at(-1)?.kind, 'resume');
  });

  it('has one try: wrong digits end it, and the right ones no longer help', async () => {
    const { desk, id, click, row, digits, wrong, store } = await drafted();
    await desk.offerVouch(rita, id, click());
    const right = digits();
    done(await desk.answerVouch(max, id, wrong(), click()));
    assert.ok(vouchFailed(row(id)));
    assert.equal(store.told.at(-1)?.kind, 'resume');
    assert.equal(said(await desk.answerVouch(max, id, right, click())), 'digits-spent');
    assert.deepEqual(row(id).proofs, []);
    await desk.offerVouch(rita, id, click());
    assert.equal(said(await desk.answerVouch(max, id, digits(), click())), 'done');
    assert.equal(row(id).proofs.length, 1);
  });

  it('costs a try when it is wrong, and is said to be, whatever the same manager answered before', async () => {
    const { desk, id, click, row, digits, wrong, world } = await drafted();
    done(await desk.offerVouch(rita, id, click()));
    done(await desk.answerVouch(max, id, digits(), click()));
    for (let asked = 0; asked < 5; asked++) {
      world.advance(MINUTE);
      done(await desk.offerVouch(rita, id, click()));
      done(await desk.answerVouch(max, id, wrong(), click()));
      assert.ok(vouchFailed(row(id)));
    }
    done(await desk.offerVouch(rita, id, click()));
    assert.equal(said(await desk.answerVouch(max, id, digits(), click())), 'too-many-tries');
  });

  it('is the manager’s alone: not the owner’s, not an approver’s, not a stranger’s', async () => {
    const { desk, id, click, digits, row } = await drafted();
    await desk.offerVouch(rita, id, click());
    const others: Someone[] = [rita, ada, stranger, { ...max, tenant: 'elsewhere' }];
    for (const who of others) assert.equal(said(await desk.answerVouch(who, id, digits(), click())), 'not-yours');
    assert.equal(said(await desk.answerVouch(max, 'nowhere', digits(), click())), 'no-such-request');
    assert.deepEqual(row(id).proofs, []);
  });

  it('shows the same digits while they run, and new ones after an hour', async () => {
    const { desk, id, click, digits, world, row } = await drafted();
    await desk.offerVouch(rita, id, click());
    const [first, issued] = [digits(), challenge(row(id), 'vouch')?.issuedAt];
    world.advance(20 * MINUTE);
    await desk.offerVouch(rita, id, click());
    assert.deepEqual([digits(), challenge(row(id), 'vouch')?.issuedAt], [first, issued]);
    world.advance(40 * MINUTE + 1);
    assert.equal(said(await desk.answerVouch(max, id, first, click())), 'proof-expired');
    await desk.offerVouch(rita, id, click());
    assert.equal(challenge(row(id), 'vouch')?.issuedAt, world.now());
  });

  it('is not offered to a person without a manager, or who is their own', async () => {
    for (const manager of [null, { id: rita.id, name: 'Rita' }, { id: 'gone', name: 'Gone' }] as const) {
      const { desk, id, click } = await drafted({ account: { manager } });
      assert.equal(said(await desk.offerVouch(rita, id, click())), 'no-manager');
    }
    const { desk, id, click } = await drafted({ account: { manager: 'unknown' } });
    assert.equal(said(await desk.offerVouch(rita, id, click())), 'directory-unavailable');
  });

  it('comes too late once the request has moved on', async () => {
    const { desk, id, click, digits } = await drafted();
    await desk.offerVouch(rita, id, click());
    const right = digits();
    await desk.cancel(rita, id, click());
    assert.equal(said(await desk.answerVouch(max, id, right, click())), 'not-open');
    assert.equal(said(await desk.offerVouch(rita, id, click())), 'not-open');
  });

  it('keeps the person’s patience alive: somebody is working on it', async () => {
    const { desk, id, click, digits, pass, row } = await drafted();
    await desk.offerVouch(rita, id, click());
    await pass(29 * MINUTE);
    done(await desk.answerVouch(max, id, digits(), click()));
    await pass(29 * MINUTE);
    assert.equal(row(id).state, 'open');
  });

  it('comes from a manager who is active and decides on nothing', async () => {
    const { desk, id, click, company, row } = await drafted();
    const manage = (changed: Partial<Account>) =>
      company.state.people.set(max.id, anAccount({ id: max.id, name: 'Max Manager', manager: null, ...changed }));
    manage({ enabled: false });
    assert.equal(said(await desk.offerVouch(rita, id, click())), 'voucher-not-suitable');
    const available = await desk.proofs.available(row(id));
    assert.deepEqual(available[1], { kind: 'vouch', ready: false, why: 'voucher-not-suitable' });
    manage({ enabled: 'unknown' });
    assert.equal(said(await desk.offerVouch(rita, id, click())), 'directory-unavailable');
    manage({});
    company.state.approvers.add(max.id);
    assert.equal(said(await desk.offerVouch(rita, id, click())), 'voucher-not-suitable');
    company.state.membersReadable = false;
    assert.equal(said(await desk.offerVouch(rita, id, click())), 'directory-unavailable');
  });

  it('is not heard from a manager whose own account is in doubt', async () => {
    const { desk, id, click, company, digits } = await drafted();
    const manage = (changed: Partial<Account>) =>
      company.state.people.set(max.id, anAccount({ id: max.id, name: 'Max Manager', manager: null, ...changed }));
    manage({ risk: 'at-risk' });
    assert.equal(said(await desk.offerVouch(rita, id, click())), 'voucher-not-suitable');
    manage({});
    done(await desk.offerVouch(rita, id, click()));
    await desk.draft(max, { locale: 'en', command: click() });
    done(await desk.notMe(max, click()));
    assert.equal(said(await desk.answerVouch(max, id, digits(), click())), 'voucher-not-suitable');
  });

  it('is not heard from somebody who is no manager of hers any more, or has begun to decide', async () => {
    const { desk, id, click, company, digits } = await drafted();
    done(await desk.offerVouch(rita, id, click()));
    company.state.account = anAccount({ manager: { id: MONA.id, name: 'Mona Chief' } });
    assert.equal(said(await desk.answerVouch(max, id, digits(), click())), 'voucher-not-suitable');
    company.state.account = anAccount();
    company.state.approvers.add(max.id);
    assert.equal(said(await desk.answerVouch(max, id, digits(), click())), 'voucher-not-suitable');
    company.state.approvers.delete(max.id);
    assert.equal(said(await desk.answerVouch(max, id, digits(), click())), 'done');
  });

  it('waits thirty days after the manager was changed', async () => {
    const { desk, id, click, company, world } = await drafted();
    company.state.account = anAccount({ changes: { manager: world.now() - 30 * DAY + MINUTE } });
    assert.equal(said(await desk.offerVouch(rita, id, click())), 'proof-too-new');
    world.advance(MINUTE);
    assert.equal(said(await desk.offerVouch(rita, id, click())), 'done');
  });

  describe('for somebody who was asked for by another', () => {
    async function byAnother(by: Someone, as: 'manager' | 'desk') {
      const bench = proofBench();
      const { id } = await bench.put({ onBehalf: { by: { id: by.id, name: by.name }, as }, account: anAccount() });
      const digits = () => challenge(bench.row(id), 'vouch')?.digits ?? '';
      const asked = () => challenge(bench.row(id), 'vouch')?.voucher.name;
      return { ...bench, id, digits, asked };
    }

    it('comes twice: from the manager, and from theirs', async () => {
      const { desk, id, click, digits, asked, row } = await byAnother(ada, 'desk');
      done(await desk.offerVouch(rita, id, click()));
      assert.equal(asked(), 'Max Manager');
      done(await desk.answerVouch(max, id, digits(), click()));
      done(await desk.offerVouch(rita, id, click()));
      assert.equal(asked(), 'Mona Chief');
      assert.equal(said(await desk.answerVouch(max, id, digits(), click())), 'not-yours');
      done(await desk.answerVouch(mona, id, digits(), click()));
      assert.deepEqual(
        row(id).proofs.map(({ by }) => by?.name),
        ['Max Manager', 'Mona Chief'],
      );
      assert.deepEqual(await desk.missing(row(id)), []);
    });

    it('does not come from whoever opened it: asking is no proof', async () => {
      const { desk, id, click, asked, digits } = await byAnother(max, 'manager');
      done(await desk.offerVouch(rita, id, click()));
      assert.equal(asked(), 'Mona Chief');
      done(await desk.answerVouch(mona, id, digits(), click()));
      // Nobody stands above her.
      assert.equal(said(await desk.offerVouch(rita, id, click())), 'no-manager');
    });
  });
});
