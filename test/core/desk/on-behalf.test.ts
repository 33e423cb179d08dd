// Somebody else asks for Rita, who can open no Teams: who may, what it is worth, and how the tracker reaches her.
import assert from 'node:assert/strict';
import { generateSync, ScureBase32Plugin } from 'otplib';
import { totpBinding } from '../../../src/core/desk/proofs/totp.ts';
import { isRefused } from '../../../src/core/refusals.ts';
import { challenge } from '../../../src/core/request.ts';
import { createSealer } from '../../../src/core/seal.ts';
import { Secret } from '../../../src/core/secret.ts';
import { anAccount, TENANT } from '../../contracts/a-request.ts';
import { abe, ada, done, HOUR, MINUTE, max, ok, rita, type Someone, said, security, stranger } from '../a-desk.ts';
import { type Absence, anAbsence, mona, nora } from './an-absence.ts';

describe('asked for by another', () => {
  let bench: Absence;
  beforeEach(() => {
    bench = anAbsence();
  });
  const draftFor = async (who: Someone, asked = 'rita@corp.example') =>
    bench.desk.draftFor(who, asked, { locale: 'en', command: bench.click() });
  const told = (kind: string) => bench.store.told.filter(notice => notice.kind === kind).map(one => one.audience);
  const codeFor = async (id: string, who: Someone) => (await bench.desk.viewer(who, bench.row(id))).handOff?.code ?? '';

  it('ends with her alone reading the password: two of those above her speak for her, two of the desk hand it over', async () => {
    const { desk, click, row } = bench;
    const { id, page } = await bench.approved(ada);
    done(await desk.inPerson(abe, id, click()));
    done(await desk.takeOver(id, page, await codeFor(id, abe), '', click()));
    const opened = await bench.page(id);
    await bench.work();
    await bench.pass(10_000);
    assert.equal(row(id).state, 'landed');
    assert.equal(said(await desk.reveal(opened.session, click())), 'done');
    assert.deepEqual(
      row(id).proofs.map(({ kind, by }) => `${kind} ${by?.name}`),
      ['vouch Mona Chief', 'vouch Nora Board'],
    );
    assert.deepEqual(told('hand-off-mail'), ['person', 'manager']);
    const line = bench.store.lines.find(({ facts }) => facts['what'] === 'handed off');
    assert.deepEqual(line?.personal['attestedBy'], { id: abe.id, name: abe.name });
  });

  it('tells her on every address who asked, and her manager where it was somebody else', async () => {
    await bench.opened(max);
    assert.deepEqual([told('opened'), told('opened-mail')], [['person'], ['person']]);
    bench = anAbsence();
    await bench.opened(ada);
    assert.deepEqual(told('opened-mail'), ['person', 'manager']);
  });

  it('is for her manager and for the desk: nobody else finds out that she exists', async () => {
    assert.equal(said(await draftFor(stranger)), 'nobody-found');
    assert.equal(said(await draftFor(stranger, 'nobody@corp.example')), 'nobody-found');
    // Mona is above Max, and not above Rita.
    assert.equal(said(await draftFor(mona)), 'nobody-found');
    assert.equal(said(await draftFor(rita)), 'nobody-found');
    const byDesk = ok(await draftFor(ada));
    assert.equal(byDesk.onBehalf?.as, 'desk');
    assert.equal(said(await draftFor(max)), 'they-ask-themselves');
  });

  it('believes the account and not the list: whoever she no longer reports to does not ask for her', async () => {
    const { directory } = bench.company;
    directory.find = async () => [{ tenant: TENANT, id: rita.id, name: rita.name, upn: 'rita@corp.example' }];
    assert.equal(said(await draftFor(mona)), 'nobody-found');
  });

  it('takes a name where one person fits, and asks for more where several do', async () => {
    bench.company.state.people.set('other', anAccount({ id: 'other', name: 'Rita Other', upn: 'other@corp.example' }));
    assert.equal(said(await draftFor(ada, 'Rita')), 'several-found');
    assert.equal(ok(await draftFor(ada, 'rita reset')).person, rita.id);
  });

  it('opens nothing for guests, for oneself, or for ever more people', async () => {
    bench.company.state.account = anAccount({ userType: 'guest' });
    assert.equal(said(await draftFor(ada)), 'nobody-found');
    bench.company.state.people.set(ada.id, anAccount({ id: ada.id, name: 'Ada Approver', upn: 'ada@corp.example' }));
    assert.equal(said(await draftFor(ada, 'ada@corp.example')), 'for-yourself');
    for (let more = 2; more < bench.policy.draftsPerHour; more++) await draftFor(ada);
    assert.equal(said(await draftFor(ada)), 'too-many-drafts');
  });

  it('counts a delivery that comes twice once, and gives the same request', async () => {
    const how = { locale: 'en', command: 'one-message' };
    const first = ok(await bench.desk.draftFor(max, 'rita@corp.example', how));
    assert.equal(ok(await bench.desk.draftFor(max, 'rita@corp.example', how)).id, first.id);
  });

  it('is not taken over in her chat, where somebody else may sit; there it can only be stopped', async () => {
    const { id } = await bench.opened();
    const drafted = await bench.desk.draft(rita, { locale: 'en', command: bench.click() });
    assert.equal(said(drafted), 'asked-by-another');
    assert.equal(done(await bench.desk.cancel(rita, id, bench.click())).state, 'cancelled');
  });

  describe('proves her by others than whoever asked', () => {
    it('never by the one who asked: the next ones up are asked instead', async () => {
      const { desk, click, row } = bench;
      const { id } = await bench.opened(max);
      done(await desk.offerVouch(rita, id, click()));
      const offered = challenge(row(id), 'vouch');
      assert.equal(offered?.voucher.id, mona.id);
      assert.equal(said(await desk.answerVouch(max, id, offered?.digits ?? '', click())), 'not-yours');
      await bench.vouched(id, mona);
      assert.equal(said(await desk.file(rita, id, click())), 'proofs-missing');
      await bench.vouched(id, nora);
      assert.equal(done(await desk.file(rita, id, click())).state, 'pending');
    });

    it('or by her own passkey and one of them', async () => {
      const { desk, click } = bench;
      const { id } = await bench.opened(max);
      done(await desk.offerStepUp(rita, id, click()));
      const mine = { tenant: TENANT, id: max.id, authTime: bench.world.now(), contexts: ['c1'] };
      assert.equal(said(await desk.passStepUp(rita, id, mine, click())), 'proof-wrong-person');
      done(await desk.passStepUp(rita, id, { ...mine, id: rita.id }, click()));
      await bench.vouched(id, mona);
      assert.equal(done(await desk.file(rita, id, click())).state, 'pending');
    });

    it('and the one who asked cannot decide either', async () => {
      bench.company.state.approvers.add(max.id);
      const { id } = await bench.opened(max);
      await bench.vouched(id, mona);
      await bench.vouched(id, nora);
      done(await bench.desk.file(rita, id, bench.click()));
      assert.equal(said(await bench.desk.approve(max, id, bench.click())), 'you-asked');
      for (const button of ['inPerson', 'speakCode'] as const)
        assert.equal(said(await bench.desk[button](max, id, bench.click())), 'you-asked');
    });
  });

  describe('is joined by a code', () => {
    const enter = (code: string, upn = 'rita@corp.example', from = '10.0.0.1') =>
      bench.desk.join(upn, code, from, bench.click());

    it('that works once, for ten minutes, and only with her name', async () => {
      const { desk, click, row } = bench;
      const { id } = await bench.opened();
      done(await desk.newJoinCode(max, id, click()));
      const digits = desk.joinCode(row(id), max)?.digits ?? '';
      assert.match(digits, /^\d{6}$/);
      assert.equal(said(await enter(digits, 'max@corp.example')), 'join-unknown');
      assert.equal(said(await enter(digits, 'nobody@corp.example')), 'join-unknown');
      ok(await enter(digits));
      assert.equal(said(await enter(digits)), 'join-unknown');
      done(await desk.newJoinCode(max, id, click()));
      const late = desk.joinCode(row(id), max)?.digits ?? '';
      bench.world.advance(10 * MINUTE + 1);
      assert.equal(desk.joinCode(row(id), max), undefined);
      assert.equal(said(await enter(late)), 'join-unknown');
    });

    it('that cannot be guessed: five tries, and a new code gives none back', async () => {
      const { desk, click } = bench;
      const { id } = await bench.opened();
      for (let tries = 0; tries < 5; tries++) {
        if (tries < 3) done(await desk.newJoinCode(max, id, click()));
        assert.equal(said(await enter('000000')), 'join-unknown');
      }
      const right = desk.joinCode(bench.row(id), max)?.digits ?? '';
      assert.equal(said(await enter(right)), 'too-many-tries');
      assert.equal(said(await desk.newJoinCode(max, id, click())), 'too-many-codes');
    });

    it('at a door that does not tell, by when it closes, whom it was opened for', async () => {
      const { desk, click } = bench;
      const { id } = await bench.opened();
      done(await desk.newJoinCode(max, id, click()));
      const knocked = async (upn: string) => {
        const all = [];
        for (let tries = 0; tries < 12; tries++) all.push(said(await enter('000000', upn, upn)));
        return all;
      };
      const [hers, nobodys] = [await knocked('rita@corp.example'), await knocked('mona@corp.example')];
      assert.deepEqual(hers, nobodys);
      // The same person under another of her addresses is no new count, and tells no more.
      bench.company.directory.find = async () => [{ ...rita, upn: 'rita@corp.example' }];
      const right = desk.joinCode(bench.row(id), max)?.digits ?? '';
      assert.equal(said(await enter(right, 'r@corp.example', 'rita@corp.example')), 'join-unknown');
    });

    it('whom an outsider, guessing from elsewhere, does not shut out', async () => {
      const { desk, click, row } = bench;
      const { id } = await bench.opened();
      done(await desk.newJoinCode(max, id, click()));
      const right = desk.joinCode(row(id), max)?.digits ?? '';
      const shut = [];
      for (let tries = 0; tries < 8; tries++) shut.push(said(await enter('000000', 'rita@corp.example', '192.0.2.66')));
      assert.deepEqual([shut[0], shut[5]], ['join-unknown', 'too-many-tries']);
      assert.equal(said(await enter(right, 'rita@corp.example', '10.0.0.1')), 'done');
    });

    it('with no more than twenty guesses in ten minutes, from however many places', async () => {
      const { desk, click, row } = bench;
      const { id } = await bench.opened();
      done(await desk.newJoinCode(max, id, click()));
      const all = [];
      for (let place = 0; place < 30; place++)
        all.push(said(await enter('000000', 'rita@corp.example', `192.0.2.${place}`)));
      assert.deepEqual([all.indexOf('too-many-tries'), new Set(all.slice(20))], [20, new Set(['too-many-tries'])]);
      const right = desk.joinCode(row(id), max)?.digits ?? '';
      // Nor under another of her names.
      bench.company.directory.find = async () => [{ ...rita, upn: 'rita@corp.example' }];
      assert.equal(said(await enter(right, 'r@corp.example', '10.0.0.1')), 'join-unknown');
    });

    it('from no address in a flood, whomever it is for', async () => {
      const all = [];
      for (let knocks = 0; knocks < 31; knocks++) all.push(said(await enter('000000', `p${knocks}@corp.example`)));
      assert.deepEqual([all.at(0), all.at(-1)], ['join-unknown', 'too-many-tries']);
    });

    it('in no flood from everywhere: the directory is looked into so often a minute, and nobody loses a try by it', async () => {
      const { desk, click, row, company, world } = bench;
      const { id } = await bench.opened();
      done(await desk.newJoinCode(max, id, click()));
      const { find } = company.directory;
      let looks = 0;
      company.directory.find = asked => {
        looks++;
        return find(asked);
      };
      for (let knocks = 0; knocks < 320; knocks++)
        await enter('000000', `p${knocks}@corp.example`, `192.0.2.${knocks}`);
      assert.equal(looks, 300);
      for (let tries = 0; tries < 6; tries++) assert.equal(said(await enter('000000')), 'too-many-tries');
      world.advance(MINUTE);
      ok(await enter(desk.joinCode(row(id), max)?.digits ?? ''));
    });

    it('told by those who may alone, and read by whoever asked for it', async () => {
      const { desk, click, row } = bench;
      const { id } = await bench.opened();
      assert.equal(said(await desk.newJoinCode(stranger, id, click())), 'not-an-approver');
      assert.equal(said(await desk.newJoinCode(rita, id, click())), 'own-request');
      done(await desk.newJoinCode(ada, id, click()));
      assert.ok(desk.joinCode(row(id), ada));
      assert.equal(desk.joinCode(row(id), max), undefined);
    });

    it('into one page: a new one closes the old', async () => {
      const { desk } = bench;
      const { id } = await bench.opened();
      const [old, fresh] = [await bench.joined(id), await bench.joined(id)];
      assert.equal(said(await desk.joined(id, old)), 'join-over');
      assert.equal(isRefused(await desk.joined(id, fresh)), false);
      assert.equal(said(await desk.rejoin(id, desk.markOf(old), bench.click())), 'join-over');
      const again = ok(await desk.rejoin(id, desk.markOf(fresh), bench.click()));
      assert.equal(said(await desk.joined(id, fresh)), 'join-over');
      assert.equal(isRefused(await desk.joined(id, again.page)), false);
    });

    it('which gives whoever asked no more than they had: not a proof, and no tracker', async () => {
      const { desk, click } = bench;
      const { id } = await bench.opened();
      const page = await bench.joined(id);
      assert.equal(said(await desk.file(rita, id, click())), 'proofs-missing');
      assert.equal(said(await desk.takeOver(id, page, '000000', '', click())), 'hand-off-not-now');
    });
  });

  describe('is handed off face to face', () => {
    it('by two of the desk: whoever approved alone cannot', async () => {
      const { desk, click } = bench;
      const { id } = await bench.approved(ada);
      assert.equal(said(await desk.inPerson(ada, id, click())), 'second-approver-needed');
      assert.equal(said(await desk.inPerson(abe, id, click())), 'done');
    });

    it('by two still, where the other one’s approval was taken back after the button was pressed', async () => {
      const { desk, click, row, company } = bench;
      const { id, page } = await bench.approved(ada);
      done(await desk.inPerson(abe, id, click()));
      const code = await codeFor(id, abe);
      company.state.approvers.delete(ada.id);
      await bench.store.sessions.open(id, rita.id);
      await bench.work();
      assert.equal(row(id).state, 'pending');
      done(await desk.approve(abe, id, click()));
      assert.equal(row(id).state, 'approved');
      assert.equal(said(await desk.takeOver(id, page, code, '', click())), 'second-approver-needed');
      assert.equal(row(id).handOff?.opened, undefined);
    });

    it('by nobody who gave out the code for the page: it may as well be theirs', async () => {
      const { desk, click } = bench;
      const { id } = await bench.approved(ada);
      // Abe takes a code for himself and joins in her place, in his own room.
      await bench.joined(id, abe);
      assert.equal(said(await desk.inPerson(abe, id, click())), 'page-by-you');
      // A code that a colleague gives out afterwards does not make the page another one.
      done(await desk.newJoinCode(ada, id, click()));
      assert.equal(said(await desk.inPerson(abe, id, click())), 'page-by-you');
    });

    it('by nobody who is called not themselves', async () => {
      const { desk, click } = bench;
      const { id } = await bench.approved(ada);
      const frozenBy = { id: abe.id, name: abe.name };
      await bench.put({ id: 'theirs', person: abe.id, state: 'frozen', frozenBy, sessionsEndedAt: bench.world.now() });
      for (const button of ['inPerson', 'speakCode', 'newJoinCode'] as const)
        assert.equal(said(await desk[button](abe, id, click())), 'you-are-frozen', button);
    });

    it('to the page that was there when the button was pressed, and to none that its own presser lets in meanwhile', async () => {
      const { desk, click } = bench;
      const { id } = await bench.approved(ada);
      done(await desk.inPerson(abe, id, click()));
      const code = await codeFor(id, abe);
      const page = await bench.joined(id, abe);
      assert.equal(said(await desk.takeOver(id, page, code, '', click())), 'page-by-you');
    });

    it('by people of the desk, now: not a voucher, not her, nobody who left', async () => {
      const { desk, click, company } = bench;
      const { id } = await bench.approved(ada);
      company.state.approvers = new Set([ada.id, mona.id, rita.id]);
      assert.equal(said(await desk.inPerson(abe, id, click())), 'not-an-approver');
      assert.equal(said(await desk.inPerson(mona, id, click())), 'you-vouched');
      assert.equal(said(await desk.inPerson(rita, id, click())), 'own-request');
    });

    it('with digits for one minute and one page, which only whoever pressed the button sees', async () => {
      const { desk, click, row, world } = bench;
      const { id, page } = await bench.approved(ada);
      done(await desk.inPerson(abe, id, click()));
      assert.equal(await codeFor(id, ada), '');
      const late = await codeFor(id, abe);
      assert.match(late, /^\d{6}$/);
      world.advance(MINUTE + 1);
      assert.equal(said(await desk.takeOver(id, page, late, '', click())), 'code-wrong');
      done(await desk.inPerson(abe, id, click()));
      const code = await codeFor(id, abe);
      assert.equal(said(await desk.takeOver(id, 'some-other-page', code, '', click())), 'join-over');
      done(await desk.takeOver(id, page, code, '', click()));
      assert.equal(said(await desk.takeOver(id, page, code, '', click())), 'code-wrong');
      assert.ok(row(id).handOff?.opened);
    });

    it('once, however many pages press at the same moment', async () => {
      const { desk, click } = bench;
      const { id, page } = await bench.approved(ada);
      done(await desk.inPerson(abe, id, click()));
      const code = await codeFor(id, abe);
      const all = await Promise.all([1, 2, 3].map(() => desk.takeOver(id, page, code, '', click())));
      assert.equal(all.filter(one => !isRefused(one)).length, 1);
    });

    it('without guessing: five tries for one request, whatever new codes there are', async () => {
      const { desk, click } = bench;
      const { id, page } = await bench.approved(ada);
      for (let tries = 0; tries < 5; tries++) {
        done(await desk.inPerson(abe, id, click()));
        assert.equal(said(await desk.takeOver(id, page, '000000', '', click())), 'code-wrong');
      }
      done(await desk.inPerson(abe, id, click()));
      assert.equal(said(await desk.takeOver(id, page, await codeFor(id, abe), '', click())), 'too-many-tries');
    });

    it('only once it is approved', async () => {
      const { id } = await bench.filed();
      assert.equal(said(await bench.desk.inPerson(abe, id, bench.click())), 'hand-off-not-now');
    });
  });

  describe('is handed off on the phone', () => {
    const KEY = Buffer.alloc(20, 5);
    const app = () =>
      generateSync({ secret: new ScureBase32Plugin().encode(KEY), epoch: Math.floor(bench.world.now() / 1_000) });
    async function enrolled(settled = true) {
      const sealer = createSealer([{ id: 'k1', key: new Secret(Buffer.alloc(32, 7).toString('base64')) }]);
      const now = bench.world.now();
      await bench.store.enrolments.save({
        person: { tenant: TENANT, id: rita.id },
        secret: sealer.seal(new Secret(KEY.toString('base64')), totpBinding(rita)),
        enrolledAt: now - 80 * HOUR,
        usableFrom: settled ? now - 8 * HOUR : now + HOUR,
      });
    }

    it('by the words of the desk and a code of her own authenticator, which one approver is enough for', async () => {
      const { desk, click } = bench;
      await enrolled();
      const { id, page } = await bench.approved(ada);
      done(await desk.speakCode(ada, id, click()));
      const words = await codeFor(id, ada);
      assert.match(words, /^\w+ \w+ \w+$/);
      assert.equal(said(await desk.takeOver(id, page, words, '000000', click())), 'code-wrong');
      assert.equal(said(await desk.takeOver(id, page, 'wrong wrong wrong', app(), click())), 'code-wrong');
      done(await desk.takeOver(id, page, words.toUpperCase().replaceAll(' ', ', '), app(), click()));
      done(await desk.speakCode(ada, id, click()));
      assert.equal(said(await desk.takeOver(id, page, await codeFor(id, ada), app(), click())), 'code-used');
    });

    it('never by the desk’s words alone: without an authenticator that counts there are none', async () => {
      const { desk, click } = bench;
      const { id } = await bench.approved(ada);
      assert.equal(said(await desk.speakCode(ada, id, click())), 'owner-not-enrolled');
      await enrolled(false);
      assert.equal(said(await desk.speakCode(ada, id, click())), 'owner-not-enrolled');
    });
  });

  it('is stopped by the mail alone, which can do nothing else', async () => {
    const { desk, click, row } = bench;
    const { id } = await bench.opened();
    const key = desk.stopKey(row(id)) ?? '';
    assert.ok(key.length > 20);
    assert.equal(said(await desk.stop(id, `${key.slice(0, -1)}x`, click())), 'not-yours');
    assert.equal(done(await desk.stop(id, key, click())).state, 'frozen');
    assert.equal(said(await desk.stop(id, key, click())), 'already-decided');
    const own = await bench.put({ id: 'own', person: 'somebody' });
    assert.equal(desk.stopKey(own), undefined);
    assert.equal(said(await desk.stop('own', '', click())), 'not-yours');
  });

  it('is stopped by its mail after it has ended, too, when she is asking again', async () => {
    const { desk, click, row } = bench;
    const { id } = await bench.opened();
    const key = desk.stopKey(row(id)) ?? '';
    done(await desk.cancelFor(max, id, click()));
    const { id: later } = ok(await desk.draft(rita, { locale: 'en', command: click() }));
    assert.equal(done(await desk.stop(id, key, click())).id, later);
    assert.equal(row(later).state, 'frozen');
    assert.equal(said(await desk.stop(id, key, click())), 'already-decided');
  });

  it('is stopped by its mail at the next press where the database was away at the first', async () => {
    let away = false;
    bench = anAbsence({
      hook(point) {
        if (away && point === 'before commit') throw new Error('the database is away');
      },
    });
    const { desk, click, row } = bench;
    const { id } = await bench.opened();
    const key = desk.stopKey(row(id)) ?? '';
    away = true;
    await assert.rejects(desk.stop(id, key, click()));
    away = false;
    assert.equal(done(await desk.stop(id, key, click())).state, 'frozen');
  });

  it('is stopped by its mail once: an old mail does not undo what was lifted since', async () => {
    const { desk, click, row, company } = bench;
    const { id } = await bench.opened();
    const key = desk.stopKey(row(id)) ?? '';
    done(await desk.stop(id, key, click()));
    await bench.pass(MINUTE);
    done(await desk.lift(security, id, 'it was her mailbox that was read', click()));
    const posts = company.state.posts;
    assert.equal(said(await desk.stop(id, key, click())), 'already-decided');
    await bench.pass(HOUR);
    assert.deepEqual([row(id).state, company.state.posts], ['cancelled', posts]);
  });

  it('tells whoever asked how far it is, and lets them take it back', async () => {
    const { id } = await bench.filed();
    assert.ok(told('opener-news').length >= 3);
    assert.equal(said(await bench.desk.cancelFor(ada, id, bench.click())), 'not-yours');
    assert.equal(done(await bench.desk.cancelFor(max, id, bench.click())).state, 'cancelled');
  });
});
