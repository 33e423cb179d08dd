// The tracker's API: what a page of its owner may see and do, and what nobody else may.
import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import type { State } from '../../src/tab/state.ts';
import { anAccount, aRequest, MAX, RITA, TENANT } from '../contracts/a-request.ts';
import { START } from '../contracts/a-world.ts';
import { openStage, type Stage } from './stage.ts';

describe('the tracker', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const post = (path: string, headers: Record<string, string>) => stage.call('POST', path, { headers });
  const stateOf = async (page: Record<string, string>) => {
    const got = await stage.get('/tracker/state', page);
    return got.body as unknown as State;
  };

  it('opens with a ticket, once', async () => {
    stage.landed();
    const ticket = await stage.tickets.issue('tracker', { request: 'request-1', person: RITA.id }, 60_000);
    const first = await stage.json('/tracker/session', { ticket });
    equal(first.status, 200);
    deepEqual(Object.keys(first.body ?? {}), ['bearer']);
    equal((await stage.json('/tracker/session', { ticket })).status, 401);
  });

  it('does not open with a ticket for something else, or an old one', async () => {
    const subject = { request: 'request-1', person: RITA.id };
    const other = await stage.tickets.issue('sign-in:finish', subject, 60_000);
    equal((await stage.json('/tracker/session', { ticket: other })).status, 401);
    const old = await stage.tickets.issue('tracker', subject, 60_000);
    stage.world.advance(60_000);
    equal((await stage.json('/tracker/session', { ticket: old })).status, 401);
  });

  it('says how far it is, in words', async () => {
    stage.landed();
    const state = await stateOf(await stage.page());
    equal(state.progress.state, 'landed');
    equal(state.progress.password, 'ready');
    equal(state.mine, false);
    equal(state.words.title, 'Your password has been reset');
    deepEqual(state.person, { name: 'Rita Reset', upn: 'rita@corp.example' });
    equal(state.now, START);
    deepEqual(
      state.words.ways.map(way => way.key),
      ['change-there', 'microsoft', 'windows', 'windows-away', 'remote'],
    );
    equal(
      state.words.ways[0]?.link?.url,
      'https://sts.corp.example/adfs/portal/updatepassword/?username=rita%40corp.example',
    );
    equal(state.words.ways[1]?.link?.url, 'https://account.example/');
  });

  it('speaks to the owner in the request’s language and region, whatever the browser asks for', async () => {
    stage.requests.put(aRequest({ state: 'pending', consentAt: START, locale: 'en-GB' }));
    const page = await stage.page();
    const { body } = await stage.get('/tracker/state', { ...page, 'accept-language': 'ar' });
    const { words } = body as unknown as State;
    equal(words.lang, 'en-GB');
    equal(words.lines.waits, 'If nobody has decided by {time}, the request ends by itself and nothing changes.');
    equal(words.afterwards.places.length, 4);
    for (const line of [...Object.values(words.lines), ...words.afterwards.places]) ok(line.length > 10, line);
  });

  it('finds words for every state, hold and failure', async () => {
    const page = await stage.page();
    const states = ['open', 'guided', 'pending', 'approved', 'resetting', 'landed', 'frozen'] as const;
    const ends = ['refused', 'denied', 'cancelled', 'expired', 'failed', 'completed'] as const;
    for (const state of [...states, ...ends]) {
      stage.requests.put(aRequest({ state }));
      const { words } = await stateOf(page);
      ok(words.title.length > 3 && words.lead.length > 10, state);
    }
    for (const why of ['owner', 'hands', 'directory', 'pacing'] as const) {
      stage.requests.put(aRequest({ state: 'approved', hold: { why, since: START, until: START } }));
      equal((await stateOf(page)).words.notes.length, 1, why);
    }
    for (const code of ['policy', 'connectivity', 'not-in-the-dictionary']) {
      stage.requests.put(aRequest({ state: 'failed', failure: { code, said: 'SSPR_0029: inner words' } }));
      const got = await stage.get('/tracker/state', page);
      equal(((got.body as unknown as State).words.notes[0] ?? '').length > 10, true, code);
      equal(got.text.includes('SSPR_0029'), false, 'what the service said is for admins');
    }
  });

  it('offers only web addresses as links', async () => {
    const verdict = { ...aRequest().verdict, updateUrl: 'javascript:alert(1)' };
    stage.landed({ verdict });
    const { words } = await stateOf(await stage.page());
    equal(words.ways.find(way => way.key === 'change-there')?.link, undefined);
  });

  it('leads to the page of another identity provider as the admin wrote it down, with nothing added', async () => {
    const updateUrl = 'https://idp.example/ext/pwdchange/Identify?AdapterId=HTMLForm';
    stage.landed({ verdict: { ...aRequest().verdict, finish: 'other', updateUrl } });
    const { words } = await stateOf(await stage.page());
    equal(words.ways[0]?.link?.url, updateUrl);
    equal(words.ways[0]?.steps.length, 3);
  });

  it('answers 304 until something changes', async () => {
    const { request } = stage.landed();
    const page = await stage.page();
    const first = await stage.get('/tracker/state', page);
    const etag = String(first.headers.etag);
    match(etag, /^"7\./);
    stage.world.advance(5_000);
    const same = await stage.get('/tracker/state', { ...page, 'if-none-match': etag });
    equal(same.status, 304);
    equal(same.text, '');
    equal((await stage.get('/tracker/state', { ...page, 'if-none-match': `W/${etag}` })).status, 304);
    stage.requests.put({ ...request, version: 8 });
    const changed = await stage.get('/tracker/state', { ...page, 'if-none-match': etag });
    equal(changed.status, 200);
    notEqual(changed.headers.etag, etag);
  });

  it('counts its owner as at hand with every look, changed or not', async () => {
    stage.landed();
    const page = await stage.page();
    const { etag = '' } = (await stage.get('/tracker/state', page)).headers;
    stage.world.advance(60_000);
    equal((await stage.get('/tracker/state', { ...page, 'if-none-match': etag })).status, 304);
    equal((await stage.sessions.newest('request-1'))?.seenAt, START + 60_000);
  });

  it('is nobody else’s: a session of another person sees nothing', async () => {
    stage.landed();
    const page = await stage.page('request-1', MAX.id);
    equal((await stage.get('/tracker/state', page)).status, 401);
    equal((await post('/tracker/reveal', page)).status, 403);
    equal((await post('/tracker/not-me', page)).status, 401);
    equal((await post('/tracker/check', page)).status, 401);
  });

  describe('and the temporary password', () => {
    it('shows it to its owner, and keeps nothing behind', async () => {
      const { password } = stage.landed();
      const got = await post('/tracker/reveal', await stage.page());
      equal(got.status, 200);
      password.use(plain => equal(got.body?.['password'], plain));
      equal(got.body?.['readableUntil'], START + DEFAULT_POLICY.rereadFor);
      equal(got.headers['cache-control'], 'no-store');
      equal(got.headers.etag, undefined);
      password.use(plain => equal(JSON.stringify(stage.lines).includes(plain), false));
    });

    it('shows it again to the same page for a while, and not afterwards', async () => {
      const { password } = stage.landed();
      const page = await stage.page();
      await post('/tracker/reveal', page);
      stage.world.advance(DEFAULT_POLICY.rereadFor);
      const again = await post('/tracker/reveal', page);
      password.use(plain => equal(again.body?.['password'], plain));
      stage.world.advance(1);
      const late = await post('/tracker/reveal', page);
      equal(late.status, 410);
      equal(late.body?.['code'], 'reread-over');
    });

    it('is one command for one press, however often the press arrives', async () => {
      stage.landed();
      const page = { ...(await stage.page()), 'idempotency-key': 'press-1' };
      const [one, two] = await Promise.all([post('/tracker/reveal', page), post('/tracker/reveal', page)]);
      deepEqual(one.body, two.body);
      equal(stage.requests.commands.length, 1);
      await post('/tracker/reveal', { ...page, 'idempotency-key': 'press-2' });
      equal(stage.requests.commands.length, 2);
    });

    it('keeps one page’s press apart from another’s of the same name', async () => {
      stage.landed();
      const key = { 'idempotency-key': 'press-1' };
      await post('/tracker/reveal', { ...(await stage.page()), ...key });
      equal((await post('/tracker/reveal', { ...(await stage.page()), ...key })).status, 403);
    });

    it('is refused to a second page, with an alarm, in words', async () => {
      stage.landed();
      await post('/tracker/reveal', await stage.page());
      const second = await post('/tracker/reveal', await stage.page());
      equal(second.status, 403);
      equal(second.body?.['code'], 'other-page');
      match(String(second.body?.['words']), /another page/);
      match(String(second.body?.['reference']), /^[\dA-F]{10}$/);
      equal(second.body?.['password'], undefined);
      ok(stage.requests.tells.includes('alarm-page'));
    });

    it('tells the page that opened it from every other', async () => {
      stage.landed();
      const page = await stage.page();
      await post('/tracker/reveal', page);
      const other = await stage.page();
      equal((await stateOf(page)).mine, true);
      equal((await stateOf(other)).mine, false);
    });

    it('is not for a page left open earlier: the newest is the page, and the older one says so', async () => {
      const { password } = stage.landed();
      const left = await stage.page();
      const newest = await stage.page();
      const { superseded, words } = await stateOf(left);
      deepEqual([superseded, words.title], [true, 'Your page is open somewhere else']);
      const got = await post('/tracker/reveal', left);
      deepEqual([got.status, got.body?.['code'], got.body?.['password']], [403, 'newer-page', undefined]);
      match(String(got.body?.['words']), /somewhere else/);
      equal((await stateOf(newest)).superseded, false);
      const taken = await post('/tracker/reveal', newest);
      password.use(plain => equal(taken.body?.['password'], plain));
    });

    it('is not for one that held back the end of its press until it was no longer the newest', async () => {
      stage.requests.put(aRequest({ state: 'approved', version: 5 }));
      const thief = await stage.page();
      const socket = connect(stage.port, '127.0.0.1');
      const answered = text(socket);
      socket.write(
        `POST /tracker/reveal HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: ${thief.authorization}\r\n` +
          'Content-Type: application/json\r\nContent-Length: 2\r\n\r\n',
      );
      // Whatever came later has been answered: so what came before was read.
      await stage.get('/tracker/state', thief);
      const owner = await stage.page();
      const { password } = stage.landed();
      socket.write('{}');
      match(await answered, /^HTTP\/1\.1 403 /);
      const taken = await post('/tracker/reveal', owner);
      password.use(plain => equal(taken.body?.['password'], plain));
    });

    it('lets a page left open earlier still stop everything', async () => {
      stage.landed();
      const left = await stage.page();
      await stage.page();
      equal((await post('/tracker/not-me', left)).status, 200);
      equal((await stage.requests.find('request-1'))?.state, 'frozen');
    });

    it('is not there before Graph has accepted it', async () => {
      stage.landed({ state: 'resetting' });
      const got = await post('/tracker/reveal', await stage.page());
      equal(got.status, 409);
      equal(got.body?.['code'], 'not-ready-to-reveal');
    });

    it('is gone once its owner has it', async () => {
      stage.landed();
      const page = await stage.page();
      await post('/tracker/reveal', page);
      equal((await post('/tracker/have-it', page)).status, 200);
      equal(await stage.requests.sealed('request-1'), undefined);
      const late = await post('/tracker/reveal', page);
      equal(late.status, 410);
      equal(late.body?.['code'], 'handed-over');
    });

    it('is not taken off the desk by a page that never saw it', async () => {
      stage.landed();
      const got = await post('/tracker/have-it', await stage.page());
      equal(got.status, 403);
      notEqual(await stage.requests.sealed('request-1'), undefined);
    });
  });

  it('moves to the browser: one page still, and the one in Teams is dead', async () => {
    stage.landed();
    const inTeams = await stage.page();
    await post('/tracker/reveal', inTeams);
    const { url } = (await post('/tracker/transfer', inTeams)).body as { url: string };
    const ticket = /^http:\/\/desk\.example:8080\/tracker#ticket=([\w-]{43})$/.exec(url)?.[1];
    ok(ticket);
    equal((await stage.get('/tracker/state', inTeams)).status, 200, 'until it has arrived, the page stays');
    const arrived = await stage.json('/tracker/session', { ticket });
    const inBrowser = { authorization: `Bearer ${String(arrived.body?.['bearer'])}` };
    equal((await stage.get('/tracker/state', inTeams)).status, 401);
    equal((await post('/tracker/reveal', inBrowser)).status, 200, 'it is the page that opened the password');
    equal((await stage.json('/tracker/session', { ticket })).status, 401);
  });

  it('lets a move wait a minute, no longer', async () => {
    stage.landed();
    const { url } = (await post('/tracker/transfer', await stage.page())).body as { url: string };
    stage.world.advance(60_000);
    equal((await stage.json('/tracker/session', { ticket: url.split('ticket=')[1] })).status, 401);
  });

  it('sends its owner to a fresh sign-in', async () => {
    stage.landed();
    const { url } = (await post('/tracker/check', await stage.page())).body as { url: string };
    match(url, /^http:\/\/desk\.example:8080\/sign-in\/finish\?ticket=[\w-]{43}$/);
    const subject = { request: 'request-1', person: RITA.id, tenant: TENANT, upn: 'rita@corp.example' };
    deepEqual(stage.tickets.issued('sign-in:finish'), [subject]);
  });

  it('freezes everything when its owner says it was not them', async () => {
    stage.landed();
    const page = await stage.page();
    equal((await post('/tracker/not-me', page)).status, 200);
    equal((await stage.requests.find('request-1'))?.state, 'frozen');
    equal(await stage.requests.sealed('request-1'), undefined);
    equal((await stateOf(page)).words.ball, 'Your security team’s turn');
    equal((await post('/tracker/not-me', page)).status, 409);
  });

  it('gives names as they are: the page makes text of them', async () => {
    const account = anAccount({ name: '<img src=x onerror=alert(1)>' });
    stage.landed({ account });
    const got = await stage.get('/tracker/state', await stage.page());
    match(String(got.headers['content-type']), /^application\/json/);
    equal((got.body as unknown as State).person.name, account.name);
  });
});
