// Clicks: a card brings a verb and an id, and nothing it carries decides anything.
import assert from 'node:assert/strict';
import type { InvokeResponse } from 'botbuilder';
import fc from 'fast-check';
import { wordsFor } from '../../locales/words.ts';
import type { State } from '../../src/core/lifecycle.ts';
import { seenOf } from '../../src/core/seen.ts';
import * as story from '../dialogs/a-story.ts';
import { type Bot, bots, HANK, HELPDESK, HILDA, MAX, RITA, SAM, type Somebody, say } from './a-bot.ts';

/** What whoever clicked gets to see: a sentence, a card by its plain text in brackets, or an error's code. */
function reading(answer: InvokeResponse | undefined): string {
  assert.ok(answer);
  const { statusCode, type, value } = answer.body as { statusCode: number; type: string; value: unknown };
  assert.equal(answer.status, statusCode, 'Teams reads the one, HTTP the other');
  if (type === 'application/vnd.microsoft.activity.message') return String(value);
  if (type === 'application/vnd.microsoft.error') return `${statusCode} ${(value as { code: string }).code}`;
  assert.equal(type, 'application/vnd.microsoft.card.adaptive');
  return `[${(value as { fallbackText: string }).fallbackText}]`;
}

const approvalCard = (state: State) => `[${say('cards.approval.fallback', { status: say(`cards.status.${state}`) })}]`;
const vouchCard = (standing: 'waiting' | 'passed' | 'spent' | 'late' | 'frozen') =>
  `[${say('cards.vouch.fallback', { status: say(`cards.vouch.${standing}`) })}]`;
const refusal = (code: string) => say(`chat.refusal.${code}` as Parameters<typeof say>[0]);

async function decisions(bot: Bot): Promise<readonly string[]> {
  const { id } = await bot.request();
  const lines = await bot.store.audit.lines(id);
  return lines.map(({ event }) => event).filter(event => event === 'approve' || event === 'deny');
}

