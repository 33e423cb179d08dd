// "This was not me" stops a request whatever it is doing; somebody else lifts it.
import assert from 'node:assert/strict';
import { anAccount } from '../../contracts/a-request.ts';
import { abe, aDesk, ada, type Bench, done, HOUR, max, ok, rita, said, security, stranger } from '../a-desk.ts';

const DAY = 24 * HOUR;

/** A request in every state a freeze may find, reached by the real verbs. */
const found: Record<string, (bench: Bench) => Promise<string>> = {
  open: async bench => (await bench.proved()).id,
  pending: async bench => (await bench.filed()).id,
  approved: async bench => (await bench.approved()).id,
  resetting: async bench => (await bench.asked()).request.id,
  landed: async bench => (await bench.landed()).request.id,
  cancelled: async bench => {
    const { id } = await bench.filed();
    return done(await bench.desk.cancel(rita, id, bench.click())).id;
  },
  denied: async bench => {
    const { id } = await bench.filed();
    return done(await bench.desk.deny(ada, id, 'no', bench.click())).id;
  },
  completed: async bench => {
    const { id } = (await bench.landed()).request;
    const who = { tenant: rita.tenant, id: rita.id, contexts: [], authTime: bench.world.now() };
    return done(await bench.desk.signedIn(id, who, bench.click())).id;
  },
};

