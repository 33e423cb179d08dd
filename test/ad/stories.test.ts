// People's way back in through the built bot, with a real Active Directory behind Graph: every password is tried there, by bind and by ticket.
import assert from 'node:assert/strict';
import type { Verdict } from '../../sandbox/credentials.ts';
import { createAgent } from '../../sandbox/on-premises/samba/agent.ts';
import type { Controller } from '../../sandbox/on-premises/samba/controller.ts';
import { untilFiled } from '../../sandbox/rehearse/back-in.ts';
import { asksReason, begins } from '../../sandbox/rehearse/chat.ts';
import { approves } from '../../sandbox/rehearse/desk.ts';
import { signsInToCheck, takesPassword } from '../../sandbox/rehearse/finish.ts';
import { type Ending, PERSONAS } from '../../sandbox/rehearse/personas.ts';
import type { Person } from '../../sandbox/world.ts';
import { someone } from '../sandbox/identity.ts';
import { type Company, openCompany } from '../stories/company.ts';
import { enters, openDomain, sambaIsHere } from './a-domain.ts';

/** One thing the agent was asked to write: what it reported, and what the doors said of that password right afterwards. */
type Written = { readonly plain: string; readonly reported: string | undefined; readonly door: Verdict };

if (sambaIsHere())
  describe('people whose passwords live in a real Active Directory', function () {
    this.timeout(180_000);
    const run: { controller?: Controller; company?: Company } = {};
    const written: Written[] = [];
    before(async () => {
      const controller = await openDomain();
      run.controller = controller;
      const company = await openCompany();
      run.company = company;
      const agent = createAgent(company.world, controller);
      company.world.onPremises = {
        ...agent,
        async write(person, plain, how) {
          const reported = await agent.write(person, plain, how);
          written.push({ plain, reported, door: await enters(controller, person, plain) });
          return reported;
        },
      };
    });
    after(async () => {
      await run.company?.close();
      await run.controller?.close();
    });
    beforeEach(() => {
      written.length = 0;
    });
    afterEach(function () {
      if (this.currentTest?.state === 'failed') run.company?.printLastWords();
    });

    const company = () => run.company ?? assert.fail('there is no company');
    const controller = () => run.controller ?? assert.fail('there is no domain');
    const domain = () => company().world.onPremises ?? assert.fail('there is no agent');
    const tries = (person: Person, ...plains: string[]) =>
      Promise.all(plains.map(plain => enters(controller(), person, plain)));

    async function play(name: string): Promise<Ending & { person: Person; own: string }> {
      const persona = PERSONAS.find(one => one.name === name) ?? assert.fail(name);
      const person = someone(company().world, persona.person);
      const { story } = company();
      return { ...(await persona.play(story, story.actor(person.key))), person, own: story.ownPassword };
    }

    it('a locked federated person: unlocked, a temporary password only to be changed, and then only their own', async () => {
      const freya = someone(company().world, 'freya');
      for (let guesses = 0; guesses < 10; guesses += 1) await domain().signIn(freya, 'a guess');
      assert.deepEqual(await tries(freya, freya.password), ['locked']);
      const { state, signedIn, own } = await play('federated');
      assert.deepEqual({ state, signedIn }, { state: 'completed', signedIn: true });
      const [{ plain, ...first } = assert.fail('nothing was written'), ...more] = written;
      assert.deepEqual([first, more], [{ reported: undefined, door: 'must-change' }, []]);
      assert.deepEqual(await tries(freya, freya.password, plain, own), ['wrong', 'wrong', 'ok']);
    });

    it('a password that the domain refuses: replaced by one it takes', async () => {
      company().world.quirks.policyRefusesNext = true;
      const { story } = company();
      const who = story.actor('sam');
      await begins(story, who, asksReason, 'the question for a reason');
      const tracker = await untilFiled(story, who);
      try {
        await approves(story, story.actor('hana'), who);
        // The first one was on the page as well, until the domain had spoken.
        await tracker.until('the landing', ({ progress }) => progress.state === 'landed');
        assert.equal(await takesPassword(story, who, tracker), written[1]?.plain);
        assert.ok(await signsInToCheck(story, who, tracker, written[1]?.plain ?? '', story.ownPassword));
      } finally {
        tracker.close();
      }
      assert.deepEqual(
        written.map(({ reported, door }) => [reported, door]),
        [
          ['OnPremisesPolicyViolation', 'wrong'],
          [undefined, 'must-change'],
          // Their own change at Microsoft's sign-in, written back.
          [undefined, 'ok'],
        ],
      );
      const forgotten = who.person.password;
      const plains = [forgotten, ...written.slice(0, 2).map(({ plain }) => plain), story.ownPassword];
      assert.deepEqual(await tries(who.person, ...plains), ['wrong', 'wrong', 'wrong', 'ok']);
    });

    it('a Domain Admin: refused by the directory, and both sides are told what it means', async () => {
      const { state, person } = await play('protected');
      assert.equal(state, 'failed');
      const [{ plain, ...only } = assert.fail('nothing was written'), ...more] = written;
      assert.deepEqual([only, more], [{ reported: 'SSPR_0029: OnPremisesAdminActionRequired', door: 'wrong' }, []]);
      assert.deepEqual(await tries(person, person.password, plain), ['ok', 'wrong']);
    });

    it('a directory that is down: the reset is held, and done once it is back', async () => {
      await controller().stop();
      const held = { looks: 0 };
      const { world } = company();
      const unwatch = world.watch(({ kind, title }) => {
        if (kind !== 'graph' || !title.includes('/operations/')) return;
        held.looks += 1;
        if (held.looks === 2) void controller().start();
      });
      const { state, signedIn, person, own } = await play('sspr-stuck');
      unwatch();
      assert.ok(held.looks > 2);
      assert.deepEqual({ state, signedIn }, { state: 'completed', signedIn: true });
      assert.deepEqual(
        written.map(({ door }) => door),
        ['must-change', 'ok'],
      );
      assert.equal(world.resets.filter(reset => reset.person === person.key).length, 1);
      assert.deepEqual(await tries(person, person.password, own), ['wrong', 'ok']);
    });
  });
