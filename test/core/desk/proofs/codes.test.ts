// Codes that a person types: from the authenticator, from a call, from a private mailbox. All of them on a device, so all of them one hand.
import assert from 'node:assert/strict';
import { compared } from '../../../../src/core/desk/proofs/typed.ts';
import { isRefused } from '../../../../src/core/refusals.ts';
import { challenge } from '../../../../src/core/request.ts';
import { anAccount, aRequest } from '../../../contracts/a-request.ts';
import { done, HOUR, MINUTE, max, ok, rita, said } from '../../a-desk.ts';
import { DAY, drafted, proofBench } from './a-proof.ts';

const WITH_MAIL = { policy: { proofs: ['step-up', 'vouch', 'totp', 'call-back', 'mail-code'] } } as const;

describe('an authenticator code', () => {
  async function settled() {
    const bench = proofBench();
    const app = await bench.enrolled();
    bench.world.advance(72 * HOUR);
    return { ...bench, ...app, ...(await bench.drawn()) };
  }

  it('counts once its enrolment has stood for 72 hours, and not a moment before', async () => {
    const bench = proofBench();
    const { code } = await bench.enrolled();
    const usableFrom = bench.world.now() + 72 * HOUR;
    bench.world.advance(72 * HOUR - 1);
    const { id } = await bench.drawn();
    const early = await bench.desk.answerTotp(rita, id, code(), bench.click());
    assert.deepEqual(early, { refused: 'enrolment-too-new', until: usableFrom });
    bench.world.advance(1);
    done(await bench.desk.answerTotp(rita, id, code(), bench.click()));
    assert.deepEqual(bench.row(id).proofs, [{ kind: 'totp', custody: 'device', at: bench.world.now() }]);
  });

  it('is taken from the step before and the step after, with spaces, and from no other', async () => {
    for (const [off, answer] of [
      [-60_000, 'code-wrong'],
      [-30_000, 'done'],
      [0, 'done'],
      [30_000, 'done'],
      [60_000, 'code-wrong'],
    ] as const) {
      const { desk, id, click, code, world } = await settled();
      const text = code(world.now() + off).replace(/(\d{3})/, ' $1 ');
      assert.equal(said(await desk.answerTotp(rita, id, text, click())), answer, String(off));
    }
  });

  it('works once, in whichever request, and not even a second time at the same moment', async () => {
    const { desk, id, click, code, world, drawn } = await settled();
    const both = await Promise.all([click(), click()].map(command => desk.answerTotp(rita, id, code(), command)));
    assert.deepEqual(both.map(said).toSorted(), ['code-used', 'done']);
    await desk.cancel(rita, id, click());
    const { id: second } = await drawn();
    assert.equal(said(await desk.answerTotp(rita, second, code(), click())), 'code-used');
    // Nor does an older one, once a newer was used.
    assert.equal(said(await desk.answerTotp(rita, second, code(world.now() - 30_000), click())), 'code-used');
    world.advance(30_000);
    assert.equal(said(await desk.answerTotp(rita, second, code(), click())), 'done');
  });

  it('is of no use to anybody else, without an app, or once the app was removed', async () => {
    const { desk, id, click, code, row } = await settled();
    assert.equal(said(await desk.answerTotp(max, id, code(), click())), 'not-yours');
    assert.deepEqual(await desk.removeEnrolment(rita, click()), { removed: true });
    assert.equal(said(await desk.answerTotp(rita, id, code(), click())), 'not-enrolled');
    assert.deepEqual(await desk.removeEnrolment(rita, click()), { removed: false });
    const available = await desk.proofs.available(row(id));
    assert.deepEqual(available[2], { kind: 'totp', ready: false, why: 'not-enrolled' });
  });
});

describe('a call-back', () => {
  it('has its words on the approvers’ card alone, and takes them as people type what they hear', async () => {
    const { desk, id, click, row, words, store, world } = await drafted();
    store.told.length = 0;
    const { done: asked } = ok(await desk.offerCallBack(rita, id, click()));
    assert.ok(store.told.some(({ kind, audience }) => kind === 'card' && audience === 'helpdesk'));
    assert.equal(challenge(asked, 'call-back')?.number, '+49 30 555 0199');
    assert.match(await words(), /^[a-z]+ [a-z]+$/);
    assert.equal(store.written().includes(await words()), false);
    const spoken = (await words()).toUpperCase().replace(' ', ', and ');
    done(await desk.answerCallBack(rita, id, `${spoken}!`, click()));
    assert.deepEqual(row(id).proofs, [{ kind: 'call-back', custody: 'device', at: world.now() }]);
    assert.equal(await words(), '');
  });

  it('runs ten minutes, shows the same words meanwhile, and its words end with it', async () => {
    const { desk, id, click, words, world } = await drafted();
    done(await desk.offerCallBack(rita, id, click()));
    const first = await words();
    world.advance(5 * MINUTE);
    done(await desk.offerCallBack(rita, id, click()));
    assert.equal(await words(), first);
    world.advance(5 * MINUTE + 1);
    assert.equal(await words(), '');
    assert.equal(said(await desk.answerCallBack(rita, id, first, click())), 'proof-expired');
    done(await desk.offerCallBack(rita, id, click()));
    assert.notEqual(await words(), first);
    assert.equal(said(await desk.answerCallBack(rita, id, first, click())), 'code-wrong');
  });

  it('is not answered with nothing, or with the words of another request', async () => {
    const { desk, id, click, words, drawn } = await drafted();
    done(await desk.offerCallBack(rita, id, click()));
    const first = await words();
    for (const text of ['', ' ', '!', 'and', `${first} ${first}`])
      assert.equal(said(await desk.answerCallBack(rita, id, text, click())), 'code-wrong');
    await desk.cancel(rita, id, click());
    const next = await drawn();
    done(await desk.offerCallBack(rita, next.id, click()));
    assert.notEqual(await next.words(), first);
  });

  it('goes to a number that has stood for thirty days, three times an hour at most', async () => {
    const { desk, id, click, world, company } = await drafted({ policy: { idle: DAY } });
    for (let call = 0; call < 3; call++) {
      done(await desk.offerCallBack(rita, id, click()));
      world.advance(10 * MINUTE + 1);
    }
    const often = await desk.offerCallBack(rita, id, click());
    assert.ok(isRefused(often) && often.refused === 'too-many-codes' && (often.until ?? 0) > world.now());
    world.advance(HOUR);
    company.state.account = anAccount({
      phones: [{ kind: 'mobile', number: '+49 170 5550142' }],
      changes: { phone: world.now() - 30 * DAY + MINUTE },
    });
    assert.equal(said(await desk.offerCallBack(rita, id, click())), 'proof-too-new');
    company.state.account = anAccount({ phones: [] });
    assert.equal(said(await desk.offerCallBack(rita, id, click())), 'no-number');
    company.state.account = anAccount({ phones: 'unknown' });
    assert.equal(said(await desk.offerCallBack(rita, id, click())), 'directory-unavailable');
  });
});