describe('a freeze', () => {
  for (const [state, reach] of Object.entries(found)) {
    it(`stops a request that is ${state}, burns the password, ends the sessions and tells`, async () => {
      const bench = aDesk();
      const id = await reach(bench);
      assert.equal(bench.row(id).state, state);
      bench.store.told.length = 0;
      done(await bench.desk.freeze(rita, id, bench.click()));
      assert.deepEqual([bench.row(id).state, bench.row(id).frozenBy?.id], ['frozen', rita.id]);
      assert.equal(bench.store.seals.size, 0);
      const told = bench.store.told.map(({ kind, audience }) => `${kind} → ${audience}`);
      for (const notice of ['alarm → admins', 'frozen-mail → person', 'frozen-mail → manager'])
        assert.ok(told.includes(notice), notice);
      await bench.work();
      assert.equal(bench.company.state.sessionsEnded, 1);
      const next = (bench.store.jobs.get(id)?.dueAt ?? 0) - bench.world.now();
      assert.ok(next >= 0 && next <= DAY, 'it is not forgotten');
    });
  }

  it('is brought to the admins’ minds every day until somebody lifts it', async () => {
    const bench = aDesk();
    const { id } = await bench.filed();
    done(await bench.desk.freeze(rita, id, bench.click()));
    const reminders = () => bench.store.told.filter(({ kind }) => kind === 'alarm-frozen').length;
    await bench.pass(3 * DAY + HOUR);
    assert.deepEqual([reminders(), bench.company.state.sessionsEnded], [3, 1]);
    done(await bench.desk.lift(security, id, 'it was really them', bench.click()));
    await bench.pass(3 * DAY);
    assert.deepEqual([reminders(), bench.store.jobs.size], [3, 0]);
  });

  it('is for the owner, the manager who was asked, approvers and admins; for nobody else', async () => {
    for (const actor of [rita, max, ada, security]) {
      const bench = aDesk();
      const { id } = await bench.filed();
      assert.equal(said(await bench.desk.freeze(actor, id, bench.click())), 'done');
    }
    const bench = aDesk();
    const { id } = await bench.filed();
    assert.equal(said(await bench.desk.freeze(stranger, id, bench.click())), 'not-yours');
    assert.equal(said(await bench.desk.freeze({ ...rita, tenant: 'elsewhere' }, id, bench.click())), 'wrong-tenant');
    assert.equal(said(await bench.desk.freeze(rita, 'nowhere', bench.click())), 'no-such-request');
    bench.company.state.membersReadable = false;
    assert.equal(said(await bench.desk.freeze(ada, id, bench.click())), 'not-yours');
    assert.equal(bench.row(id).state, 'pending');
  });

  it('of somebody who works at the desk is for admins: one approver does not take a colleague out of office', async () => {
    const bench = aDesk();
    const { desk, click, row, company, store } = bench;
    const deskPower = [{ as: 'member', of: 'Approvers' }] as const;
    company.state.people.set(ada.id, anAccount({ id: ada.id, name: ada.name, upn: 'ada@corp.example', deskPower }));
    const own = ok(await desk.draft(ada, { locale: 'en', command: click() }));
    const alarms = () => store.told.filter(({ kind }) => kind === 'alarm-office').length;
    for (let press = 0; press < 2; press++)
      assert.equal(said(await desk.freeze(abe, own.id, click())), 'admin-freezes');
    assert.deepEqual([row(own.id).state, alarms()], ['refused', 1]);
    assert.equal(said(await desk.freeze(security, own.id, click())), 'done');
  });

  it('takes every office from whoever is frozen: they freeze, lift, raise and hand off nothing any more', async () => {
    for (const who of [abe, security]) {
      const bench = aDesk();
      const { desk, click, world } = bench;
      const { id } = await bench.filed();
      const frozenBy = { id: who.id, name: who.name };
      await bench.put({ id: 'theirs', person: who.id, state: 'frozen', frozenBy, sessionsEndedAt: world.now() });
      assert.equal(said(await desk.freeze(who, id, click())), 'not-yours');
      done(await desk.freeze(rita, id, click()));
      const lifted = await desk.lift(who, id, 'all is well', click());
      assert.equal(said(lifted), who === security ? 'you-are-frozen' : 'not-an-admin');
      const other = await desk.draftFor(who, 'rita@corp.example', { locale: 'en', command: click() });
      assert.equal(said(other), 'nobody-found');
      if (who !== security) continue;
      assert.equal(await desk.mayRaise(who), false);
      assert.equal(said(await desk.raiseShields(who, 'x', world.now() + HOUR)), 'you-are-frozen');
      await bench.store.shields.raise({ since: world.now(), until: world.now() + HOUR, why: 'calls', by: frozenBy });
      assert.equal(said(Object(await desk.lowerShields(who, 'all is well'))), 'you-are-frozen');
    }
  });

  it('keeps whoever is frozen from asking again: the frozen request is the one they have', async () => {
    const bench = aDesk();
    const { id } = await bench.filed();
    done(await bench.desk.freeze(max, id, bench.click()));
    const again = ok(await bench.desk.draft(rita, { locale: 'en', command: bench.click() }));
    assert.deepEqual([again.id, again.state], [id, 'frozen']);
    assert.equal(said(await bench.desk.approve(ada, id, bench.click())), 'already-decided');
    assert.equal(said(await bench.desk.cancel(rita, id, bench.click())), 'too-late');
    assert.equal(said(await bench.desk.freeze(rita, id, bench.click())), 'already-decided');
  });

  it('is possible for a week after a request was closed', async () => {
    for (const [waited, answer] of [
      [7 * DAY, 'done'],
      [7 * DAY + 1, 'too-late'],
    ] as const) {
      const bench = aDesk();
      const id = await (found['cancelled'] as (bench: Bench) => Promise<string>)(bench);
      bench.world.advance(waited);
      assert.equal(said(await bench.desk.freeze(rita, id, bench.click())), answer);
    }
  });

  it('on the card of an older request stops the one that is under way now', async () => {
    const bench = aDesk();
    const old = await (found['denied'] as (bench: Bench) => Promise<string>)(bench);
    bench.world.advance(HOUR);
    const { id } = ok(await bench.desk.draft(rita, { locale: 'en', command: bench.click() }));
    assert.notEqual(id, old);
    assert.equal(said(await bench.desk.freeze(stranger, old, bench.click())), 'not-yours');
    // Max was asked for the old one only, and knows best that it was not her.
    done(await bench.desk.freeze(max, old, bench.click()));
    assert.deepEqual([bench.row(id).state, bench.row(old).state], ['frozen', 'denied']);
  });

  describe('on the card of a finished reset, while the person has another request', () => {
    async function finished() {
      const bench = aDesk();
      const old = await (found['completed'] as (bench: Bench) => Promise<string>)(bench);
      const { id } = ok(await bench.desk.draft(rita, { locale: 'en', command: bench.click() }));
      return { ...bench, old, id };
    }

    it('replaces the password of that reset as well: a new request shields nobody', async () => {
      const { desk, old, id, click, pass, row, company, wrongs } = await finished();
      done(await desk.freeze(max, old, click()));
      await pass(HOUR);
      assert.deepEqual([row(id).state, row(id).lockout?.ended], ['frozen', 'locked']);
      assert.deepEqual([company.accepted.length, wrongs], [2, []]);
    });

    it('does so where that other one was frozen before, by whoever it was, and does so once', async () => {
      const { desk, old, id, click, pass, row, company } = await finished();
      done(await desk.freeze(rita, id, click()));
      await pass(HOUR);
      assert.equal(company.accepted.length, 1);
      done(await desk.freeze(max, old, click()));
      assert.equal(row(id).frozenBy?.id, rita.id);
      await pass(HOUR);
      assert.deepEqual([company.accepted.length, row(id).lockout?.ended], [2, 'locked']);
      assert.equal(said(await desk.freeze(max, old, click())), 'already-decided');
    });

    it('is meant as well where its owner says so in the chat, with no card in hand', async () => {
      const { desk, id, click, pass, row, company } = await finished();
      done(await desk.notMe(rita, click()));
      await pass(HOUR);
      assert.deepEqual([row(id).lockout?.ended, company.accepted.length], ['locked', 2]);
      const other = aDesk();
      assert.equal(said(await other.desk.notMe(rita, other.click())), 'no-such-request');
      const { id: open } = await other.proved();
      assert.equal(done(await other.desk.notMe(rita, other.click())).id, open);
    });

    it('leaves the password alone where that one never had any', async () => {
      const bench = aDesk();
      const old = await (found['denied'] as (bench: Bench) => Promise<string>)(bench);
      const { id } = ok(await bench.desk.draft(rita, { locale: 'en', command: bench.click() }));
      done(await bench.desk.freeze(max, old, bench.click()));
      assert.equal(said(await bench.desk.freeze(ada, old, bench.click())), 'already-decided');
      await bench.pass(HOUR);
      assert.deepEqual([bench.row(id).lockout, bench.company.state.posts], [undefined, 0]);
    });
  });

  it('ends the sessions later when the directory is out of reach, and until then stays in the job table', async () => {
    const bench = aDesk();
    const { id } = await bench.filed();
    bench.company.state.readable = false;
    done(await bench.desk.freeze(rita, id, bench.click()));
    await assert.rejects(bench.work());
    assert.ok(bench.store.jobs.has(id));
    bench.company.state.readable = true;
    await bench.pass(HOUR);
    assert.deepEqual([bench.company.state.sessionsEnded, bench.row(id).sessionsEndedAt !== undefined], [1, true]);
  });

  it('is not undone by Graph’s late answer', async () => {
    let freeze: (() => Promise<unknown>) | undefined;
    const bench = aDesk({ hook: async point => void (point === 'after post' && (await freeze?.())) });
    const { id } = await bench.approved();
    freeze = () => bench.desk.freeze(rita, id, bench.click());
    await bench.page(id);
    await bench.work();
    assert.deepEqual([bench.row(id).state, bench.company.accepted.length, bench.store.seals.size], ['frozen', 1, 0]);
    assert.equal(bench.store.lines.at(-1)?.facts['what'], 'late answer');
    await bench.pass(HOUR);
    assert.equal(bench.row(id).state, 'frozen');
  });
});