describe('an approver', () => {
  const aBot = bots();

  it('approves, and sees the row and not the click', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    assert.equal(reading(await bot.clicks(HANK, 'approve', { request })), approvalCard('approved'));
    const { state, approvals } = await bot.request();
    assert.deepEqual([state, approvals.map(({ id, name }) => [id, name])], ['approved', [[HANK.id, HANK.name]]]);
    await bot.work();
    assert.match(String(bot.teams.read(HELPDESK)[0]), /Approved/);
    assert.equal(bot.teams.messages(HELPDESK).length, 1);
  });

  it('denies with a reason, which only plain text carries on', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    const reason = '**no** [here](https://evil.example) \u202e';
    assert.equal(reading(await bot.clicks(HANK, 'deny', { request, reason })), approvalCard('denied'));
    await bot.work();
    const told = bot.teams.messages(`a:${RITA.id}`).at(-1)?.activity;
    assert.deepEqual(
      [told?.text, told?.textFormat],
      [say('chat.denied', { by: HANK.name, reason: '**no** [here](https://evil.example)' }), 'plain'],
    );
  });

  it('has to give a reason that can be read', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    assert.equal(reading(await bot.clicks(HANK, 'deny', { request, reason: ' \u2066 ' })), refusal('reason-empty'));
    const reason = 'x'.repeat(501);
    assert.equal(reading(await bot.clicks(HANK, 'deny', { request, reason })), refusal('reason-too-long'));
    assert.deepEqual(await decisions(bot), []);
  });

  it('decides once with a double click, one delivery or two', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    const click = bot.clicked(HANK, 'approve', { request }, bot.inChannel());
    const again = bot.clicked(HANK, 'approve', { request }, bot.inChannel());
    const answers = await Promise.all([click, click, again, click, again].map(one => bot.deliver(one)));
    for (const { answer } of answers) assert.equal(reading(answer), approvalCard('approved'));
    assert.deepEqual(await decisions(bot), ['approve']);
    assert.equal((await bot.request()).approvals.length, 1);
  });

  it('and another at the same moment make one decision, and both see it', async () => {
    for (const verbs of [
      ['approve', 'approve'],
      ['approve', 'deny'],
      ['deny', 'approve'],
      ['deny', 'deny'],
    ] as const) {
      const bot = await aBot();
      const { id: request } = await story.filed(bot);
      const clicks = verbs.map((verb, index) => {
        const data = verb === 'deny' ? { request, reason: 'not today' } : { request };
        return bot.clicks([HANK, HILDA][index] ?? SAM, verb, data);
      });
      const seen = (await Promise.all(clicks)).map(reading);
      const { state } = await bot.request();
      assert.deepEqual(seen, Array(2).fill(approvalCard(state)));
      assert.equal((await decisions(bot)).length, 1);
    }
  });

  it('and a second one are needed where the admin says so; the same one twice is not two', async () => {
    const bot = await aBot({ policy: { approvals: 2 } });
    const { id: request } = await story.filed(bot);
    for (const _ of [1, 2])
      assert.equal(reading(await bot.clicks(HANK, 'approve', { request })), approvalCard('pending'));
    assert.equal((await bot.request()).approvals.length, 1);
    assert.equal(reading(await bot.clicks(HILDA, 'approve', { request })), approvalCard('approved'));
  });

  const ends = {
    denied: async (bot: Bot, request: string) => bot.clicks(HILDA, 'deny', { request, reason: 'not today' }),
    expired: async (bot: Bot) => {
      await bot.later(16 * 60_000);
      await bot.later(31 * 60_000);
    },
    cancelled: async (bot: Bot, request: string) => bot.clicks(RITA, 'cancel', { request }),
    frozen: async (bot: Bot, request: string) => bot.clicks(MAX, 'not-them', { request }),
  } as const;
  for (const [state, end] of Object.entries(ends))
    it(`who approves a request that is ${state} sees so, and changes nothing`, async () => {
      const bot = await aBot();
      const { id: request } = await story.filed(bot);
      await end(bot, request);
      const before = await bot.request();
      assert.equal(before.state, state);
      assert.equal(reading(await bot.clicks(HANK, 'approve', { request })), approvalCard(before.state));
      assert.deepEqual(await bot.request(), before);
    });

  it('cannot decide outside the helpdesk’s channel, whatever the card', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    for (const verb of ['approve', 'deny', 'refresh'])
      for (const place of [{}, bot.inChannel('19:other@thread.tacv2')]) {
        const data = verb === 'deny' ? { request, reason: 'x' } : { request };
        const { answer } = await bot.deliver(bot.clicked(HANK, verb, data, place));
        assert.equal(reading(answer), say('chat.click.elsewhere'));
      }
    assert.deepEqual(await decisions(bot), []);
  });

  it('is counted, and a colleague has to look too when there were too many', async () => {
    const bot = await aBot({ policy: { decisionsPer10Minutes: 1 } });
    const { id: request } = await story.filed(bot);
    await bot.clicks(HANK, 'deny', { request, reason: ' ' });
    await bot.clicks(HANK, 'approve', { request });
    assert.equal((await bot.request()).state, 'pending');
    assert.equal(reading(await bot.clicks(HILDA, 'approve', { request })), approvalCard('approved'));
  });

  it('stops a request that is not theirs, also when it is approved already; beyond so many, a colleague must', async () => {
    const bot = await aBot({ policy: { freezesPer10Minutes: 1 } });
    const { id: request } = await story.filed(bot);
    assert.equal(reading(await bot.clicks(SAM, 'freeze', { request })), refusal('not-yours'));
    await bot.clicks(HANK, 'freeze', { request: 'request-of-nobody' });
    assert.equal((await bot.request()).state, 'pending');
    assert.equal(reading(await bot.clicks(HANK, 'freeze', { request })), approvalCard('frozen'));
    const { state, frozenBy } = await bot.request();
    assert.deepEqual([state, frozenBy?.id], ['frozen', HANK.id]);
  });

  it('is told that a colleague has to freeze it, and so are the admins by mail, when there were too many', async () => {
    const bot = await aBot({ policy: { freezesPer10Minutes: 1 } });
    const { id: request } = await story.filed(bot);
    await bot.store.limits.spend(`freeze:${HANK.tenant}:${HANK.id}`, { count: 1, per: 600_000 });
    assert.equal(reading(await bot.clicks(HANK, 'freeze', { request })), refusal('too-many-freezes'));
    await bot.work();
    const [letter] = bot.mails.filter(({ subject }) => subject.includes('freezes unusually many requests'));
    assert.ok(letter?.text.includes('It was not frozen') && letter.text.includes(request));
    assert.equal(reading(await bot.clicks(HILDA, 'freeze', { request })), approvalCard('frozen'));
  });

  it('shares the work: claims, gives back, and has the person told how to know the desk by two words', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    await bot.clicks(HANK, 'claim', { request });
    assert.equal((await bot.request()).claim?.id, HANK.id);
    assert.equal(reading(await bot.clicks(HILDA, 'hand-over', { request })), refusal('not-yours'));
    await bot.clicks(HANK, 'hand-over', { request });
    await bot.clicks(HILDA, 'ask-call', { request });
    await bot.work();
    const words = bot.desk.usWords(await bot.request());
    assert.ok(bot.chat(RITA).includes(say('chat.call-wanted', { name: HILDA.name, words })));
    const [card, ...thread] = bot.teams.read(HELPDESK);
    assert.ok(JSON.stringify(bot.teams.messages(HELPDESK)[0]?.activity).includes(words), String(card));
    const { name, upn } = (await bot.request()).account;
    assert.deepEqual(thread, [say('chat.desk.handed-over', { name, upn, minutes: 1 })]);
  });

  it('is led to a fresh sign-in where one is asked for, by a link for them and this request alone', async () => {
    const bot = await aBot({ policy: { rules: [{ name: 'everybody', approverStepUp: true }] } });
    const { id: request } = await story.filed(bot);
    const answer = await bot.clicks(HANK, 'approve', { request });
    assert.deepEqual((await bot.request()).approvals, []);
    const ticket = /sign-in\/approve\?ticket=([\w-]+)/.exec(JSON.stringify(answer))?.[1];
    const subject = await bot.store.tickets.redeem('sign-in:approve', ticket ?? '');
    const { tenant, id: approver } = HANK;
    const asked = { request, tenant, approver, seen: seenOf(await bot.request()), askedAt: String(bot.world.now()) };
    assert.deepEqual(subject, asked);
    assert.equal(await bot.store.tickets.redeem('sign-in:approve', ticket ?? ''), undefined);
    bot.world.advance(10 * 60_000);
    const late = /ticket=([\w-]+)/.exec(JSON.stringify(await bot.clicks(HANK, 'approve', { request })))?.[1];
    bot.world.advance(10 * 60_000);
    assert.equal(await bot.store.tickets.redeem('sign-in:approve', late ?? ''), undefined);
  });
});

