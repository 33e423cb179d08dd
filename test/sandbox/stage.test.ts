// The page that is Teams here: who may use it, what it shows, what it does, and the stories it plays.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeys, type Keys } from '../../sandbox/keys.ts';
import { createPage } from './a-page.ts';
import { carrying, showing } from './fake-bot.ts';

const HELPDESK = '19:af-helpdesk@thread.tacv2';
const text = (words: string) => ({ type: 'TextBlock', text: words });
const card = (...parts: object[]) => ({ type: 'AdaptiveCard', version: '1.5', body: parts });
const renewing = (who: string) => ({
  ...card(text('for everybody')),
  refresh: { action: { type: 'Action.Execute', verb: 'look', data: {} }, userIds: [who] },
});

describe('the page that is Teams here', () => {
  let keys: Keys;
  let folder: string;
  let page: Awaited<ReturnType<typeof createPage>>;
  before(async () => {
    keys = await createKeys();
    folder = mkdtempSync(join(tmpdir(), 'stage-'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>here</title>');
    writeFileSync(join(folder, 'app.css'), 'p {}');
    writeFileSync(join(folder, 'secret.txt'), 'no');
  });
  after(() => rmSync(folder, { recursive: true }));
  beforeEach(async () => {
    page = await createPage(keys, folder);
  });
  afterEach(() => page.close());

  const freyaSays = (words: string) => page.post('say', { person: 'freya', place: 'chat', text: words });

  describe('who may use it', () => {
    it('is served with its files, and with nothing that lies beside them', async () => {
      const front = await page.get('/');
      assert.match(await front.text(), /<title>here/);
      const policy = front.headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/);
      assert.equal((await page.get('/client/app.css')).status, 200);
      for (const path of ['secret.txt', '..%2fsecret.txt', '%2e%2e/package.json', 'index.html'])
        assert.equal((await page.get(`/client/${path}`)).status, 404, path);
    });

    it('lets no other page in the browser do anything', async () => {
      const words = { person: 'freya', place: 'chat', text: 'hello' };
      for (const headers of [
        { origin: 'https://elsewhere.example' },
        { origin: 'null' },
        { origin: null },
        { 'content-type': 'text/plain' },
      ]) {
        const told = await page.post('say', words, headers);
        assert.equal(told.status, 403, JSON.stringify(headers));
      }
      assert.equal(page.bot.heard.length, 0);
    });

    it('tells nothing to a stranger’s name that leads to this machine', async () => {
      const { port } = new URL(page.world.origin);
      for (const path of ['/stage/company', '/stage/directory', '/stage/events?people=freya']) {
        assert.equal(await page.under(`elsewhere.example:${port}`, path), 403, path);
        assert.equal(await page.under(`127.0.0.1:${port}`, path), 200, path);
      }
    });

    it('refuses what it does not know', async () => {
      assert.equal((await page.post('say', { person: 'freya', place: 'chat', text: 'x', as: 'ada' })).status, 400);
      assert.equal((await page.post('say', { person: 'nobody', place: 'chat', text: 'x' })).status, 409);
      assert.equal((await page.post('fault', { name: 'no such fault', on: true })).status, 409);
    });

    it('lets nobody look into a channel they are not in', async () => {
      const told = await page.post('say', { person: 'freya', place: 'channel', text: 'let me in' });
      assert.equal(told.status, 409);
      const heard = await page.show('freya', 'hana');
      await heard.until('room', event => event.person === 'hana' && event.place === 'channel');
      assert.ok(
        !heard.events.some(event => event.kind === 'room' && event.person === 'freya' && event.place === 'channel'),
      );
    });
  });

  describe('what people do in it', () => {
    it('brings what somebody writes to the bot, and shows it first as being sent', async () => {
      const heard = await page.show('freya');
      await freyaSays('I forgot my password');
      assert.equal(page.bot.heard[0]?.activity.text, 'I forgot my password');
      const sent = await heard.until(
        'message',
        ({ message }) => message.text === 'I forgot my password' && !message.delivery,
      );
      assert.ok(
        heard.events.some(
          event =>
            event.kind === 'message' && event.message.id === sent.message.id && event.message.delivery === 'sending',
        ),
      );
    });

    it('keeps what the bot did not take, and sends it again under the same id', async () => {
      const heard = await page.show('freya');
      page.bot.answer = async () => ({ status: 503 });
      await freyaSays('are you there?');
      const failed = await heard.until('message', ({ message }) => message.delivery === 'failed');
      page.bot.answer = async () => undefined;
      assert.equal((await page.post('again', { person: 'freya', message: failed.message.id })).status, 200);
      const ids = page.bot.heard.map(({ activity }) => activity.id);
      assert.deepEqual(ids, [failed.message.id, failed.message.id]);
      const twice = await page.post('again', { person: 'freya', message: failed.message.id });
      assert.equal(twice.status, 409, 'what has arrived is not sent again');
    });

    it('shows what the bot writes, edits and deletes, with one sentence for the toast', async () => {
      const heard = await page.show('freya');
      const id = await page.writes('a:personal-freya', { ...carrying(card(text('long'))), summary: 'In short' });
      const came = await heard.until('message', ({ message }) => message.id === id);
      assert.deepEqual([came.message.summary, came.message.from, came.message.edited], ['In short', 'bot', false]);
      await page.writes('a:personal-freya', carrying(card(text('other words'))), id);
      const edited = await heard.until('message', ({ message }) => message.id === id && message.edited);
      assert.match(JSON.stringify(edited.message.card), /other words/);
      await page.writes('a:personal-freya', undefined, id);
      const gone = await heard.until('message', ({ message }) => message.id === id && message.deleted);
      assert.equal(gone.message.card, undefined);
    });

    it('carries a click with its inputs, and the answer to it reaches only who clicked', async () => {
      const heard = await page.show('hana', 'hugo');
      const input = { type: 'Input.Text', id: 'reason' };
      const action = { type: 'Action.Execute', verb: 'deny', title: 'Deny', data: { request: 'r1' } };
      const id = await page.writes(HELPDESK, carrying({ ...card(input), actions: [action] }));
      page.bot.answer = async () => showing(card(text('denied')));
      const click = { person: 'hana', place: 'channel', message: id, which: 'deny', inputs: { reason: 'not you' } };
      assert.deepEqual(await page.post('execute', click), { status: 200, body: {} });
      const { action: sent } = (page.bot.heard[0]?.activity.value ?? {}) as { action?: { data: unknown } };
      assert.deepEqual(sent?.data, {
        request: 'r1',
        reason: 'not you',
      });
      await heard.until(
        'message',
        event => event.person === 'hana' && JSON.stringify(event.message.card).includes('denied'),
      );
      assert.ok(
        !heard.events.some(event => event.kind === 'message' && event.person === 'hugo' && event.message.ownView),
      );
    });

    it('opens the dialog a click asks for', async () => {
      const action = { type: 'Action.Submit', title: 'Open', data: { msteams: { type: 'task/fetch' } } };
      const id = await page.writes('a:personal-freya', carrying({ ...card(), actions: [action] }));
      const task = { type: 'continue', value: { title: 'A page', url: 'http://127.0.0.1/tracker' } };
      page.bot.answer = async () => ({ body: { task } });
      const told = await page.post('submit', { person: 'freya', place: 'chat', message: id, inputs: {} });
      assert.deepEqual(told.body['task'], task);
    });

    it('hands a sign-in that a click needs to the page: its address and words', async () => {
      const action = { type: 'Action.Execute', verb: 'approve', title: 'Approve' };
      const id = await page.writes(HELPDESK, carrying({ ...card(), actions: [action] }));
      const button = { type: 'signin', title: 'Prove it', value: 'http://127.0.0.1/prove' };
      const login = (buttons: object[]) => async () => ({
        status: 401,
        body: {
          statusCode: 401,
          type: 'application/vnd.microsoft.activity.loginRequest',
          value: { text: 'First…', buttons },
        },
      });
      page.bot.answer = login([button]);
      const click = { person: 'hana', place: 'channel', message: id, inputs: {} };
      const told = await page.post('execute', click);
      assert.deepEqual(told.body['signIn'], { url: button.value, title: 'Prove it', text: 'First…' });
      page.bot.answer = login([]);
      assert.equal((await page.post('execute', click)).body['code'], 'no-page');
    });

    it('says that the bot cannot be reached, and of an error whether it is the bot’s own', async () => {
      const heard = await page.show('hana');
      const actions = [
        { type: 'Action.Execute', verb: 'approve', title: 'Approve' },
        { type: 'Action.Submit', title: 'Open', data: { msteams: { type: 'task/fetch' } } },
      ];
      const id = await page.writes(HELPDESK, carrying({ ...card(), actions }));
      const click = { person: 'hana', place: 'channel', message: id, inputs: {} };
      page.bot.answer = async () => ({
        status: 400,
        body: { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'No', message: 'Not you' } },
      });
      await page.post('execute', click);
      const own = await heard.until('message', ({ message }) => message.error === 'Not you');
      assert.equal(own.message.unreachable, false);
      page.bot.answer = async () => ({ status: 502 });
      await page.post('execute', click);
      await heard.until('message', ({ message }) => message.unreachable === true);
      assert.equal((await page.post('submit', click)).body['code'], 'unreachable');
      assert.equal((await page.post('task-submit', { person: 'hana', data: {} })).body['code'], 'unreachable');
    });

    it('renews cards by themselves for those whose Teams is open, and for nobody else', async () => {
      page.bot.answer = async () => showing(card(text('for you')));
      const [freya, marcus] = [page.world.find('freya'), page.world.find('marcus')];
      const heard = await page.show('freya');
      await page.writes('a:personal-marcus', carrying(renewing(`29:${marcus?.id}`)));
      await page.writes('a:personal-freya', carrying(renewing(`29:${freya?.id}`)));
      await heard.until('message', ({ message }) => message.ownView);
      assert.deepEqual(
        page.bot.heard.map(({ activity }) => activity.from?.name),
        ['Freya Lindqvist'],
      );
    });
  });

  describe('what lies behind it', () => {
    it('tells of every account where its password lives, and no password that is in use', async () => {
      const freya = page.world.find('freya');
      if (!freya?.ad || !freya.cloud) throw new Error('Freya has both');
      freya.ad.value = 'In-Use-Right-Now-1';
      const words = await (await page.get('/stage/directory')).text();
      const found = (JSON.parse(words) as { key: string; kind: string; stillWorks: boolean }[]).find(
        one => one.key === 'freya',
      );
      assert.deepEqual([found?.kind, found?.stillWorks], ['adfs', false]);
      assert.ok(!words.includes('In-Use-Right-Now-1'));
    });

    it('shows what crosses the wire, and all of it when asked', async () => {
      const heard = await page.show('freya');
      await freyaSays('hello');
      const told = await heard.until('wire', ({ events }) =>
        events.some(({ title }) => title.includes('message hello')),
      );
      const n = told.events.at(-1)?.n;
      const whole = (await (await page.get(`/stage/wire/${n}`)).json()) as { detail: { activity: { text: string } } };
      assert.equal(whole.detail.activity.text, 'hello');
    });

    it('sets a fault by its name, and takes it back', async () => {
      const heard = await page.show('freya');
      await page.post('fault', { name: 'throttled', on: true });
      await heard.until('switches', ({ switches }) => switches.faults.includes('throttled'));
      assert.equal(page.faults.list().length, 1);
      await page.post('fault', { name: 'throttled', on: false });
      assert.deepEqual(page.faults.list(), []);
    });

    it('changes the waiting times of the world', async () => {
      await page.post('pace', { name: 'instant' });
      assert.deepEqual(page.world.lags, { operation: 0, directorySync: 0, audit: 0 });
    });

    it('pulls the bot’s plug and tells every page', async () => {
      const heard = await page.show('freya');
      await page.post('plug', { on: false });
      await heard.until('switches', ({ switches }) => switches.bot === 'down');
      await page.post('plug', { on: true });
      assert.equal(page.plug.running, true);
    });

    it('starts the bot anew for a policy that serves people with power, and tells every page', async () => {
      const heard = await page.show('freya');
      await page.post('policy', { privileged: true });
      await heard.until('switches', ({ switches }) => switches.bot === 'starting');
      await heard.until('switches', ({ switches }) => switches.bot === 'up' && switches.privileged);
      assert.deepEqual(page.rules.amendment, { privilegedTargets: true });
      await page.post('policy', { privileged: false });
      assert.deepEqual(page.rules.amendment, {});
      await page.post('plug', { on: false });
      assert.equal((await page.post('policy', { privileged: true })).status, 409);
    });

    it('carries a call to the pages of both sides, also to one that is opened in the middle of it', async () => {
      const hana = await page.show('hana');
      assert.equal((await page.post('call', { person: 'hana', number: '+44 20 7946 0171' })).status, 200);
      await page.post('answer', { person: 'callum' });
      await page.post('speak', { person: 'hana', words: 'amber fox' });
      await hana.until('call', ({ person, call }) => person === 'hana' && call?.said[0]?.words === 'amber fox');
      const callum = await page.show('callum');
      await callum.until('call', ({ person, call }) => person === 'callum' && call?.answered === true);
      await page.post('hang-up', { person: 'callum' });
      await callum.until('call', ({ call }) => call === undefined);
      assert.equal((await page.post('call', { person: 'hana', number: '+1 555' })).status, 409);
    });
  });

  describe('a story played for who watches', () => {
    it('goes through the people’s own Teams and tells each step', async () => {
      const heard = await page.show('dario');
      page.bot.answer = async activity => {
        if (activity.type === 'message') await page.writes('a:personal-dario', carrying(card(text('It is disabled.'))));
        return undefined;
      };
      assert.equal((await page.post('play', { story: 'disabled' })).status, 200);
      const { play } = await heard.until('play', event => event.play?.state === 'done');
      assert.match(JSON.stringify(play?.steps), /I forgot my password/);
      assert.ok(page.bot.heard.some(({ activity }) => activity.text === 'I forgot my password'));
    });

    it('begins afresh: what is still open is cancelled first, or brought to its end', async () => {
      const heard = await page.show('dario');
      const words: string[] = [];
      page.bot.answer = async ({ type, text: said = '' }) => {
        if (type === 'message') words.push(said);
        const answer = said === 'I forgot my password' ? carrying(card(text('It is disabled.'))) : undefined;
        if (type === 'message') await page.writes('a:personal-dario', answer ?? { type: 'message', text: 'Nothing.' });
        return undefined;
      };
      await page.post('play', { story: 'disabled' });
      await heard.until('play', event => event.play?.state === 'done');
      assert.deepEqual(words, ['I forgot my password'], 'nobody has asked before');
      await page.post('play', { story: 'disabled' });
      const second = await heard.until(
        'play',
        ({ play }) => play?.steps[0]?.line === 'afresh' && play.state === 'done',
      );
      assert.equal(second.play?.steps[0]?.who, 'Dario Bianchi');
      assert.deepEqual(words.slice(1), ['cancel', 'status', 'I forgot my password']);
    });

    it('can be stopped, and plays alone', async () => {
      const heard = await page.show('dario');
      await page.post('play', { story: 'disabled' });
      assert.equal((await page.post('play', { story: 'guest' })).status, 409);
      assert.equal((await page.post('policy', { privileged: true })).status, 409);
      await page.post('stop', {});
      await heard.until('play', event => event.play?.state === 'stopped');
    });

    it('changes the policy first where it is about another, and says so', async () => {
      const heard = await page.show('petra');
      await page.post('play', { story: 'privileged-on' });
      await heard.until('play', ({ play }) => play?.steps[0]?.line === 'amended' && play.steps.length > 1);
      assert.deepEqual(page.rules.amendment, { privilegedTargets: true });
      await page.post('stop', {});
      await page.post('play', { story: 'disabled' });
      await heard.until('play', ({ play }) => play?.story === 'disabled' && play.steps[0]?.line === 'unamended');
      await page.post('stop', {});
    });

    it('lifts the freeze that the one before ended with, on the admin’s own view of the card', async () => {
      const heard = await page.show('piet');
      const frozen = {
        ...card(text('piet.jansen@finch-cloud.example')),
        refresh: { action: { type: 'Action.Execute', verb: 'look', data: {} } },
      };
      const lift = { type: 'Action.Execute', title: 'Lift', verb: 'lift', data: {} };
      const adas = { ...frozen, body: [...frozen.body, { type: 'Input.Text', id: 'reason' }], actions: [lift] };
      const verbs: string[] = [];
      page.bot.answer = async ({ type, value }) => {
        if (type !== 'invoke') return undefined;
        const { action } = value as { action: { verb: string; data: unknown } };
        verbs.push(action.verb);
        return showing(action.verb === 'look' ? adas : frozen);
      };
      await page.writes(HELPDESK, carrying(frozen));
      await page.post('play', { story: 'unlocked-pc' });
      await heard.until('play', ({ play }) => play?.steps.some(({ line }) => line === 'writes') === true);
      await page.post('stop', {});
      assert.deepEqual(verbs, ['look', 'lift']);
    });

    it('is not begun without a bot', async () => {
      await page.post('plug', { on: false });
      assert.equal((await page.post('play', { story: 'disabled' })).status, 409);
    });
  });
});
