// Hands that are lost, refused, or lent: with each model the request waits or goes back, nothing is done twice, and it ends well.
import assert from 'node:assert/strict';
import { wordsFor } from '../../locales/words.ts';
import { connectHands } from '../../sandbox/connect.ts';
import type { Rule } from '../../sandbox/faults.ts';
import { handsAccount, resetters } from '../../sandbox/hands.ts';
import { untilBackIn, untilFiled } from '../../sandbox/rehearse/back-in.ts';
import { asksReason, begins, isSaid, says } from '../../sandbox/rehearse/chat.ts';
import { approvalCard, approves, signsInAt } from '../../sandbox/rehearse/desk.ts';
import type { Tracker } from '../../sandbox/rehearse/tracker.ts';
import { type Company, ROOT, withCompany } from './company.ts';
import { row } from './filed.ts';
import { BY } from './hands.ts';
import { inLanes } from './lanes.ts';
import { inOneCompany, POLICY } from './mishaps.ts';
import { recovers } from './robot.ts';

const HOUR = 3_600_000;
const words = wordsFor('en');

const refuses = (act: Rule['act']): Rule => ({ service: 'graph', request: 'POST resetPassword', nth: 1, act });

type Story = () => Promise<unknown>;

const LOST: readonly (readonly [string, Story])[] = (['service-account', 'guest-admin'] as const).map(hands => [
  `hold what was approved, and it goes on by itself once they are connected again, ${BY[hands]}`,
  () => withCompany({ hands, policy: POLICY }, isConnectedAgain),
]);
const OWN: readonly (readonly [string, Story])[] = [
  [
    'that Microsoft wants to see more of are asked for again, with what it wants, and the approval is given anew',
    isAskedForMore,
  ],
  [
    'without the role are told so at the click; the request stays open, and somebody with it gets the person in',
    () => atTheDesk(lacksTheRole),
  ],
  [
    'that only Microsoft knows to be too weak give it back to the helpdesk, for another’s',
    () => atTheDesk(isTurnedAway),
  ],
  [
    'replace a frozen person’s password by a link in the admins’ mail: of somebody with the right, once',
    () => atTheDesk(replacesThePassword),
  ],
];

describe('whoever’s hands reset', function () {
  this.timeout(180_000);
  const run: { ending?: (name: string) => Promise<unknown> } = {};
  before(() => {
    // They mostly wait: for the next look at what is held.
    run.ending = inLanes(4, Object.fromEntries([...LOST, ...OWN]));
  });

  describe('when they are lost', () => {
    for (const [name] of LOST) it(name, () => run.ending?.(name));
  });
  describe('when they are the approver’s own', () => {
    for (const [name] of OWN) it(name, () => run.ending?.(name));
  });
});

async function isConnectedAgain(company: Company): Promise<void> {
  const { world, faults, story } = company;
  // Its sessions are revoked at home; Graph does not take the token it has, and Entra gives no other.
  Object.assign(handsAccount(world, 'ordinary') ?? {}, { sessionsValidFrom: world.now() });
  faults.add(refuses({ status: 401 }));
  const recovering = recovers(company, 'freya', { fresh: 'Walnut-Ferry-Lantern-58', within: 120_000 });
  recovering.catch(() => undefined);
  const isLost = /Nothing is reset until somebody connects it again/;
  await story.mail(({ text }) => isLost.test(text), 'the mail that somebody must sign in again');
  const isHeld = (text: string) => text.includes('Freya Lindqvist') && /Approved requests wait/.test(text);
  await story.mail(({ text }) => isHeld(text), 'the mail that she waits');
  const waiting = await row(company, 'freya');
  const { since = 0, hold } = waiting ?? {};
  assert.deepEqual([waiting?.state, hold?.why, world.resets.length], ['approved', 'hands', 0]);
  assert.ok(hold && hold.until > since + 3 * HOUR && hold.until <= since + 4 * HOUR);

  await connectHands(company, ROOT);
  assert.equal((await recovering).state, 'completed');
  const done = await row(company, 'freya');
  assert.deepEqual([done?.approvals.length, world.resets.length], [1, 1]);
  assert.deepEqual(resetters(world), [handsAccount(world, 'ordinary')?.upn]);
}