describe('somebody who may not decide', () => {
  const aBot = bots();

  it('is told why: a stranger, the person themselves, whoever vouched, anybody while membership is unreadable', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    bot.directory.state.approvers.add(RITA.id).add(MAX.id);
    const refusals = [
      [SAM, 'not-an-approver'],
      [RITA, 'own-request'],
      [MAX, 'you-vouched'],
    ] as const;
    for (const [who, why] of refusals)
      for (const verb of ['approve', 'deny']) {
        const data = verb === 'deny' ? { request, reason: 'x' } : { request };
        assert.equal(reading(await bot.clicks(who, verb, data)), refusal(why), `${who.name} ${verb}`);
      }
    bot.directory.state.down = true;
    assert.equal(reading(await bot.clicks(HANK, 'approve', { request })), refusal('membership-unreadable'));
    assert.deepEqual(await decisions(bot), []);
  });

  it('any more is refused at the click', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    bot.directory.state.approvers.delete(HANK.id);
    assert.equal(reading(await bot.clicks(HANK, 'approve', { request })), refusal('not-an-approver'));
  });
});

describe('a refresh', () => {
  const aBot = bots();

  it('gives the card as it is now and changes nothing', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    const before = await bot.request();
    assert.equal(reading(await bot.clicks(SAM, 'refresh', { request })), approvalCard('pending'));
    assert.deepEqual(await bot.request(), before);
    await bot.clicks(HANK, 'deny', { request, reason: 'x' });
    assert.equal(reading(await bot.clicks(HILDA, 'refresh', { request })), approvalCard('denied'));
  });

  it('gives approvers their buttons, and others the reason why they have none', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    bot.directory.state.approvers.add(MAX.id);
    const seen = async (who: Somebody) => JSON.stringify((await bot.clicks(who, 'refresh', { request }))?.body);
    assert.match(await seen(HANK), /"verb":"approve"/);
    for (const [who, why] of [
      [SAM, 'not-an-approver'],
      [MAX, 'you-vouched'],
    ] as const) {
      const card = await seen(who);
      assert.doesNotMatch(card, /"verb":"(approve|deny|claim)"/);
      assert.ok(card.includes(refusal(why)), who.name);
    }
  });

  it('of a frozen request lets an admin lift it who did not freeze it, there and nowhere else', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    await bot.clicks(MAX, 'not-them', { request });
    bot.directory.state.admins.add(SAM.id).add(MAX.id);
    const seen = async (who: Somebody) => JSON.stringify((await bot.clicks(who, 'refresh', { request }))?.body);
    assert.match(await seen(SAM), /"verb":"lift"/);
    for (const who of [HANK, MAX]) assert.doesNotMatch(await seen(who), /"verb":"lift"/);
    assert.equal(reading(await bot.clicks(HANK, 'lift', { request, reason: 'x' })), refusal('not-an-admin'));
    assert.equal(reading(await bot.clicks(MAX, 'lift', { request, reason: 'x' })), refusal('same-person-lifts'));
    const { answer } = await bot.deliver(bot.clicked(SAM, 'lift', { request, reason: 'x' }));
    assert.equal(reading(answer), say('chat.click.elsewhere'));
    assert.equal(
      reading(await bot.clicks(SAM, 'lift', { request, reason: 'spoke to her' })),
      approvalCard('cancelled'),
    );
  });
});

