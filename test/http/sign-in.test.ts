// The sign-in round trip: what burns a ticket, who may come back, and where each purpose ends.
import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { CALM, demandOf } from '../../src/core/demand.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { Secret } from '../../src/core/secret.ts';
import { seenOf } from '../../src/core/seen.ts';
import type { Msal } from '../../src/entra/msal.ts';
import { createSignIn, type Party } from '../../src/entra/sign-in.ts';
import { aRequest, MAX, RITA, TENANT } from '../contracts/a-request.ts';
import { aWorld, START } from '../contracts/a-world.ts';
import { fakeLog, fakeSealer } from '../entra/fakes.ts';
import { fakeTickets } from './fakes.ts';
import { type Got, LOGIN, openStage, type Stage } from './stage.ts';

const RITA_SIGNED_IN = { oid: RITA.id, tid: TENANT, name: 'Rita Reset', upn: 'rita@corp.example' };
const MAX_SIGNED_IN = { oid: MAX.id, tid: TENANT, name: 'Max Manager', upn: 'max@corp.example' };
const SUBJECT = { request: 'request-1', person: RITA.id, tenant: TENANT, upn: 'rita@corp.example' };

describe('a sign-in', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const cookieOf = (got: Got) => (got.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  const stateOf = (got: Got) => new URL(String(got.headers.location)).searchParams.get('state') ?? '';
  const back = (state: string, cookie: string, more = '&code=abc') =>
    stage.get(`/sign-in/callback?state=${state}${more}`, cookie === '' ? {} : { cookie });

  /** Off to Entra from the start page, and back. */
  async function signIn(purpose: string, fields: Record<string, string>): Promise<Got> {
    const left = await stage.form(`/sign-in/${purpose}`, fields);
    equal(left.status, 303);
    return back(stateOf(left), cookieOf(left));
  }
  const ticketFor = (purpose: string, subject: Record<string, string> = SUBJECT) =>
    stage.tickets.issue(`sign-in:${purpose}`, subject, 60_000);

  for (const purpose of ['prove', 'finish', 'connect'])
    it(`to ${purpose} survives any number of previews of its link`, async () => {
      const ticket = await ticketFor(purpose);
      for (let look = 0; look < 3; look++) {
        const page = await stage.get(`/sign-in/${purpose}?ticket=${ticket}&utm_source=preview`);
        equal(page.status, 200);
        match(page.text, new RegExp(`<form method="post" action="/sign-in/${purpose}"`));
        ok(page.text.includes(`name="ticket" value="${ticket}"`));
        equal(page.headers['set-cookie'], undefined);
      }
      equal(stage.signIn.starts.length, 0);
      equal((await stage.form(`/sign-in/${purpose}`, { ticket })).status, 303);
      deepEqual(stage.signIn.starts, [{ purpose, subject: SUBJECT }]);
    });

  it('begins once for each ticket, and says so in words', async () => {
    const ticket = await ticketFor('prove');
    equal((await stage.form('/sign-in/prove', { ticket })).status, 303);
    const again = await stage.form('/sign-in/prove', { ticket });
    equal(again.status, 410);
    match(again.text, /used already, or it is too old/);
    match(again.text, /reference: [\dA-F]{10}/);
  });

  it('begins only for what its ticket is for', async () => {
    const ticket = await ticketFor('finish');
    equal((await stage.form('/sign-in/prove', { ticket })).status, 410);
    equal((await stage.form('/sign-in/connect', { ticket })).status, 410);
    equal((await stage.form('/sign-in/finish', { ticket })).status, 303);
  });

  it('may lead its form on to Entra, and to a company’s own page behind it', async () => {
    const page = await stage.get(`/sign-in/prove?ticket=${await ticketFor('prove')}`);
    match(String(page.headers['content-security-policy']), new RegExp(`form-action 'self' https: ${LOGIN};`));
  });

  it('is tied to its browser by a cookie that means nothing elsewhere', async () => {
    const left = await stage.form('/sign-in/prove', { ticket: await ticketFor('prove') });
    const [cookie = ''] = left.headers['set-cookie'] ?? [];
    match(cookie, /^sign-in=[\w-]{43}; Max-Age=900; Path=\/sign-in; HttpOnly; SameSite=Lax$/);
    stage.signIn.answer({ who: RITA_SIGNED_IN, acrs: [] });
    const done = await back(stateOf(left), cookieOf(left));
    deepEqual(done.headers['set-cookie'], ['sign-in=; Max-Age=0; Path=/sign-in; HttpOnly; SameSite=Lax']);
  });

  it('has a cookie for https alone where the desk is reached by https', async () => {
    await stage.close();
    stage = await openStage({ publicUrl: 'https://desk.example' });
    const left = await stage.form('/sign-in/prove', { ticket: await ticketFor('prove') });
    match(left.headers['set-cookie']?.[0] ?? '', /^__Secure-sign-in=[\w-]{43}; .*; Secure$/);
  });

  it('does not end in a foreign browser, nor with two cookies', async () => {
    stage.signIn.answer({ who: RITA_SIGNED_IN, acrs: ['c1'] });
    const cookies = (own: string) => ['', 'sign-in=another', `${own}; sign-in=planted`, `other=${own.split('=')[1]}`];
    for (let number = 0; number < 4; number++) {
      const left = await stage.form('/sign-in/prove', { ticket: await ticketFor('prove') });
      const got = await back(stateOf(left), cookies(cookieOf(left))[number] ?? '');
      equal(got.status, 400);
      match(got.text, /not begun in this browser/);
    }
    equal(stage.tickets.issued('step-up').length, 0);
  });

  it('ends once', async () => {
    stage.signIn.answer({ who: RITA_SIGNED_IN, acrs: [] });
    const left = await stage.form('/sign-in/prove', { ticket: await ticketFor('prove') });
    equal((await back(stateOf(left), cookieOf(left))).status, 200);
    equal((await back(stateOf(left), cookieOf(left))).status, 410);
    equal(stage.tickets.issued('step-up').length, 1);
  });

  const failures = [
    ['unavailable', 503, /could not be reached/],
    ['refused', 403, /did not let this sign-in through/],
    ['expired', 410, /too old/],
  ] as const;
  for (const [why, status, words] of failures)
    it(`that is ${why} says so, and how to go on`, async () => {
      stage.signIn.answer(why);
      const got = await signIn('prove', { ticket: await ticketFor('prove') });
      equal(got.status, status);
      match(got.text, words);
      match(got.text, /it wants my password/);
    });

  it('that the person gave up says that nothing has changed, and nothing of what Entra wrote', async () => {
    const left = await stage.form('/sign-in/prove', { ticket: await ticketFor('prove') });
    const error = '&error=access_denied&error_description=AADSTS65004%3A+%3Cscript%3Ealert(1)%3C%2Fscript%3E';
    const got = await back(stateOf(left), cookieOf(left), error);
    match(got.text, /You turned back/);
    equal(got.text.includes('AADSTS65004'), false);
    equal(got.text.includes('alert(1)'), false);
  });

  it('that breaks inside says nothing of what broke', async () => {
    stage.signIn.answer(new Error('client secret hunter2 is wrong'));
    const got = await signIn('prove', { ticket: await ticketFor('prove') });
    equal(got.status, 500);
    match(String(got.headers['content-type']), /^text\/html/);
    equal(got.text.includes('hunter2'), false);
    match(got.text, /reference: [\dA-F]{10}/);
  });

  describe('to prove who is asking', () => {
    it('gives a code for the chat, with what Entra said of the sign-in', async () => {
      stage.signIn.answer({ who: RITA_SIGNED_IN, authTime: START + 5_000, acrs: ['c1', 'c2'] });
      const page = await signIn('prove', { ticket: await ticketFor('prove') });
      equal(page.status, 200);
      const code = /data-code="([\w-]{43})"/.exec(page.text)?.[1] ?? '';
      ok(page.text.includes(`>${code}</p>`), 'also to be read and typed');
      deepEqual(await stage.tickets.redeem('step-up', code), {
        request: 'request-1',
        person: RITA.id,
        tenant: TENANT,
        id: RITA.id,
        authTime: String(START + 5_000),
        contexts: 'c1 c2',
      });
    });

    it('lets the code live ten minutes', async () => {
      stage.signIn.answer({ who: RITA_SIGNED_IN, acrs: [] });
      const page = await signIn('prove', { ticket: await ticketFor('prove') });
      const code = /data-code="([\w-]{43})"/.exec(page.text)?.[1] ?? '';
      stage.world.advance(600_000);
      equal(await stage.tickets.redeem('step-up', code), undefined);
    });

    const strangers = [
      ['another person', MAX_SIGNED_IN],
      ['the same id in another tenant', { ...RITA_SIGNED_IN, tid: 'another' }],
    ] as const;
    for (const [who, signedIn] of strangers)
      it(`gives no code to ${who}, and counts nothing`, async () => {
        stage.signIn.answer({ who: signedIn, authTime: START, acrs: ['c1'] });
        const page = await signIn('prove', { ticket: await ticketFor('prove') });
        equal(page.status, 403);
        match(page.text, /Nothing has been counted against you/);
        equal(page.text.includes('data-code'), false);
        equal(stage.tickets.issued('step-up').length, 0);
        equal(stage.requests.commands.length, 0);
      });
  });

  describe('to approve', () => {
    const demand = { ...demandOf(aRequest(), DEFAULT_POLICY, CALM), approvals: 2 };
    const proofs = [
      { kind: 'step-up', custody: 'fresh-gesture', at: START },
      { kind: 'vouch', custody: 'person', at: START, by: { id: 'mona', name: 'Mona' } },
    ] as const;
    const waiting = aRequest({ state: 'pending', reason: 'forgot', consentAt: START, proofs, demand });
    const subject = {
      request: waiting.id,
      tenant: TENANT,
      approver: MAX.id,
      seen: seenOf(waiting),
      askedAt: String(START),
    };
    const fresh = { who: MAX_SIGNED_IN, authTime: START + 1_000, acrs: ['c1'] };

    async function come(signedIn: Parameters<typeof stage.signIn.answer>[0], asked: Record<string, string> = subject) {
      stage.requests.put(waiting);
      stage.signIn.answer(signedIn);
      return signIn('approve', { ticket: await stage.tickets.issue('sign-in:approve', asked, 60_000) });
    }
    const approvals = async () => (await stage.requests.find(waiting.id))?.approvals ?? [];

    it('records the approval of whoever signed in, with their gesture', async () => {
      const page = await come(fresh);
      equal(page.status, 200);
      match(page.text, /Your approval counts/);
      const [given, ...more] = await approvals();
      deepEqual([given?.id, given?.name, given?.steppedUpAt, more.length], [MAX.id, MAX_SIGNED_IN.name, START, 0]);
    });

    it('records nothing of anybody else, whatever their sign-in', async () => {
      for (const who of [RITA_SIGNED_IN, { ...MAX_SIGNED_IN, tid: 'another' }])
        equal((await come({ ...fresh, who })).status, 403);
      equal((await come({ ...fresh, who: RITA_SIGNED_IN }, { ...subject, approver: RITA.id })).status, 409);
      deepEqual(await approvals(), []);
    });

    it('records nothing without a gesture of now, or of what has changed since they looked, and says why', async () => {
      for (const [page, why] of [
        [await come({ ...fresh, acrs: [] }), /passkey, Windows Hello/],
        [await come({ ...fresh, authTime: START - 60_000 }), /confirmed it just now/],
        [await come(fresh, { ...subject, seen: 'something else' }), /look at it again/],
      ] as const) {
        equal(page.status, 409);
        match(page.text, /Your approval was not recorded/);
        match(page.text, why);
      }
      deepEqual(await approvals(), []);
    });

    it('takes no ticket that was made for something else', async () => {
      const ticket = await stage.tickets.issue('sign-in:prove', subject, 60_000);
      equal((await stage.form('/sign-in/approve', { ticket })).status, 410);
    });
  });

  describe('to replace a frozen person’s password', () => {
    const lockout = { number: 0, begunAt: START, correlation: 'c', nextAt: START, waits: true } as const;
    const waiting = aRequest({ state: 'frozen', lockout, claims: '{"access_token":{}}' });
    const own = { token: new Secret('token of Max'), as: MAX.id, until: START + 3_600_000 };
    const come = (signedIn: Parameters<typeof stage.signIn.answer>[0]) => {
      stage.requests.put(waiting);
      stage.signIn.answer(signedIn);
      return signIn('lock-out', { request: waiting.id });
    };

    it('begins from a link that opens nothing by itself, with what Microsoft asks for and the moment it was asked', async () => {
      stage.requests.put(waiting);
      const link = `/sign-in/lock-out?request=${waiting.id}`;
      match((await stage.get(link)).text, /by one that nobody knows/);
      equal(stage.signIn.starts.length, 0);
      equal((await stage.form('/sign-in/lock-out', { request: waiting.id })).status, 303);
      const subject = { request: waiting.id, askedAt: String(START), claims: waiting.claims };
      deepEqual(stage.signIn.starts, [{ purpose: 'lock-out', subject }]);
      equal((await stage.form('/sign-in/lock-out', {})).status, 400);
    });

    it('comes back, however much Microsoft asks for', async () => {
      await stage.close();
      const world = aWorld('lock-out');
      const party: Party = {
        clientId: 'desk',
        msal: () =>
          ({ getAuthCodeUrl: async ({ state }: { state: string }) => `${LOGIN}/?state=${state}` }) as unknown as Msal,
      };
      const where = {
        cloud: { login: LOGIN, authority: LOGIN },
        tenant: TENANT,
        redirectUri: 'https://desk.example/back',
      };
      const kept = { tickets: fakeTickets(world), sealer: fakeSealer(), world, log: fakeLog() };
      stage = await openStage({ signIn: createSignIn({ desk: party, hands: party, ...where, ...kept }) });
      const claims = JSON.stringify({ access_token: { policy: { value: 'x'.repeat(2_900) } } });
      stage.requests.put({ ...waiting, claims });
      const left = await stage.form('/sign-in/lock-out', { request: waiting.id });
      const state = new URL(String(left.headers.location)).searchParams.get('state') ?? '';
      const back = `/sign-in/callback?error=access_denied&state=${encodeURIComponent(state)}`;
      const page = await stage.get(back, { cookie: (left.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '' });
      match(page.text, /You turned back/);
    });

    it('takes the hands of whoever may lend them, and says that it is under way', async () => {
      const page = await come({ who: MAX_SIGNED_IN, authTime: START + 1_000, acrs: [], own });
      equal(page.status, 200);
      match(page.text, /is being replaced/);
      equal((await stage.requests.find(waiting.id))?.hands?.by, MAX.id);
    });

    it('takes nobody else’s, nor an old sign-in’s, and says why', async () => {
      for (const [page, why] of [
        [await come({ who: RITA_SIGNED_IN, authTime: START, acrs: [], own }), /your own/],
        [await come({ who: { ...MAX_SIGNED_IN, oid: 'x' }, authTime: START, acrs: [], own }), /approver/],
        [await come({ who: MAX_SIGNED_IN, authTime: START - 60_000, acrs: [], own }), /confirmed it just now/],
      ] as const) {
        equal(page.status, 409);
        match(page.text, /The password was not replaced/);
        match(page.text, why);
      }
      equal((await stage.requests.find(waiting.id))?.hands, undefined);
    });
  });

  describe('to finish', () => {
    it('completes the request of the person who really signed in', async () => {
      stage.landed();
      stage.signIn.answer({ who: RITA_SIGNED_IN, authTime: START + 60_000, acrs: [] });
      const page = await signIn('finish', { ticket: await ticketFor('finish') });
      equal(page.status, 200);
      match(page.text, /You are back in/);
      ok(page.text.includes('href="/tracker?request=request-1"'));
      equal((await stage.requests.find('request-1'))?.state, 'completed');
      match(stage.requests.commands[0] ?? '', /^sign-in:[\w-]{22}$/);
    });

    it('does not take an old sign-in for a new one', async () => {
      stage.landed();
      stage.signIn.answer({ who: RITA_SIGNED_IN, authTime: START - 60_000, acrs: [] });
      const page = await signIn('finish', { ticket: await ticketFor('finish') });
      equal(page.status, 409);
      match(page.text, /from before your password was reset/);
      equal((await stage.requests.find('request-1'))?.state, 'landed');
    });

    it('does not take somebody else’s sign-in', async () => {
      stage.landed();
      stage.signIn.answer({ who: MAX_SIGNED_IN, authTime: START + 60_000, acrs: [] });
      equal((await signIn('finish', { ticket: await ticketFor('finish') })).status, 403);
      equal((await stage.requests.find('request-1'))?.state, 'landed');
    });

    it('says when there is nothing to finish', async () => {
      stage.requests.put(aRequest({ state: 'cancelled' }));
      stage.signIn.answer({ who: RITA_SIGNED_IN, authTime: START + 60_000, acrs: [] });
      const page = await signIn('finish', { ticket: await ticketFor('finish') });
      equal(page.status, 409);
      match(page.text, /already closed/);
    });
  });

  describe('to open the tracker', () => {
    it('needs no ticket, for the sign-in itself decides', async () => {
      stage.landed();
      stage.signIn.answer({ who: RITA_SIGNED_IN, acrs: [] });
      const shown = await stage.get('/sign-in/tracker?request=request-1');
      ok(shown.text.includes('name="request" value="request-1"'));
      const got = await signIn('tracker', { request: 'request-1' });
      equal(got.status, 303);
      const ticket = /^http:\/\/desk\.example:8080\/tracker#ticket=([\w-]{43})$/.exec(
        String(got.headers.location),
      )?.[1];
      const opened = await stage.json('/tracker/session', { ticket });
      const state = await stage.get('/tracker/state', { authorization: `Bearer ${String(opened.body?.['bearer'])}` });
      equal(state.status, 200);
    });

    it('tells nobody whether another’s request exists', async () => {
      stage.landed();
      stage.signIn.answer({ who: MAX_SIGNED_IN, acrs: [] });
      const plain = (got: Got) => `${got.status} ${got.text.replace(/reference: \w+/, '')}`;
      const others = await signIn('tracker', { request: 'request-1' });
      equal(others.status, 403);
      equal(plain(others), plain(await signIn('tracker', { request: 'request-2' })));
      equal(stage.tickets.issued('tracker').length, 0);
    });

    it('is the only one that goes without a ticket', async () => {
      for (const purpose of ['prove', 'finish', 'connect']) {
        equal((await stage.get(`/sign-in/${purpose}?request=request-1`)).status, 400, purpose);
        equal((await stage.form(`/sign-in/${purpose}`, { request: 'request-1' })).status, 400, purpose);
      }
    });
  });

  describe('to connect the hands', () => {
    const cache = new Secret('tokens');
    const scopes = ['UserAuthenticationMethod.ReadWrite.All'];
    const who = { oid: 'h', tid: TENANT, name: 'Hands', upn: 'hands@corp.example' };

    it('keeps the sign-in of the account that is set up', async () => {
      stage.signIn.answer({ who, acrs: [], hands: { cache, who, scopes } });
      const page = await signIn('connect', { ticket: await ticketFor('connect', {}) });
      match(page.text, /resets passwords as hands@corp.example/);
      deepEqual(stage.kept, [{ cache, who, scopes }]);
      doesNotMatch(page.text, /put right/);
    });

    it('says in exact steps what is still wrong with the account, also with the one for the powerful', async () => {
      stage.signIn.answer({ who, acrs: [], hands: { cache, who, scopes } });
      const page = await signIn('connect', { ticket: await ticketFor('connect', { which: 'privileged' }) });
      match(page.text, /put right:.*privileged: whether its password expires\. It does\..*Set &lt;it&gt; so\./s);
    });

    it('keeps nothing that could not reset anybody, and says which permission is missing', async () => {
      stage.signIn.answer({ who, acrs: [], hands: { cache, who, scopes: ['User.Read'] } });
      const page = await signIn('connect', { ticket: await ticketFor('connect', {}) });
      equal(page.status, 403);
      match(page.text, /UserAuthenticationMethod\.ReadWrite\.All/);
      equal(stage.kept.length, 0);
    });

    it('keeps nothing of any other account', async () => {
      stage.signIn.answer({ who: MAX_SIGNED_IN, acrs: [], hands: { cache, who: MAX_SIGNED_IN, scopes } });
      const page = await signIn('connect', { ticket: await ticketFor('connect', {}) });
      equal(page.status, 403);
      match(page.text, /nothing was kept/);
      equal(stage.kept.length, 0);
    });
  });
});