async function isAskedForMore(): Promise<void> {
  const claims = '{"access_token":{"acrs":{"essential":true,"value":"c5"}}}';
  const asked: string[] = [];
  const watching = (company: Company) =>
    company.world.watch(({ title, detail }) => {
      if (title.startsWith('Hana Weber signed in')) asked.push(JSON.stringify(detail));
    });
  const [played] = await inOneCompany([[refuses({ status: 401, claims })]], { hands: 'approver', first: watching });
  assert.deepEqual([played?.state, played?.asked.length, played?.accepted, played?.unmet], ['completed', 2, 1, []]);
  assert.deepEqual(
    asked.map(contexts => contexts.includes('"c5"')),
    [false, true],
  );
}

async function lacksTheRole(company: Company, tracker: Tracker): Promise<void> {
  const { story, world } = company;
  Object.assign(world.find('hana') ?? {}, { roles: [] });
  const clara = story.actor('clara');
  const card = await approvalCard(story.actor('hana'), clara);
  const told = await story.actor('hana').teams.inChannel().execute(card, 'approve');
  assert.ok(told.kind === 'message');
  assert.equal(told.text, words.say('chat.refusal.approver-no-right'));
  const still = await row(company, 'clara');
  assert.deepEqual([still?.state, still?.approvals], ['pending', []]);
  const { state, signedIn } = await untilBackIn(story, clara, tracker, { approvers: ['hugo'] });
  assert.deepEqual([state, signedIn, resetters(world)], ['completed', true, [world.find('hugo')?.upn]]);
}

async function isTurnedAway(company: Company, tracker: Tracker): Promise<void> {
  const { story, world, faults } = company;
  const [clara, hana] = [story.actor('clara'), story.actor('hana')];
  faults.add(refuses({ status: 403 }));
  await approves(story, hana, clara);
  const isBack = isSaid(/The approval for Clara Osei .* does not count any more/);
  await hana.teams.inChannel().waitFor(isBack, { what: 'that it is back' });
  assert.equal((await row(company, 'clara'))?.recalled, 'approver must sign in again');
  const { state, signedIn } = await untilBackIn(story, clara, tracker, { approvers: ['hugo'] });
  assert.deepEqual([state, signedIn, resetters(world)], ['completed', true, [world.find('hugo')?.upn]]);
}

async function replacesThePassword(company: Company, tracker: Tracker): Promise<void> {
  const { story, world } = company;
  const clara = story.actor('clara');
  await approves(story, story.actor('hana'), clara);
  await tracker.until('the landing', ({ progress }) => progress.state === 'landed');
  const stolen = await tracker.reveal();
  tracker.close();
  await says(story, clara, 'not me', isSaid(/Everything is stopped/), 'that it is stopped');
  const mail = await story.mail(({ text }) => text.includes('/sign-in/lock-out?'), 'the mail with the link');
  const [link = ''] = /http\S+\/sign-in\/lock-out\?\S+?(?=;|\s|$)/.exec(mail.text) ?? [];
  assert.ok(link.startsWith(`${world.botOrigin}/`));
  assert.equal(clara.person.cloud?.value, stolen, 'whoever saw it can still use it');

  Object.assign(world.find('hugo') ?? {}, { roles: [] });
  const comes = (by: string) => signsInAt(story.freshBrowser(), link, company.actor(by).person);
  for (const [by, why] of [
    ['sten', 'chat.refusal.not-an-approver'],
    ['hugo', 'chat.refusal.lock-out-no-right'],
  ] as const) {
    const page = await comes(by);
    assert.equal(page.status, 409, by);
    assert.ok(page.text.includes(words.say(why)), page.text);
  }
  assert.equal((await comes('ada')).status, 200);
  const replaced = (message: { words: string }) => message.words.includes(words.say('cards.outcome.lockout-locked'));
  await story.actor('hana').teams.inChannel().waitFor(replaced, { what: 'that it was replaced' });
  assert.notEqual(clara.person.cloud?.value, stolen);
  assert.equal((await comes('ada')).status, 409, 'there is nothing left to replace');
  assert.deepEqual(resetters(world, clara.person), [world.find('hana')?.upn, world.find('ada')?.upn]);
  assert.equal((await row(company, 'clara'))?.hands, undefined);
}

/** Clara's request, with the helpdesk, where approvers reset with their own hands; she sits at her tracker. */
function atTheDesk(story: (company: Company, tracker: Tracker) => Promise<void>): Promise<void> {
  return withCompany({ hands: 'approver', policy: POLICY }, async company => {
    const clara = company.actor('clara');
    await begins(company.story, clara, asksReason, 'the question for a reason');
    const tracker = await untilFiled(company.story, clara);
    try {
      await story(company, tracker);
    } finally {
      tracker.close();
    }
  });
}