describe('the manager who was asked to vouch', () => {
  const aBot = bots();

  it('types the digits they heard, and that is a proof of theirs', async () => {
    const bot = await aBot();
    await story.toVouch(bot);
    assert.equal(reading(await story.vouches(bot)), vouchCard('passed'));
    assert.deepEqual((await bot.request()).proofs.at(-1)?.by, { id: MAX.id, name: MAX.name });
  });

  it('has one try: wrong digits are spent, and the right ones come too late', async () => {
    const bot = await aBot();
    const { id: request } = await story.toVouch(bot);
    const digits = await story.digitsOf(bot);
    assert.equal(reading(await story.vouches(bot, { digits: await story.wrongDigits(bot) })), vouchCard('spent'));
    assert.equal(reading(await bot.clicks(MAX, 'vouch', { request, digits, attest: 'true' })), vouchCard('spent'));
    assert.deepEqual(
      (await bot.request()).proofs.map(({ kind }) => kind),
      ['step-up'],
    );
    await bot.work();
    assert.notEqual(await story.digitsOf(bot), digits, 'the person got new ones');
    assert.equal(reading(await story.vouches(bot)), vouchCard('passed'));
  });

  it('has five tries a day with one person, over all their requests', async () => {
    const bot = await aBot();
    await story.toVouch(bot);
    for (let tries = 0; tries < 5; tries++) {
      await story.vouches(bot, { digits: await story.wrongDigits(bot) });
      await bot.work();
    }
    const until = wordsFor('en').moment(bot.world.now() + 24 * 3_600_000);
    assert.equal(reading(await story.vouches(bot)), say('chat.refusal.too-many-tries.until', { until }));
    await bot.says(RITA, 'cancel');
    await bot.says(RITA, story.OPENING);
    await bot.says(RITA, story.REASON);
    await story.signsIn(bot);
    assert.deepEqual((await bot.request()).proofs, [], 'and none is left for another kind of proof');
  });

  it('has to say that they heard the digits from the person', async () => {
    const bot = await aBot();
    await story.toVouch(bot);
    assert.equal(reading(await story.vouches(bot, { attest: 'false' })), say('chat.click.attest'));
    assert.equal(reading(await story.vouches(bot)), vouchCard('passed'));
  });

  it('says that it is not them, and everything stops', async () => {
    const bot = await aBot();
    const { id: request } = await story.toVouch(bot);
    assert.equal(reading(await bot.clicks(MAX, 'not-them', { request })), vouchCard('frozen'));
    await bot.work();
    const { state, frozenBy } = await bot.request();
    assert.deepEqual([state, frozenBy], ['frozen', { id: MAX.id, name: MAX.name }]);
    assert.equal(reading(await story.vouches(bot)), vouchCard('frozen'));
  });

  it('is too late once the request has ended, and sees so', async () => {
    const bot = await aBot();
    await story.toVouch(bot);
    await bot.says(RITA, 'cancel');
    assert.equal(reading(await story.vouches(bot)), vouchCard('late'));
  });

  it('is nobody else: not the person, not the helpdesk, not a stranger, and not in a channel', async () => {
    const bot = await aBot();
    const { id: request } = await story.toVouch(bot);
    const data = { request, digits: await story.digitsOf(bot), attest: 'true' };
    for (const who of [RITA, HANK, SAM])
      for (const [verb, carried] of [
        ['vouch', data],
        ['not-them', { request }],
      ] as const)
        assert.equal(reading(await bot.clicks(who, verb, carried)), refusal('not-yours'));
    const { answer } = await bot.deliver(bot.clicked(MAX, 'vouch', data, bot.inChannel()));
    assert.equal(reading(answer), refusal('not-yours'));
    assert.equal((await bot.request()).state, 'open');
    assert.equal(reading(await bot.clicks(MAX, 'vouch', data)), vouchCard('passed'), 'and nothing was spent by them');
  });
});

