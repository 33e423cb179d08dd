// The page on any device: a name and a code open it, the person proves there who they are, and the desk’s word opens the tracker.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { wordsFor } from '../../locales/words.ts';
import { challenge } from '../../src/core/request.ts';
import type { Answer } from '../../src/http/answer.ts';
import { createBrowserCookie } from '../../src/http/cookie.ts';
import { createJoin } from '../../src/http/join.ts';
import type { Asked } from '../../src/http/route.ts';
import { anAccount, TENANT } from '../contracts/a-request.ts';
import { abe, ada, done, max, rita } from '../core/a-desk.ts';
import { type Absence, anAbsence, mona, nora } from '../core/desk/an-absence.ts';
import { type Got, LOGIN, openStage, type Stage } from './stage.ts';

const UPN = 'rita@corp.example';
const words = wordsFor('en');
const RITA_SIGNED_IN = { oid: rita.id, tid: TENANT, name: 'Rita Reset', upn: UPN };
const MAX_SIGNED_IN = { oid: max.id, tid: TENANT, name: 'Max Manager', upn: 'max@corp.example' };

describe('joining from any device', () => {
  let bench: Absence;
  let stage: Stage;
  beforeEach(async () => {
    bench = anAbsence();
    stage = await openStage({ desk: bench.desk, requests: bench.store.requests, sessions: bench.store.sessions });
  });
  afterEach(() => stage.close());

  const hidden = ({ text }: Got, name: string) => new RegExp(`name="${name}" value="([\\w-]+)"`).exec(text)?.[1] ?? '';
  const step = (page: Got, what: string, more: Record<string, string> = {}) =>
    stage.form('/join/step', { request: hidden(page, 'request'), page: hidden(page, 'page'), do: what, ...more });
  async function joined(id: string): Promise<Got> {
    done(await bench.desk.newJoinCode(max, id, bench.click()));
    return stage.form('/join', { upn: UPN, code: bench.desk.joinCode(bench.row(id), max)?.digits ?? '' });
  }
  async function vouched(page: Got, id: string, by: typeof mona): Promise<Got> {
    const asked = await step(page, 'vouch');
    const digits = challenge(bench.row(id), 'vouch')?.digits ?? '';
    ok(asked.text.includes(`<p class="code">${digits}</p>`) && asked.text.includes(by.name));
    done(await bench.desk.answerVouch(by, id, digits, bench.click()));
    return step(page, 'look');
  }
  async function back(left: Got, who: typeof RITA_SIGNED_IN, cookie?: string): Promise<Got> {
    const authTime = bench.world.now();
    stage.signIn.answer({ who, acrs: ['c1'], authTime, hands: undefined as never });
    const state = new URL(String(left.headers.location)).searchParams.get('state');
    const own = (left.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
    return stage.get(`/sign-in/callback?state=${state}&code=abc`, { cookie: cookie ?? own });
  }

  it('leads from the code over two people who know her to a tracker of her own', async () => {
    const { id } = await bench.opened();
    equal((await stage.get('/join')).status, 200);
    const page = await joined(id);
    equal(page.status, 200);
    ok(page.text.includes('Max Manager'), 'it says who asked');
    match(String(page.headers['cache-control']), /no-store/);
    await vouched(page, id, mona);
    const proved = await vouched(page, id, nora);
    equal((await step(proved, 'file')).status, 200);
    equal(bench.row(id).state, 'pending');
    done(await bench.desk.approve(ada, id, bench.click()));
    done(await bench.desk.inPerson(abe, id, bench.click()));
    const code = (await bench.desk.viewer(abe, bench.row(id))).handOff?.code ?? '';
    equal((await step(page, 'hand-off', { code: '000000' })).status, 409);
    const opened = await step(page, 'hand-off', { code });
    equal(opened.status, 303);
    const ticket = /^http:\/\/desk\.example:8080\/tracker#ticket=([\w-]+)$/.exec(String(opened.headers.location))?.[1];
    const session = await stage.json('/tracker/session', { ticket });
    equal(session.status, 200);
    const shown = await stage.get('/tracker/state', { authorization: `Bearer ${String(session.body?.['bearer'])}` });
    equal(shown.status, 200);
    equal((await step(page, 'hand-off', { code })).status, 409, 'once');
  });

  it('takes her passkey, and goes on on the same page', async () => {
    const { id } = await bench.opened();
    const page = await joined(id);
    const left = await step(page, 'sign-in');
    equal(left.status, 303);
    ok(String(left.headers.location).startsWith(LOGIN));
    const returned = await back(left, RITA_SIGNED_IN);
    equal(returned.status, 200);
    equal(bench.row(id).proofs[0]?.kind, 'step-up');
    equal((await step(returned, 'look')).status, 200);
    equal((await step(page, 'look')).status, 403, 'the page has a new key');
  });

  describe('offers what can lead on, and nothing else', () => {
    const sees = (page: Got, what: string) => page.text.includes(`name="do" value="${what}"`);

    it('no passkey beside a manager’s word that nobody can give: it says so, and how to reach the desk', async () => {
      // Above Max, who asked, there is nobody.
      bench.company.state.people.set(
        max.id,
        anAccount({ id: max.id, name: max.name, upn: 'max@corp.example', manager: null }),
      );
      const { id } = await bench.opened();
      const page = await joined(id);
      ok(!sees(page, 'sign-in') && !sees(page, 'vouch'));
      for (const key of ['pages.join.none-left', 'chat.refusal.no-manager', 'chat.person.no-contact'] as const)
        ok(page.text.includes(words.say(key)), key);
      ok(sees(page, 'look') && sees(page, 'cancel'), 'it can be looked at again, and stopped');
    });

    it('no manager’s word where there is one manager left and no passkey counts', async () => {
      bench.company.state.stepUpPolicy = 'not-covered';
      bench.company.state.people.set(
        mona.id,
        anAccount({ id: mona.id, name: mona.name, upn: 'mona@corp.example', manager: null }),
      );
      const { id } = await bench.opened();
      const page = await joined(id);
      ok(page.text.includes(words.say('pages.join.none-left')));
      ok(!sees(page, 'vouch'));
    });

    it('both where both are there, and the manager alone where two are left', async () => {
      const { id } = await bench.opened();
      const page = await joined(id);
      ok(sees(page, 'sign-in') && sees(page, 'vouch') && !page.text.includes(words.say('pages.join.none-left')));
      bench.company.state.stepUpPolicy = 'not-covered';
      const later = await step(page, 'look');
      ok(!sees(later, 'sign-in') && sees(later, 'vouch'));
      ok(later.text.includes(words.say('chat.refusal.step-up-not-covered')));
    });
  });

  it('takes nobody else’s passkey, and none from a browser that did not ask', async () => {
    const { id } = await bench.opened();
    const page = await joined(id);
    equal((await back(await step(page, 'sign-in'), MAX_SIGNED_IN)).status, 403);
    // Sent on to Rita, who never saw the page: her browser has not the key.
    equal((await back(await step(page, 'sign-in'), RITA_SIGNED_IN, 'sign-in=planted')).status, 400);
    equal(bench.row(id).proofs.length, 0);
    const refused = bench.store.lines.flatMap(({ facts, personal }) => (facts['why'] ? [personal['signedInAs']] : []));
    deepEqual(refused, [{ tenant: TENANT, id: max.id }], 'and it is remembered who tried');
    equal((await step(page, 'look')).status, 200);
  });

  it('opens no tracker to a sign-in: whoever has hers may be why she is here', async () => {
    const { id } = await bench.approved(ada);
    const left = await stage.form('/sign-in/tracker', { request: id });
    const answer = await back(left, RITA_SIGNED_IN);
    equal(answer.status, 403);
    equal(answer.headers.location, undefined);
    equal(stage.tickets.issued('tracker').length, 0);
  });

  it('says the same to whoever has the wrong name, the wrong code, or nothing to join', async () => {
    const before = await stage.form('/join', { upn: UPN, code: '000000' });
    const { id } = await bench.opened();
    done(await bench.desk.newJoinCode(max, id, bench.click()));
    const answers = [
      before,
      await stage.form('/join', { upn: 'nobody@corp.example', code: '000000' }),
      await stage.form('/join', { upn: 'Rita', code: '000000' }),
      await stage.form('/join', { upn: UPN, code: '000000' }),
    ];
    const texts = answers.map(({ status, text }) => `${status} ${text.replace(/value="[^"]*"/, '')}`);
    equal(new Set(texts).size, 1);
    equal(answers[0]?.status, 403);
  });

  it('believes no page key but its own', async () => {
    const { id } = await bench.opened();
    const page = await joined(id);
    const wrong = { request: id, page: hidden(page, 'page').replace(/^./, sign => (sign === 'A' ? 'B' : 'A')) };
    for (const what of ['look', 'vouch', 'sign-in', 'file', 'hand-off', 'cancel'])
      equal((await stage.form('/join/step', { ...wrong, do: what })).status, 403, what);
    equal((await stage.form('/join/step', { ...wrong, do: 'approve' })).status, 400);
    equal((await stage.form('/join/step', { request: id, do: 'look' })).status, 400);
    equal(bench.row(id).state, 'open');
  });

  it('is not shut for everybody by one household, whose line has as many addresses as it likes', async () => {
    const { id } = await bench.opened();
    done(await bench.desk.newJoinCode(max, id, bench.click()));
    const { tickets, signIn, world } = stage;
    const cookie = createBrowserCookie(true);
    const door = createJoin({
      origin: 'https://desk.example',
      loginOrigin: LOGIN,
      desk: bench.desk,
      tickets,
      signIn,
      cookie,
      world,
    });
    const enter = async (code: string, remoteAddress: string) => {
      const asked = { words, request: { socket: { remoteAddress } } } as unknown as Asked;
      return ((await door.enter({ upn: UPN, code }, asked)) as Answer).status;
    };
    const guesses = [];
    for (let host = 1; host <= 20; host++) guesses.push(await enter('000000', `2001:db8:1:2::${host}`));
    deepEqual(guesses, [...Array<number>(5).fill(403), ...Array<number>(15).fill(429)]);
    equal(await enter(bench.desk.joinCode(bench.row(id), max)?.digits ?? '', '2001:db8:1:3::1'), 200);
  });

  it('is stopped by the button behind the mail’s link, and not by a preview of it', async () => {
    const { id } = await bench.opened();
    const key = bench.desk.stopKey(bench.row(id)) ?? '';
    const link = `/join/stop?${new URLSearchParams({ request: id, key }).toString()}`;
    equal((await stage.get(link)).status, 200);
    equal(bench.row(id).state, 'open');
    equal((await stage.form('/join/stop', { request: id, key: key.replace(/^./, '_') })).status, 410);
    equal((await stage.form('/join/stop', { request: id, key })).status, 200);
    equal(bench.row(id).state, 'frozen');
  });

  it('writes no code, key or name into the log', async () => {
    const { id } = await bench.opened();
    const page = await joined(id);
    await step(page, 'hand-off', { code: '123456' });
    const logged = stage.lines.map(({ text }) => text).join('\n');
    for (const secret of [hidden(page, 'page'), '123456', UPN]) equal(logged.includes(secret), false);
  });
});