describe('a code by mail', () => {
  it('is off unless policy names it', async () => {
    const { desk, id, click, row, store } = await drafted();
    assert.equal(said(await desk.offerMailCode(rita, id, click())), 'proof-switched-off');
    assert.equal(said(await desk.answerMailCode(rita, id, '123456', click())), 'proof-switched-off');
    assert.ok(!(await desk.missing(row(id))).includes('mail-code'));
    assert.ok(!store.told.some(({ kind }) => kind === 'code-mail'));
  });

  it('is never one for privileged people, nor while shields are up', async () => {
    const bench = proofBench(WITH_MAIL);
    const { verdict } = aRequest();
    const { id } = await bench.put({ verdict: { ...verdict, privileged: true } });
    assert.equal(said(await bench.desk.offerMailCode(rita, id, bench.click())), 'proof-switched-off');
    const { desk, id: ordinary, click, store } = await drafted(WITH_MAIL);
    await store.shields.raise({ since: 0, until: Number.MAX_SAFE_INTEGER, why: 'a campaign' });
    assert.equal(said(await desk.offerMailCode(rita, ordinary, click())), 'proof-switched-off');
  });

  it('has six digits, goes to a private address by a letter made at its sending, and works once', async () => {
    const { desk, id, click, row, mailed, store } = await drafted(WITH_MAIL);
    done(await desk.offerMailCode(rita, id, click()));
    assert.equal(challenge(row(id), 'mail-code')?.to, 'rita@home.example');
    assert.ok(store.told.some(({ kind, audience }) => kind === 'code-mail' && audience === 'person'));
    const code = mailed();
    assert.match(code, /^\d{6}$/);
    assert.equal(store.written().includes(code), false);
    done(await desk.answerMailCode(rita, id, ` ${code.slice(0, 3)} ${code.slice(3)} `, click()));
    assert.equal(mailed(), '');
    assert.equal(said(await desk.answerMailCode(rita, id, code, click())), 'digits-spent');
    assert.deepEqual(
      row(id).proofs.map(({ custody }) => custody),
      ['device'],
    );
  });

  it('never goes to the locked mailbox, under whatever name, nor to an address that is new', async () => {
    const { desk, id, click, company, world } = await drafted(WITH_MAIL);
    for (const otherMails of [[], ['rita@corp.example'], ['R.Reset@CORP.example', 'no address']]) {
      company.state.account = anAccount({ otherMails });
      assert.equal(said(await desk.offerMailCode(rita, id, click())), 'no-other-address');
    }
    company.state.account = anAccount({ changes: { mail: world.now() - 7 * DAY + MINUTE } });
    assert.equal(said(await desk.offerMailCode(rita, id, click())), 'proof-too-new');
  });

  it('is sent three times an hour to one address, whichever request asks', async () => {
    const { desk, id, click, world, drawn } = await drafted(WITH_MAIL);
    for (let sent = 0; sent < 3; sent++) {
      done(await desk.offerMailCode(rita, id, click()));
      world.advance(10 * MINUTE + 1);
    }
    await desk.cancel(rita, id, click());
    const { id: second } = await drawn();
    assert.equal(said(await desk.offerMailCode(rita, second, click())), 'too-many-codes');
    world.advance(30 * MINUTE);
    assert.equal(said(await desk.offerMailCode(rita, second, click())), 'done');
  });
});

describe('a code that ran out in the very moment of the answer', () => {
  it('is not met by silence', () => {
    for (const given of ['', ' ', 'undefined']) assert.equal(compared(undefined, given), 'code-wrong');
    assert.equal(compared('amber', 'amber'), 'right');
  });
});

describe('the words that prove it is us', () => {
  it('are the same on the card and in the chat, and others for every request', async () => {
    const { desk, id, click, row, drawn } = await drafted();
    const first = desk.usWords(row(id));
    assert.match(first, /^[a-z]+ [a-z]+$/);
    assert.equal((await desk.deskView(row(id))).usWords, first);
    await desk.cancel(rita, id, click());
    assert.notEqual(desk.usWords(row((await drawn()).id)), first);
  });

  it('are not the words of a call-back', async () => {
    const { desk, id, click, row, words } = await drafted();
    done(await desk.offerCallBack(rita, id, click()));
    assert.notEqual(await words(), desk.usWords(row(id)));
  });
});