describe('an approver who freezes one request after the other', () => {
  /** So many people, each with a request that waits. */
  async function waiting(count: number, policy = {}) {
    const bench = aDesk({ policy });
    const people = Array.from({ length: count }, (_, index) => `person-${index}`);
    for (const person of people) await bench.put({ id: `of-${person}`, person, state: 'pending' });
    const freeze = (who: typeof ada, person: number, command = bench.click()) =>
      bench.desk.freeze(who, `of-person-${person}`, command);
    const alarms = () => bench.store.told.filter(({ kind }) => kind === 'alarm-freezes');
    return { ...bench, freeze, alarms };
  }

  it('is quick enough for a real attack, and then hands over to another approver or to an admin', async () => {
    const { freeze, row, alarms, store } = await waiting(14);
    for (let person = 0; person < 10; person++) assert.equal(said(await freeze(ada, person)), 'done');
    assert.equal(alarms().length, 0);
    assert.equal(said(await freeze(ada, 10)), 'too-many-freezes');
    assert.equal(row('of-person-10').state, 'pending');
    const { facts, personal } = store.lines.at(-1) ?? {};
    assert.deepEqual(facts, { what: 'freeze refused', why: 'too-many-freezes' });
    assert.deepEqual(personal?.actor, { kind: 'person', id: ada.id, name: ada.name });
    assert.equal(said(await freeze(abe, 10)), 'done');
    assert.equal(said(await freeze(security, 11)), 'done');
    assert.equal(row('of-person-11').frozenBy?.id, security.id);
  });

  it('is told of to the admins, once in ten minutes', async () => {
    const { freeze, alarms, world } = await waiting(14, { freezesPer10Minutes: 1 });
    for (let person = 0; person < 5; person++) await freeze(ada, person);
    assert.deepEqual(
      alarms().map(({ audience, request }) => [audience, request]),
      [['admins', 'of-person-1']],
    );
    world.advance(10 * 60_000);
    assert.equal(said(await freeze(ada, 1)), 'done');
    await freeze(ada, 2);
    assert.equal(alarms().length, 2);
  });

  it('is counted once for a click that is delivered twice, and a refused one stays refused', async () => {
    const { freeze, row } = await waiting(3, { freezesPer10Minutes: 1 });
    for (let delivery = 0; delivery < 3; delivery++) assert.equal(said(await freeze(ada, 0, 'one click')), 'done');
    for (let delivery = 0; delivery < 3; delivery++)
      assert.equal(said(await freeze(ada, 1, 'the next click')), 'too-many-freezes');
    const together = ['at once', 'at once', 'at once'].map(command => freeze(ada, 2, command));
    for (const heard of await Promise.all(together)) assert.equal(said(heard), 'too-many-freezes');
    assert.deepEqual([row('of-person-1').state, row('of-person-2').state], ['pending', 'pending']);
  });

  it('may still stop what is done in their own name', async () => {
    const bench = aDesk({ policy: { freezesPer10Minutes: 1 } });
    await bench.put({ id: 'of-somebody', person: 'somebody', state: 'pending' });
    const { id } = await bench.proved();
    bench.company.state.approvers.add(rita.id);
    done(await bench.desk.freeze(rita, 'of-somebody', bench.click()));
    assert.equal(said(await bench.desk.freeze(rita, id, bench.click())), 'done');
  });
});

