// Teams repeats what was answered slowly, people click twice, and two of them at once: everything happens once, and is said once.
import assert from 'node:assert/strict';
import { wordsFor } from '../../locales/words.ts';
import { untilFiled } from '../../sandbox/rehearse/back-in.ts';
import {
  asksReason,
  begins,
  hasDigits,
  hasVerb,
  isSignIn,
  opensTheTracker,
  opensTracker,
  saysYes,
} from '../../sandbox/rehearse/chat.ts';
import { approvalCard } from '../../sandbox/rehearse/desk.ts';
import { changesThere, signsInToCheck, takesPassword } from '../../sandbox/rehearse/finish.ts';
import type { Handover } from '../../sandbox/teams/delivery.ts';
import type { Seen } from '../../sandbox/teams/sight.ts';
import type { Company } from './company.ts';
import { provesByPasskey } from './doors.ts';
import { row } from './filed.ts';
import { inEachModel, seesThrough } from './hands.ts';

/** What came of a story, without what differs from one to the next (digits, times, ids). */
type Traces = {
  readonly chat: readonly string[];
  readonly moves: readonly string[];
  readonly notes: readonly string[];
  readonly mails: readonly string[];
};

const words = wordsFor('en');
const AGAIN = [words.say('chat.offer.relock-list'), words.say('chat.offer.tell')];

type Answered = { readonly status: number; readonly others?: readonly { readonly status: number }[] };

/** Freya's whole story, every activity handed over as told. */
async function wholeStory(company: Company, how: Handover, fresh: string): Promise<Traces> {
  const { story, world } = company;
  const freya = story.actor('freya');
  const { teams } = freya;
  const start = teams.now();
  const mailsBefore = world.mails.length;
  const answered: number[] = [];
  const wait = (want: (message: Seen) => boolean, what: string) => teams.waitFor(want, { what, since: start });
  const all = (answer: Answered | undefined) =>
    answered.push(...[answer, ...(answer?.others ?? [])].map(one => one?.status ?? 0));

  all(await teams.say('I forgot my password', how));
  await wait(asksReason, 'the question for a reason');
  all(await teams.say('I was on leave and cannot remember it.', how));
  const clicked = await teams.submit(await wait(isSignIn, 'the sign-in card'));
  assert.equal(clicked.kind, 'sign-in');
  const code = await provesByPasskey(story.freshBrowser(), clicked.url, freya.person);
  all(await teams.verifyState(code, how));
  const digits = /^\d\d$/m.exec((await wait(hasDigits, 'the digits')).words)?.[0] ?? '';
  const marcus = story.actor('marcus').teams;
  const asked = (message: Seen) => hasVerb('vouch')(message) && message.changed > start;
  const vouch = await marcus.waitFor(asked, { what: 'the vouch card' });
  all((await marcus.execute(vouch, 'vouch', { digits, attest: 'true' }, how)).answer);
  await wait(saysYes, 'the question for consent');
  all(await teams.say('yes', how));
  const tracker = await opensTheTracker(story, freya, await wait(opensTracker, 'the tracker card'));
  const filed = chatSince(teams.messages, start);
  const card = await approvalCard(story.actor('hana'), freya);
  const approved = await story.actor('hana').teams.inChannel().execute(card, 'approve', {}, how);
  all(approved.answer);
  assert.ok(await seesThrough(company, 'hana', approved));
  const temporary = await takesPassword(story, freya, tracker);
  await changesThere(story, freya, tracker, temporary, fresh);
  assert.ok(await signsInToCheck(story, freya, tracker, fresh));
  tracker.close();
  await wait(message => message.words.includes('You are back in'), 'the last card');
  assert.deepEqual(new Set(answered), new Set([200]), 'each delivery was answered well');
  assert.equal(answered.length, 6 * (how.times ?? 1));

  const request = await row(company, 'freya');
  const lines = await company.store(store => store.audit.lines(request?.id ?? ''));
  return {
    chat: filed,
    moves: lines.flatMap(({ event }) => (event === 'note' ? [] : event)),
    // By themselves: the password may be taken before or after the landing is seen.
    notes: lines.flatMap(({ event, facts }) => (event === 'note' ? String(facts['what']) : [])),
    mails: world.mails
      .slice(mailsBefore)
      .map(({ subject, to }) => `${subject} → ${to.join()}`)
      .sort(),
  };
}

function chatSince(messages: readonly Seen[], start: number): string[] {
  const fresh = messages.filter(({ from, changed }) => from === 'bot' && changed > start);
  const said = fresh.map(({ text, activity }) => text || (activity.summary ?? ''));
  // Whoever tells the story a second time had their password changed just now, and is told what may come of that.
  return said.filter(line => !AGAIN.includes(line));
}

inEachModel('whatever comes more than once', {}, theCompany => {
  async function filed(key: string) {
    const { story } = theCompany();
    const who = story.actor(key);
    await begins(story, who, asksReason, 'the question for a reason');
    const tracker = await untilFiled(story, who);
    return { who, tracker, card: await approvalCard(story.actor('hana'), who) };
  }

  it('each message and click of a whole story, delivered five times at once, has each effect and reply once', async () => {
    const company = theCompany();
    await company.actor('freya').teams.install();
    const once = await wholeStory(company, {}, 'Walnut-Ferry-Lantern-58');
    const resets = company.world.resets.length;
    const fiveTimes = await wholeStory(company, { times: 5 }, 'Walnut-Ferry-Lantern-59');
    assert.deepEqual(fiveTimes, once);
    assert.equal(company.world.resets.length - resets, 1);
  });

  it('a double click on Approve is one decision and one reset', async () => {
    const company = theCompany();
    const before = company.world.resets.length;
    const { tracker, card } = await filed('clara');
    const channel = company.actor('hana').teams.inChannel();
    const outcomes = await Promise.all([channel.execute(card, 'approve'), channel.execute(card, 'approve')]);
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['card', 'card'],
    );
    // Two cards with the same button: one of them is pressed.
    assert.ok(await seesThrough(company, 'hana', outcomes[1]));
    await tracker.until('the landing', ({ progress }) => progress.state === 'landed');
    tracker.close();
    assert.equal((await row(company, 'clara'))?.approvals.length, 1);
    assert.equal(company.world.resets.length - before, 1);
  });

  it('two approvers at once make one decision, and both see it; two pages at once get one password', async () => {
    const company = theCompany();
    const before = company.world.resets.length;
    const { who, tracker, card } = await filed('sam');
    const press = async (by: string) => {
      const outcome = await company.actor(by).teams.inChannel().execute(card, 'approve');
      assert.equal(outcome.kind, 'card');
      return seesThrough(company, by, outcome);
    };
    assert.ok((await Promise.all([press('hana'), press('hugo')])).includes(true));
    await tracker.until('the landing', ({ progress }) => progress.state === 'landed');
    assert.equal((await row(company, 'sam'))?.approvals.length, 1);
    assert.equal(company.world.resets.length - before, 1);

    const cardOfTheirs = who.teams.messages.findLast(opensTracker);
    assert.ok(cardOfTheirs);
    const second = await opensTheTracker(company.story, who, cardOfTheirs);
    const read = await Promise.allSettled([tracker.reveal(), second.reveal()]);
    assert.deepEqual(read.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    tracker.close();
    second.close();
  });
});
