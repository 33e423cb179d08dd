// What reaches the bot's only door for Teams: whatever did not come from our tenant's Teams is turned away, and nothing changes.
import assert from 'node:assert/strict';
import { REGISTRATIONS, TENANT } from '../../sandbox/company.ts';
import { createKeys } from '../../sandbox/keys.ts';
import { asksReason, begins } from '../../sandbox/rehearse/chat.ts';
import type { Activity } from '../../sandbox/teams/activity.ts';
import { channelToken } from '../../sandbox/teams/delivery.ts';
import { type Company, openCompany, withCompany } from './company.ts';

const FOREIGN = '99999999-0000-4000-8000-000000000000';
const bot = REGISTRATIONS.bot.clientId;

type Parcel = {
  /** The token, or null for none. */
  readonly token?: (company: Company) => Promise<string> | null;
  readonly activity?: Partial<Activity> & Readonly<Record<string, unknown>>;
  /** Instead of an activity. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const now = () => Math.floor(Date.now() / 1_000);
const claims = (more: Record<string, unknown>) => (company: Company) => channelToken(company.world, company.keys, more);
/** What the Bot Framework Emulator shows: Entra's own token for the bot's registration. */
const emulator = (iss: string) => (company: Company) =>
  company.keys.entra.sign(
    { iss, aud: bot, appid: bot, azp: bot, ver: '2.0', tid: TENANT, serviceurl: `${company.world.origin}/teams/` },
    { expiresIn: 3_600 },
  );

const TURNED_AWAY: readonly (readonly [string, number, Parcel])[] = [
  ['no token', 401, { token: () => null }],
  ['a token that is none', 401, { token: async () => 'open.sesame.please' }],
  ['a forged token', 401, { token: async company => channelToken(company.world, await createKeys()) }],
  ['a token with a changed claim', 401, { token: async company => tampered(await claims({})(company)) }],
  ['an unsigned token', 401, { token: async company => unsigned(await claims({})(company)) }],
  [
    'an expired token',
    401,
    { token: ({ keys, world }) => keys.botFramework.sign(expired(world.origin), { expiresIn: -3_600 }) },
  ],
  ['a token that is not valid yet', 401, { token: claims({ nbf: now() + 3_600 }) }],
  ['a token for another app', 401, { token: claims({ aud: FOREIGN }) }],
  ['a token of another issuer', 401, { token: claims({ iss: 'https://evil.example' }) }],
  ['a token without an address', 401, { token: claims({ serviceurl: undefined }) }],
  ['an emulator’s token', 401, { token: emulator(`https://login.microsoftonline.com/${TENANT}/v2.0`) }],
  [
    'an emulator’s old token',
    401,
    { token: emulator('https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/') },
  ],
  ['an activity that names another address', 403, { activity: { serviceUrl: 'https://evil.example/' } }],
  [
    'an address that is not Teams',
    403,
    { token: claims({ serviceurl: 'https://evil.example/' }), activity: { serviceUrl: 'https://evil.example/' } },
  ],
  ['another tenant’s channel data', 403, { activity: { channelData: { tenant: { id: FOREIGN } } } }],
  ['another tenant’s conversation', 403, { activity: { conversation: { ...personal(), tenantId: FOREIGN } } }],
  ['another channel', 403, { activity: { channelId: 'webchat' } }],
  ['a bot as sender', 403, { activity: { from: { id: `28:${FOREIGN}`, name: 'Bot' } } }],
  ['a sender nobody can name', 403, { activity: { from: { id: '29:somebody', name: 'Somebody' } } }],
  ['an oversized activity', 413, { activity: { text: 'a'.repeat(257 * 1_024) } }],
  ['what is not JSON', 400, { body: 'I forgot my password' }],
  ['JSON cut short', 400, { body: '{"type":"message",' }],
  ['an empty body', 400, { body: '' }],
  ['an array', 400, { body: '[]' }],
  ['nothing but null', 400, { body: 'null' }],
  ['a text that is an array', 400, { activity: { text: ['cancel'] as never } }],
  ['a type that is a number', 400, { activity: { type: 7 as never } }],
  ['an activity without an id', 400, { activity: { id: undefined as never } }],
  ['an id without an end', 400, { activity: { id: 'f'.repeat(10_000) } }],
  ['another content type', 415, { headers: { 'content-type': 'text/plain' } }],
  ['a form', 415, { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'type=message' }],
  ['an encoding', 415, { headers: { 'content-encoding': 'gzip' } }],
];

async function knocks(company: Company, { token = claims({}), activity, body, headers }: Parcel): Promise<number> {
  const { teams } = company.actor('freya');
  const composed = { ...teams.compose({ type: 'message', text: 'cancel' }), ...activity };
  const bearer = await token(company);
  const answer = await fetch(`${company.world.botOrigin}/api/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    body: body ?? JSON.stringify(composed),
  });
  const said = await answer.text();
  if (answer.status !== 200)
    assert.doesNotMatch(said, /at \w+ \(|node_modules|Error:|jose|zod/, 'nothing of the inside');
  return answer.status;
}

/** What Freya's story has come to: her request, her conversation, what she was told. */
function standing(company: Company) {
  const { person, teams } = company.actor('freya');
  const freya = { tenant: TENANT, id: person.id };
  return company.store(async store => ({
    request: await store.requests.latest(freya),
    conversation: await store.conversations.find(freya),
    told: teams.messages.map(({ id, words }) => [id, words]),
  }));
}

describe('at the door for Teams', function () {
  this.timeout(60_000);
  const shared: { company?: Company } = {};
  before(async () => {
    shared.company = await openCompany();
    await begins(shared.company.story, shared.company.actor('freya'), asksReason, 'the question for a reason');
  });
  after(() => shared.company?.close());
  const theCompany = (): Company => {
    assert.ok(shared.company);
    return shared.company;
  };

  for (const [what, status, parcel] of TURNED_AWAY)
    it(`${what} is turned away with ${status}, and nothing changes`, async () => {
      const before = await standing(theCompany());
      assert.equal(await knocks(theCompany(), parcel), status);
      assert.deepEqual(await standing(theCompany()), before);
    });

  it('nobody may look instead of knock', async () => {
    const answer = await fetch(`${theCompany().world.botOrigin}/api/messages`);
    assert.equal(answer.status, 405);
  });

  it('a long message is heard, told to be too long, and is no reason', async () => {
    const company = theCompany();
    const { teams } = company.actor('freya');
    const since = teams.now();
    await teams.say('because '.repeat(5_000));
    await teams.waitFor(({ text }) => /at most 500 characters/.test(text), { what: 'what is wrong', since });
    assert.equal((await standing(company)).request?.reason, undefined);
  });

  it('the very same parcel, honest, is let in: the request is cancelled', async () => {
    assert.equal(await knocks(theCompany(), {}), 200);
    assert.equal((await standing(theCompany())).request?.state, 'cancelled');
  });

  it('everything is put off with 503 while a fresh bot cannot get the keys', () =>
    withCompany({ open: false }, async company => {
      company.server.pre((request, response, next) => {
        if (!request.url?.startsWith('/botframework/')) return next();
        response.send(503);
        return next(false);
      });
      await company.bot.start();
      assert.equal(await knocks(company, {}), 503);
      assert.equal((await standing(company)).conversation, undefined);
    }));
});

function personal() {
  return { id: 'a:personal-freya', conversationType: 'personal' };
}

function expired(origin: string) {
  const past = now() - 7_200;
  return { iss: 'https://api.botframework.com', aud: bot, serviceurl: `${origin}/teams/`, nbf: past, iat: past };
}

function tampered(token: string): string {
  const [head = '', body = '', signature = ''] = token.split('.');
  const read = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
  return [head, Buffer.from(JSON.stringify({ ...read, exp: now() + 99_999 })).toString('base64url'), signature].join(
    '.',
  );
}

function unsigned(token: string): string {
  const [head = '', body = ''] = token.split('.');
  const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string };
  return `${Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT', kid })).toString('base64url')}.${body}.x`;
}