describe('the owner of a request', () => {
  const aBot = bots();

  it('cancels it from the card, once', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    const cancelled = `[${say('cards.tracker.title-cancelled')}]`;
    for (const _ of [1, 2]) assert.equal(reading(await bot.clicks(RITA, 'cancel', { request })), cancelled);
    const lines = await bot.store.audit.lines(request);
    assert.equal(lines.filter(({ event }) => event === 'cancel').length, 1);
  });

  it('sees how far it has gone when it is too late', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    await bot.store.sessions.open(request, RITA.id);
    await bot.clicks(HANK, 'approve', { request });
    await bot.work();
    const { state } = await bot.request();
    assert.equal(state, 'resetting');
    assert.equal(reading(await bot.clicks(RITA, 'cancel', { request })), `[${say('cards.tracker.title-resetting')}]`);
  });

  it('is the only one who can', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    for (const who of [MAX, HANK, SAM])
      assert.equal(reading(await bot.clicks(who, 'cancel', { request })), refusal('not-yours'));
    assert.equal((await bot.request()).state, 'pending');
  });
});

describe('a click that no card of ours makes', () => {
  const aBot = bots();

  it('is refused by its verb', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    for (const verb of ['', 'Approve', 'approve ', 'approveAll', 'constructor', '__proto__', 'toString', 'reveal'])
      assert.equal(reading(await bot.clicks(HANK, verb, { request })), '400 UnknownAction', verb);
    for (const value of [undefined, null, 'approve', [], {}, { action: null }, { action: { verb: ['approve'] } }]) {
      const { answer } = await bot.deliver(bot.invoked(HANK, 'adaptiveCard/action', value, bot.inChannel()));
      assert.equal(reading(answer), '400 UnknownAction');
    }
    assert.deepEqual(await decisions(bot), []);
  });

  it('is refused by what it carries, before anything is read', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    const wrong: readonly (readonly [string, unknown])[] = [
      ['approve', undefined],
      ['approve', null],
      ['approve', request],
      ['approve', []],
      ['approve', [{ request }]],
      ['approve', {}],
      ['approve', { request: [request] }],
      ['approve', { request: { id: request } }],
      ['approve', { request: 7 }],
      ['approve', { request: '' }],
      ['approve', { request: "' or 1=1 --" }],
      ['approve', { request: 'x'.repeat(65) }],
      ['approve', { request, approver: HANK.id }],
      ['approve', { request, reason: 'x' }],
      ['approve', { request, state: 'approved' }],
      ['deny', { request }],
      ['deny', { request, reason: ['x'] }],
      ['deny', { request, reason: 'x'.repeat(4_001) }],
      ['vouch', { request, digits: '11' }],
      ['vouch', { request, digits: 11, attest: 'true' }],
      ['vouch', { request, digits: ['1', '1'], attest: 'true' }],
      ['vouch', { request, digits: '123456789', attest: 'true' }],
      ['vouch', { request, digits: '11', attest: true }],
      ['vouch', { request, digits: '11', attest: 'yes' }],
    ];
    for (const [verb, data] of wrong)
      assert.equal(reading(await bot.clicks(HANK, verb, data)), '400 BadData', JSON.stringify([verb, data]));
    assert.deepEqual(await decisions(bot), []);
    assert.equal((await bot.request()).state, 'pending');
  });

  it('for a request that does not exist says no more than that', async () => {
    const bot = await aBot();
    for (const [verb, data] of [
      ['approve', {}],
      ['deny', { reason: 'x' }],
      ['refresh', {}],
      ['vouch', { digits: '11', attest: 'true' }],
      ['not-them', {}],
      ['cancel', {}],
    ] as const)
      assert.equal(
        reading(await bot.clicks(HANK, verb, { request: 'no-such-request', ...data })),
        refusal('no-such-request'),
      );
  });

  it('never decides anything and never fails, whatever it is', async () => {
    const bot = await aBot();
    await story.filed(bot);
    const before = await bot.request();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('approve', 'deny', 'vouch', 'cancel', 'not-them'),
        fc.anything(),
        async (verb, data) => {
          const carried: unknown = JSON.parse(JSON.stringify(data) ?? 'null');
          assert.equal(reading(await bot.clicks(HANK, verb, carried)), '400 BadData');
        },
      ),
    );
    assert.deepEqual(await bot.request(), before);
  });

  it('leaves the names of the wrong fields in the log, and not what was in them', async () => {
    const bot = await aBot();
    await bot.clicks(HANK, 'approve', { request: ['a-secret-value'] });
    const line = bot.lines.find(one => one.includes('no card of ours'));
    assert.match(line ?? '', /"fields":\["request"\]/);
    assert.doesNotMatch(bot.lines.join(), /a-secret-value/);
  });
});
