// The authenticator's pages: a link that works once, a sign-in, a QR code nobody else sees, and a way to stop it.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { generateSync } from 'otplib';
import type { Request } from '../../src/core/request.ts';
import { aRequest, MAX, RITA, TENANT } from '../contracts/a-request.ts';
import { START } from '../contracts/a-world.ts';
import { type Got, openStage, type Stage } from './stage.ts';

const RITA_SIGNED_IN = { oid: RITA.id, tid: TENANT, name: 'Rita Reset', upn: 'rita@corp.example' };
const MAX_SIGNED_IN = { oid: MAX.id, tid: TENANT, name: 'Max Manager', upn: 'max@corp.example' };
const SUBJECT = { request: 'request-1', person: RITA.id, tenant: TENANT, upn: 'rita@corp.example' };

describe('setting up an authenticator on its page', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const proved = (changes: Partial<Request> = {}) =>
    stage.requests.put(
      aRequest({ purpose: 'enrol', proofs: [{ kind: 'step-up', custody: 'fresh-gesture', at: START }], ...changes }),
    );

  async function signIn(purpose: string, fields: Record<string, string>, who = RITA_SIGNED_IN): Promise<Got> {
    stage.signIn.answer({ who, acrs: [], hands: undefined as never });
    const left = await stage.form(`/sign-in/${purpose}`, fields);
    const state = new URL(String(left.headers.location)).searchParams.get('state');
    const cookie = (left.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
    return stage.get(`/sign-in/callback?state=${state}&code=abc`, { cookie });
  }
  const shown = async (who = RITA_SIGNED_IN) =>
    signIn('enrol', { ticket: await stage.tickets.issue('sign-in:enrol', SUBJECT, 60_000) }, who);
  const ticketIn = ({ text }: Got) => /name="ticket" value="([\w-]+)"/.exec(text)?.[1] ?? '';
  const keyIn = ({ text }: Got) => (/class="code">([A-Z2-7 ]+)</.exec(text)?.[1] ?? '').replaceAll(' ', '');
  const confirm = (page: Got, code: string) => stage.form('/enrol/confirm', { ticket: ticketIn(page), code });
  const codeFor = (key: string) => generateSync({ secret: key, epoch: Math.floor(stage.world.now() / 1_000) });

  it('shows a QR code and its key, takes the first code, and says from when on it counts', async () => {
    proved();
    const page = await shown();
    equal(page.status, 200);
    match(
      page.text,
      /<svg class="qr" role="img" aria-label="[^"]+" viewBox="0 0 \d+ \d+"[^>]*>\s*<rect [^>]+fill="#fff"/,
    );
    match(keyIn(page), /^[A-Z2-7]{32}$/);
    match(String(page.headers['cache-control']), /no-store/);
    match(String(page.headers['content-security-policy']), /form-action 'self';/);
    const done = await confirm(page, codeFor(keyIn(page)));
    equal(done.status, 200);
    match(done.text, /From November 5, 2026/);
    equal(stage.requests.tells.filter(kind => kind === 'enrolment-mail').length, 2);
    equal(stage.enrolled.length, 1);
    const logged = stage.lines.map(({ text }) => text).join('\n');
    equal(logged.includes(keyIn(page)), false);
  });

  it('does not show the code a second time, and asks again after a wrong one', async () => {
    proved();
    const page = await shown();
    const again = await confirm(page, '000000');
    equal(again.status, 422);
    equal(again.text.includes('<svg'), false);
    equal((await confirm(page, '000000')).status, 409, 'a page works once');
    equal((await confirm(again, codeFor(keyIn(page)))).status, 200);
    equal(stage.enrolled.length, 1);
  });

  it('shows nothing to anybody else, without the proofs, or for a reset', async () => {
    proved();
    const other = await shown(MAX_SIGNED_IN);
    deepEqual([other.status, other.text.includes('<svg')], [403, false]);
    for (const changes of [{ proofs: [] }, { purpose: undefined as never }, { state: 'completed' }] as const) {
      proved(changes);
      const refused = await shown();
      deepEqual([refused.status, refused.text.includes('<svg')], [409, false], JSON.stringify(changes));
    }
  });

  it('takes no form without its ticket, and no ticket of another purpose', async () => {
    proved({ state: 'completed' });
    for (const path of ['/enrol/confirm', '/enrol/stop']) equal((await stage.form(path, {})).status, 400);
    const ticket = await stage.tickets.issue('sign-in:enrol', SUBJECT, 60_000);
    equal((await stage.form('/enrol/stop', { ticket })).status, 409);
    equal((await stage.form('/enrol/confirm', { ticket, code: '000000' })).status, 409);
  });

  it('leads whoever was told to a page that stops it: the owner and the manager, nobody else', async () => {
    for (const [who, status] of [
      [RITA_SIGNED_IN, 200],
      [MAX_SIGNED_IN, 200],
      [{ ...MAX_SIGNED_IN, oid: 'somebody-else' }, 403],
    ] as const) {
      const enrolling = { code: 'k1.x', shownAt: START, usableFrom: START + 1 };
      proved({ state: 'completed', enrolling });
      const told = await signIn('tracker', { request: 'request-1' }, who);
      equal(told.status, status);
      if (status !== 200) continue;
      const stopped = await stage.form('/enrol/stop', { ticket: ticketIn(told) });
      equal(stopped.status, 200);
      equal((await stage.requests.find('request-1'))?.state, 'frozen');
      ok(stage.requests.tells.includes('alarm'));
    }
  });
});