describe('lifting a freeze', () => {
  async function frozen(by = rita) {
    const bench = aDesk();
    const { id } = await bench.filed();
    done(await bench.desk.freeze(by, id, bench.click()));
    return { ...bench, id };
  }

  it('is for a desk admin with a reason, and closes the request', async () => {
    const { desk, id, row, click, store } = await frozen();
    done(await desk.lift(security, id, 'spoke to her', click()));
    assert.equal(row(id).state, 'cancelled');
    assert.equal(store.lines.at(-1)?.personal['reason'], 'spoke to her');
    assert.equal(said(await desk.draft(rita, { locale: 'en', command: click() })), 'done');
  });

  it('is refused of everybody else, of whoever froze it, and without a reason', async () => {
    const { desk, id, row, click, company } = await frozen(ada);
    company.state.admins.add(ada.id);
    for (const actor of [rita, abe, { ...security, tenant: 'elsewhere' }])
      assert.equal(said(await desk.lift(actor, id, 'please', click())), 'not-an-admin');
    assert.equal(said(await desk.lift(ada, id, 'my mistake', click())), 'same-person-lifts');
    assert.equal(said(await desk.lift(security, id, '\n', click())), 'reason-empty');
    assert.equal(row(id).state, 'frozen');
  });

  it('is not for whoever froze it under the same id in other letters', async () => {
    const { desk, id, row, click, company } = await frozen(ada);
    const again = { ...ada, id: ada.id.toUpperCase() };
    company.state.admins.add(again.id);
    assert.equal(said(await desk.lift(again, id, 'my mistake', click())), 'same-person-lifts');
    assert.equal((await desk.viewer(again, row(id))).mayLift, false);
  });

  it('is not for the person themselves or whoever vouched for them, admins though they are', async () => {
    for (const [actor, answer] of [
      [rita, 'own-request'],
      [max, 'you-vouched'],
    ] as const) {
      const { desk, id, row, click, company } = await frozen(ada);
      company.state.admins.add(actor.id);
      assert.equal(said(await desk.lift(actor, id, 'it was fine', click())), answer);
      assert.equal((await desk.viewer(actor, row(id))).mayLift, false);
      assert.equal(row(id).state, 'frozen');
    }
  });

  it('can be reached in the helpdesk’s channel, also where the desk had heard nothing of the request before', async () => {
    const bench = aDesk();
    const { id } = await bench.proved();
    const cards = () => bench.store.told.filter(one => one.kind === 'card' && one.audience === 'helpdesk').length;
    assert.equal(cards(), 0);
    done(await bench.desk.freeze(max, id, bench.click()));
    assert.equal(cards(), 1);
    done(await bench.desk.lift(security, id, 'spoke to her', bench.click()));
    assert.equal(cards(), 2);
  });

  it('has nothing to do where nothing is frozen', async () => {
    const { desk, filed, click } = aDesk();
    const { id } = await filed();
    assert.equal(said(await desk.lift(security, id, 'why not', click())), 'not-frozen');
    assert.equal(said(await desk.lift(security, 'nowhere', 'why not', click())), 'no-such-request');
  });

  it('does not spare the sessions of a person frozen a second time', async () => {
    const { desk, id, click, work, company, store } = await frozen();
    await work();
    done(await desk.lift(security, id, 'a false alarm', click()));
    done(await desk.freeze(max, id, click()));
    assert.ok(store.jobs.has(id));
    await work();
    assert.equal(company.state.sessionsEnded, 2);
  });
});
