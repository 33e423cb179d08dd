// What people see and click in the sandbox's Teams: their own views of a card, dialogs, sign-ins, and waiting.
import assert from 'node:assert/strict';
import { REGISTRATIONS, TEAM } from '../../sandbox/company.ts';
import { createKeys, type Keys } from '../../sandbox/keys.ts';
import type { View } from '../../sandbox/teams/client.ts';
import type { Seen } from '../../sandbox/teams/sight.ts';
import { carrying, showing } from './fake-bot.ts';
import { createStage, type Stage } from './stage.ts';

const HUGO = '29:0e000000-0000-4000-8000-000000000031';
const HELPDESK = TEAM.channel.id;
const text = (words: string, more: object = {}) => ({
  type: 'AdaptiveCard',
  body: [{ type: 'TextBlock', text: words }],
  ...more,
});
const APPROVAL = text('Freya asks for a reset', {
  body: [
    { type: 'TextBlock', text: 'Freya asks for a reset' },
    { type: 'Input.Text', id: 'reason', isRequired: true, maxLength: 20 },
    { type: 'Input.Toggle', id: 'seen', title: 'I saw her' },
  ],
  actions: [
    { type: 'Action.Execute', title: 'Approve', verb: 'approve', data: { id: 'r1' } },
    { type: 'Action.Execute', title: 'Deny', verb: 'deny', data: { id: 'r1' }, associatedInputs: 'none' },
  ],
});

describe('people in the sandbox’s Teams', () => {
  let keys: Keys;
  let stage: Stage;
  let hana: View;
  let hugo: View;

  before(async () => {
    keys = await createKeys();
  });
  beforeEach(async () => {
    stage = await createStage(keys);
    hana = stage.teams.client('hana').inChannel();
    hugo = stage.teams.client('hugo').inChannel();
  });
  afterEach(() => stage.close());

  it('send what they entered together with the button’s data, and see the answer alone', async () => {
    await stage.send(HELPDESK, carrying(APPROVAL));
    stage.bot.answer = async () => showing(text('Approved, thank you'));
    const outcome = await hana.execute(only(hana), 'Approve', { reason: 'known voice' });
    const { activity } = heard();
    assert.equal(activity.name, 'adaptiveCard/action');
    assert.deepEqual(activity.value, {
      action: {
        type: 'Action.Execute',
        title: 'Approve',
        verb: 'approve',
        data: { id: 'r1', reason: 'known voice', seen: 'false' },
      },
      trigger: 'manual',
    });
    assert.equal(activity.replyToId, only(hana).id);
    assert.equal(activity.conversation?.id, `${HELPDESK};messageid=${only(hana).id}`);
    assert.equal(outcome.kind, 'card');
    assert.deepEqual([only(hana).words, only(hana).ownView], ['Approved, thank you', true]);
    assert.match(only(hugo).words, /Freya asks for a reset/);
  });

  it('all see the card the bot updates, whatever view they had', async () => {
    await stage.send(HELPDESK, carrying(APPROVAL));
    stage.bot.answer = async () => showing(text('Working on it'));
    await hana.execute(only(hana), 'deny');
    await stage.update(HELPDESK, only(hana).id, carrying(text('Denied')));
    assert.deepEqual([only(hana).words, only(hugo).words], ['Denied', 'Denied']);
    assert.equal(only(hana).ownView, false);
  });

  it('cannot send a card without its required input, with too long a one, or by a button it does not have', async () => {
    await stage.send(HELPDESK, carrying(APPROVAL));
    const click = async (which: string, inputs = {}) => hana.execute(only(hana), which, inputs);
    await assert.rejects(click('approve'), /would not send the card: “reason” is required/);
    await assert.rejects(click('approve', { reason: 'x'.repeat(21) }), /longer than 20/);
    await assert.rejects(click('approve', { reason: 'x', extra: 'y' }), /no input “extra”/);
    await assert.rejects(click('freeze'), /no Action.Execute “freeze”. It has: .*Approve\/approve, .*Deny\/deny/);
    assert.equal(stage.bot.heard.length, 0);
  });

  it('may still click on a card that has changed since they saw it', async () => {
    await stage.send(HELPDESK, carrying(APPROVAL));
    const stale = only(hana);
    await stage.update(HELPDESK, stale.id, carrying(text('Denied')));
    await hana.execute(stale, 'deny');
    assert.equal((heard().activity.value as { action: { verb: string } }).action.verb, 'deny');
    await assert.rejects(async () => hana.execute(stale.id, 'deny'), /no Action.Execute “deny”/);
  });

  it('read the bot’s words, its refusals and its silence at the card', async () => {
    await stage.send(HELPDESK, carrying(APPROVAL));
    const answered = (status: number, type: string, value: unknown) => async () => ({
      status,
      body: { statusCode: status, type: `application/vnd.microsoft.${type}`, value },
    });
    stage.bot.answer = answered(200, 'activity.message', 'Too late');
    assert.equal((await hana.execute(only(hana), 'deny')).kind, 'message');
    assert.equal(only(hana).notice, 'Too late');
    stage.bot.answer = answered(400, 'error', { code: 'NotApprover', message: 'You may not' });
    await hana.execute(only(hana), 'deny');
    assert.equal(only(hana).error, 'You may not');
    stage.bot.answer = answered(401, 'activity.loginRequest', { connectionName: 'entra' });
    assert.equal((await hana.execute(only(hana), 'deny')).kind, 'sign-in');
    stage.bot.answer = answered(200, 'card.misspelt', {});
    assert.equal((await hana.execute(only(hana), 'deny')).kind, 'error');
    stage.bot.answer = async () => 'hang';
    await hana.execute(only(hana), 'deny', {}, { patience: 20 });
    assert.match(only(hana).error ?? '', /Unable to reach app \(no answer within 20 ms\)/);
    await stage.bot.close();
    await hana.execute(only(hana), 'deny');
    assert.match(only(hana).error ?? '', /no connection/);
  });

  it('are signed in silently where the bot asks for their token, and asked themselves where it takes none', async () => {
    const resource = { id: 'x1', uri: `api://desk.example/botid-${REGISTRATIONS.desk.clientId}` };
    const login = { connectionName: 'desk', tokenExchangeResource: resource, buttons: [] };
    await stage.send(HELPDESK, carrying(APPROVAL));
    stage.bot.answer = async ({ value }) => (tokenIn(value) ? showing(text('Approved as yourself')) : asks(401, login));
    assert.equal((await hana.execute(only(hana), 'deny')).kind, 'card');
    const { authentication } = heard().activity.value as { authentication: { id: string; connectionName: string } };
    assert.deepEqual([authentication.id, authentication.connectionName], ['x1', 'desk']);
    const claims = await keys.entra.verify(tokenIn(heard().activity.value) ?? '', {
      audience: REGISTRATIONS.desk.clientId,
    });
    assert.equal(claims['oid'], hana.person.id);
    assert.equal(stage.bot.heard.length, 2);

    stage.bot.answer = async ({ value }) => (tokenIn(value) ? asks(412, { code: 'consent' }) : asks(401, login));
    await stage.update(HELPDESK, only(hana).id, carrying(APPROVAL));
    const outcome = await hana.execute(only(hana), 'deny');
    assert.deepEqual(outcome.kind === 'sign-in' && outcome.request, login);
    assert.equal(only(hana).error, undefined);
  });

  it('reply in a thread among themselves, and the bot hears what mentions it, in that thread', async () => {
    await stage.send(HELPDESK, carrying(APPROVAL));
    const thread = only(hana).id;
    await hugo.say('Does anybody know her?', { thread, mention: false });
    assert.equal(stage.bot.heard.length, 0);
    await hana.say('I do. What says @Reset Desk about it?', { thread });
    const { activity } = heard();
    assert.equal(activity.conversation?.id, `${HELPDESK};messageid=${thread}`);
    assert.equal(activity.text, 'I do. What says <at>Reset Desk</at> about it?');
    assert.deepEqual(
      hugo.messages.map(seen => [seen.thread, seen.from]),
      [
        [thread, 'bot'],
        [thread, 'hugo'],
        [thread, 'hana'],
      ],
    );
  });

  it('who look at a card that names them get their own view by themselves, again after each update', async () => {
    const refresh = { refresh: { action: { type: 'Action.Execute', verb: 'view' }, userIds: [HUGO] } };
    stage.bot.answer = async () => showing(text('For you: approve?', refresh));
    await stage.send(HELPDESK, carrying(text('A request', refresh)));
    hana.look();
    const away = hugo.look();
    const { changed } = await hugo.waitFor(seen => seen.ownView, { what: 'his own view' });
    assert.equal(only(hana).words, 'A request');
    assert.equal((heard().activity.value as { trigger: string }).trigger, 'automatic');
    await stage.update(HELPDESK, only(hugo).id, carrying(text('A request, updated', refresh)));
    await hugo.waitFor(seen => seen.ownView, { what: 'his own view once more', since: changed });
    assert.equal(stage.bot.heard.length, 2);
    away();
    await stage.update(
      HELPDESK,
      only(hugo).id,
      carrying(text('Closed', { refresh: { ...refresh.refresh, userIds: [] } })),
    );
    await hugo.refresh(only(hugo).id);
    assert.deepEqual(
      stage.bot.heard.map(({ activity }) => (activity.value as { trigger: string }).trigger),
      ['automatic', 'automatic', 'manual'],
    );
  });

  it('submit a form as a message, open a dialog, and are given the popup’s address', async () => {
    const freya = stage.teams.client('freya');
    const submit = (title: string, data: object) => ({ type: 'Action.Submit', title, data });
    const actions = [
      submit('Send', { step: 'reason' }),
      submit('Details', { msteams: { type: 'task/fetch' }, id: 'r1' }),
      submit('Prove', { msteams: { type: 'signin', value: 'https://desk.example/prove' } }),
      { type: 'Action.OpenUrl', title: 'Tracker', url: 'https://desk.example/t' },
    ];
    await stage.send(
      'a:personal-freya',
      carrying({ type: 'AdaptiveCard', body: [{ type: 'Input.Text', id: 'why' }], actions }),
    );
    const [card] = freya.messages;
    assert.ok(card);
    await freya.submit(card, 'Send', { why: 'holiday' });
    assert.deepEqual(heard().activity.value, { step: 'reason', why: 'holiday' });
    assert.deepEqual([heard().activity.type, heard().activity.text], ['message', undefined]);

    stage.bot.answer = async () => ({
      body: { task: { type: 'continue', value: { title: 'Details', url: 'https://x' } } },
    });
    const opened = await freya.submit(card, 'Details');
    assert.equal(heard().activity.name, 'task/fetch');
    assert.equal(opened.kind === 'dialog' && opened.task?.type === 'continue' && opened.task.value.url, 'https://x');
    stage.bot.answer = async () => ({ body: { task: { type: 'message', value: 'Thanks' } } });
    assert.deepEqual(await freya.taskSubmit({ ok: true }), { type: 'message', value: 'Thanks' });
    assert.deepEqual((heard().activity.value as { data: unknown }).data, { ok: true });

    assert.deepEqual(await freya.submit(card, 'Prove'), { kind: 'sign-in', url: 'https://desk.example/prove' });
    assert.equal(freya.link(card, 'Tracker'), 'https://desk.example/t');
    await freya.verifyState('123456');
    assert.deepEqual([heard().activity.name, heard().activity.value], ['signin/verifyState', { state: '123456' }]);
  });

  it('wait for what comes later, but not for what was there before', async () => {
    const freya = stage.teams.client('freya');
    await stage.send('a:personal-freya', { type: 'message', text: 'hello 1' });
    const since = freya.now();
    const waiting = freya.waitFor(seen => seen.text.startsWith('hello'), { what: 'a second hello', since });
    await stage.send('a:personal-freya', { type: 'message', text: 'hello 2' });
    assert.equal((await waiting).text, 'hello 2');
  });

  it('who wait in vain say for what, what they saw instead, and how the bot had answered', async () => {
    const freya = stage.teams.client('freya');
    stage.bot.answer = async () => ({ status: 500 });
    await freya.say('help');
    const vain = freya.waitFor(seen => seen.from === 'bot', { what: 'a greeting', timeoutMs: 1 });
    await assert.rejects(vain, /Freya Lindqvist waited .* for a greeting[\s\S]*freya: help[\s\S]*message → 500/);
  });

  it('never have their own token written into the timeline', async () => {
    await stage.send(HELPDESK, carrying(APPROVAL));
    await hana.execute(only(hana), 'deny', {}, { authentication: { id: '1', token: 'eyJ-secret' } });
    assert.match(JSON.stringify(heard().activity.value), /eyJ-secret/);
    assert.doesNotMatch(JSON.stringify(stage.world.events), /eyJ/);
    assert.ok(stage.world.events.some(event => event.kind === 'activity'));
  });

  function heard() {
    const last = stage.bot.heard.at(-1);
    assert.ok(last, 'the bot heard nothing');
    return last;
  }
});

const asks = (status: number, value: object) => ({
  status,
  body: {
    statusCode: status,
    type: `application/vnd.microsoft.${status === 412 ? 'error.preconditionFailed' : 'activity.loginRequest'}`,
    value,
  },
});

function tokenIn(value: unknown): string | undefined {
  return (value as { authentication?: { token?: string } }).authentication?.token;
}

function only(view: View): Seen {
  const [message, ...others] = view.messages;
  assert.ok(message && others.length === 0, 'there is not exactly one message');
  return message;
}
