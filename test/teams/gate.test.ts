// The gate in front of botbuilder: only Teams, only our tenant, only people; and no request costs more than its refusal.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import {
  anything,
  array,
  asyncProperty,
  boolean,
  constantFrom,
  assert as hold,
  integer,
  oneof,
  string,
  uint8Array,
} from 'fast-check';
import { SignJWT } from 'jose';
import { createGate } from '../../src/teams/gate.ts';
import { aWorld } from '../contracts/a-world.ts';
import { anActivity, aSigner, aToken, BOT, ISSUER, RITA, SERVICE_URL, type Signer, TENANT } from './bot-framework.ts';

const METADATA = 'https://login.example/openid';
const JSON_TYPE = 'application/json; charset=utf-8';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A gate on its own clock, with an issuer that can be down or change its keys. */
function aGate(...published: Signer[]) {
  const world = aWorld();
  const issuer = { published, down: false, fetched: 0, limited: true };
  const fetched = async (url: string | URL | Request, init?: RequestInit) => {
    issuer.limited &&= init?.signal instanceof AbortSignal && init.redirect === 'error';
    if (issuer.down) throw new TypeError('fetch failed');
    if (String(url) === METADATA) return Response.json({ issuer: ISSUER, jwks_uri: 'https://login.example/keys' });
    issuer.fetched += 1;
    return Response.json({ keys: issuer.published.map(one => one.jwk) });
  };
  const gate = createGate({
    metadataUrl: METADATA,
    issuer: ISSUER,
    appId: BOT,
    tenant: TENANT,
    serviceUrlAllowed: url => new URL(url).host === 'smba.example',
    world,
    fetch: fetched,
  });
  const knock = async (
    token: string | Promise<string> | undefined,
    activity: unknown = anActivity(),
    type = JSON_TYPE,
  ) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${await token}` };
    const body = Buffer.isBuffer(activity) ? activity : Buffer.from(JSON.stringify(activity));
    return gate(headers, body, type);
  };
  const status = async (...parts: Parameters<typeof knock>) => {
    const answer = await knock(...parts);
    return answer.pass ? 200 : answer.status;
  };
  return { world, issuer, gate, knock, status };
}

describe('the gate', () => {
  const made: { teams?: Signer; evil?: Signer; webchat?: Signer; unendorsed?: Signer; next?: Signer } = {};
  before(async () => {
    made.teams = await aSigner('k1');
    made.evil = await aSigner('k1');
    made.webchat = await aSigner('k2', ['webchat']);
    made.unendorsed = { ...(await aSigner('k3')) };
    delete (made.unendorsed.jwk as { endorsements?: unknown }).endorsements;
    made.next = await aSigner('k4');
  });
  const signer = (name: keyof typeof made): Signer => {
    const found = made[name];
    if (!found) throw new Error('not made yet');
    return found;
  };
  const opened = () => aGate(signer('teams'), signer('webchat'), signer('unendorsed'));

  describe('lets in', () => {
    it('a message of a person of our tenant, and says who it was', async () => {
      const { knock, world } = opened();
      const answer = await knock(aToken(signer('teams'), world.now()));
      assert.ok(answer.pass);
      assert.deepEqual(answer.activity, {
        type: 'message',
        id: 'f:1',
        serviceUrl: SERVICE_URL,
        from: { id: '29:rita', aadObjectId: RITA, name: 'Rita' },
        conversation: { id: 'a:rita', conversationType: 'personal', tenantId: TENANT },
        text: 'I am locked out',
        locale: 'en-GB',
      });
      assert.deepEqual(answer.body, anActivity());
    });

    it('a click in a channel, with its value and where it was', async () => {
      const { knock, world } = opened();
      const value = { action: { type: 'Action.Execute', verb: 'approve', data: { request: 'r1' } } };
      const channelData = { tenant: { id: TENANT }, channel: { id: '19:desk@thread.tacv2' }, team: { id: '19:team' } };
      const conversation = { id: '19:desk@thread.tacv2;messageid=1', conversationType: 'channel', tenantId: TENANT };
      const click = anActivity({
        type: 'invoke',
        name: 'adaptiveCard/action',
        value,
        channelData,
        conversation,
        replyToId: '1',
      });
      const answer = await knock(aToken(signer('teams'), world.now()), click);
      assert.ok(answer.pass);
      const { name, channel, replyToId } = answer.activity;
      assert.deepEqual(
        { name, channel, replyToId },
        { name: 'adaptiveCard/action', channel: '19:desk@thread.tacv2', replyToId: '1' },
      );
      assert.deepEqual(answer.activity.value, value);
    });

    it('a token that ended four minutes ago, for clocks differ', async () => {
      const { status, world } = opened();
      assert.equal(await status(aToken(signer('teams'), world.now(), { exp: world.now() / 1_000 - 240 })), 200);
    });

    it('a serviceUrl that differs from the claim by its last slash, and goes on with the claim', async () => {
      const { knock, world } = opened();
      const answer = await knock(
        aToken(signer('teams'), world.now()),
        anActivity({ serviceUrl: SERVICE_URL.slice(0, -1) }),
      );
      assert.ok(answer.pass);
      assert.deepEqual([answer.activity.serviceUrl, answer.body['serviceUrl']], [SERVICE_URL, SERVICE_URL]);
    });

    it('one person under one id, however it is written', async () => {
      const { knock, world } = opened();
      const from = { id: '29:rita', aadObjectId: RITA.toUpperCase() };
      const answer = await knock(aToken(signer('teams'), world.now()), anActivity({ from }));
      assert.ok(answer.pass);
      assert.equal(answer.activity.from.aadObjectId, RITA);
      assert.deepEqual(answer.body['from'], { id: '29:rita', aadObjectId: RITA });
    });

    it('a message that is far too long, cut', async () => {
      const { knock, world } = opened();
      const answer = await knock(aToken(signer('teams'), world.now()), anActivity({ text: 'x'.repeat(50_000) }));
      assert.ok(answer.pass);
      assert.equal(answer.activity.text?.length, 4_000);
      assert.equal(String(answer.body['text']).length, 4_000);
    });
  });

  describe('refuses a token with 401', () => {
    const tokens: Record<string, (now: number) => string | Promise<string> | undefined> = {
      'that is not there': () => undefined,
      'that is empty': () => '',
      'that is no token': () => 'abc.def.ghi',
      'of another issuer': now => aToken(signer('teams'), now, { iss: 'https://sts.windows.net/x/' }),
      'without an issuer': now => aToken(signer('teams'), now, { iss: undefined }),
      'for another bot': now => aToken(signer('teams'), now, { aud: 'someone-else' }),
      'for us among others': now => aToken(signer('teams'), now, { aud: [BOT, 'someone-else'] }),
      'that ended ten minutes ago': now => aToken(signer('teams'), now, { exp: now / 1_000 - 600 }),
      'that never ends': now => aToken(signer('teams'), now, { exp: undefined }),
      'that begins in ten minutes': now => aToken(signer('teams'), now, { nbf: now / 1_000 + 600 }),
      'that names no service': now => aToken(signer('teams'), now, { serviceurl: undefined }),
      'signed by somebody else under a known key id': now => aToken(signer('evil'), now),
      'of a key nobody published': now => aToken(signer('next'), now),
      'of a key for another channel': now => aToken(signer('webchat'), now),
      'of a key endorsed for nothing': now => aToken(signer('unendorsed'), now),
      'of the Emulator, from any tenant': now =>
        aToken(signer('teams'), now, {
          iss: 'https://login.microsoftonline.com/x/v2.0',
          azp: BOT,
          ver: '2.0',
          tid: 'x',
        }),
      'without a signature': now => unsigned({ iss: ISSUER, aud: BOT, serviceurl: SERVICE_URL, exp: now / 1_000 + 60 }),
      'signed with our public key as a password': now =>
        new SignJWT({ iss: ISSUER, aud: BOT, serviceurl: SERVICE_URL, exp: now / 1_000 + 60 })
          .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
          .sign(Buffer.from(String(signer('teams').jwk.n))),
      'signed by another algorithm than theirs': now => {
        const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
        return new SignJWT({ iss: ISSUER, aud: BOT, exp: now / 1_000 + 60 })
          .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
          .sign(privateKey);
      },
    };
    for (const [what, make] of Object.entries(tokens))
      it(what, async () => {
        const { status, world } = opened();
        assert.equal(await status(aToken(signer('teams'), world.now())), 200);
        assert.equal(await status(make(world.now())), 401);
      });

    it('before it looks at anything in the body', async () => {
      const { status, world } = opened();
      assert.equal(await status(aToken(signer('evil'), world.now()), Buffer.from('{not json')), 401);
      assert.equal(await status(aToken(signer('evil'), world.now()), anActivity({ channelId: 'emulator' })), 401);
    });
  });

  describe('refuses with 403, though the token is good,', () => {
    const wrong: Record<string, Record<string, unknown>> = {
      'an activity that wants its answers elsewhere': { serviceUrl: 'https://evil.example/' },
      'another channel': { channelId: 'webchat' },
      'the Emulator': { channelId: 'emulator' },
      'another tenant': { channelData: { tenant: { id: RITA } } },
      'a conversation of another tenant': { conversation: { id: 'a:1', conversationType: 'personal', tenantId: RITA } },
      'no tenant': { channelData: {} },
      'a conversation without a tenant': { conversation: { id: 'a:1', conversationType: 'personal' } },
      'somebody without an object id': { from: { id: '29:someone', name: 'Someone' } },
      'a bot by its role': { from: { id: '29:x', aadObjectId: RITA, role: 'bot' } },
      'a bot by its id': { from: { id: `28:${BOT}`, aadObjectId: RITA } },
    };
    for (const [what, part] of Object.entries(wrong))
      it(what, async () => {
        const { status, world } = opened();
        assert.equal(await status(aToken(signer('teams'), world.now()), anActivity(part)), 403);
      });

    it('a Teams we do not know, even when the token names it', async () => {
      const { status, world } = opened();
      const serviceUrl = 'https://smba.example.evil/teams/';
      assert.equal(
        await status(aToken(signer('teams'), world.now(), { serviceurl: serviceUrl }), anActivity({ serviceUrl })),
        403,
      );
    });
  });

  describe('refuses a body', () => {
    const wrong: Record<string, unknown> = {
      'that is not JSON': Buffer.from('{"type":'),
      'that is not UTF-8': Buffer.from([0x22, 0xff, 0xfe, 0x22]),
      'that is a list': [anActivity()],
      'that is nothing': null,
      'without a type': anActivity({ type: undefined }),
      'whose id is too long': anActivity({ id: 'x'.repeat(301) }),
      'whose id is a number': anActivity({ id: 7 }),
      'whose text is a list': anActivity({ text: ['a', 'b'] }),
      'whose sender is a list': anActivity({ from: [{ id: '29:rita', aadObjectId: RITA }] }),
      'whose object id is no id': anActivity({ from: { id: '29:x', aadObjectId: "' or 1=1" } }),
      'whose object ids are two': anActivity({ from: { id: '29:x', aadObjectId: [RITA, RITA] } }),
      'whose conversation is of an unknown kind': anActivity({
        conversation: { id: 'a', conversationType: 'party', tenantId: TENANT },
      }),
      'whose serviceUrl is no address': anActivity({ serviceUrl: 'javascript:alert(1)' }),
    };
    for (const [what, body] of Object.entries(wrong))
      it(`${what} with 400`, async () => {
        const { status, world } = opened();
        assert.equal(await status(aToken(signer('teams'), world.now()), body), 400);
      });

    it('that is longer than 256 KB with 413, whatever the token', async () => {
      const { status } = opened();
      assert.equal(await status(undefined, Buffer.alloc(256 * 1_024 + 1, 0x20)), 413);
      assert.equal(await status(undefined, Buffer.alloc(256 * 1_024, 0x20)), 401);
    });

    it('of another content type, or packed, with 415', async () => {
      const { status, gate } = opened();
      for (const type of ['', 'text/plain', 'application/jsonp', 'application/x-www-form-urlencoded'])
        assert.equal(await status(undefined, anActivity(), type), 415);
      const packed = await gate({ 'content-encoding': 'gzip' }, Buffer.from('{}'), JSON_TYPE);
      assert.ok(!packed.pass && packed.status === 415);
    });
  });

  describe('keeps the keys of Bot Framework', () => {
    it('for a day, asking once for many at the same time and never without a time limit', async () => {
      const { status, world, issuer } = opened();
      const token = await aToken(signer('teams'), world.now(), { exp: world.now() / 1_000 + 30 * DAY });
      assert.deepEqual(await Promise.all(Array.from({ length: 20 }, () => status(token))), Array(20).fill(200));
      assert.equal(issuer.fetched, 1);
      world.advance(DAY);
      assert.equal(await status(token), 200);
      assert.equal(issuer.fetched, 1);
      world.advance(1);
      assert.equal(await status(token), 200);
      assert.equal(issuer.fetched, 2);
      assert.ok(issuer.limited);
    });

    it('and finds a new key the first time it is used', async () => {
      const { status, world, issuer } = opened();
      const token = await aToken(signer('next'), world.now());
      assert.equal(await status(token), 401);
      issuer.published = [signer('next')];
      world.advance(MINUTE);
      assert.equal(await status(token), 200);
      assert.equal(
        await status(aToken(signer('teams'), world.now())),
        401,
        'a key that was withdrawn is believed no longer',
      );
    });

    it('and asks for unknown ones at most once a minute', async () => {
      const { status, world, issuer } = opened();
      await status(aToken(signer('teams'), world.now()));
      const { fetched } = issuer;
      world.advance(MINUTE);
      for (let n = 0; n < 50; n++)
        assert.equal(await status(aToken(signer('next'), world.now(), {}, `unknown-${n}`)), 401);
      assert.equal(issuer.fetched, fetched + 1);
    });

    it('over an outage, for five days and no longer', async () => {
      const { status, world, issuer } = opened();
      const token = await aToken(signer('teams'), world.now(), { exp: world.now() / 1_000 + 30 * DAY });
      assert.equal(await status(token), 200);
      issuer.down = true;
      world.advance(5 * DAY);
      assert.equal(await status(token), 200);
      assert.equal(await status(aToken(signer('next'), world.now())), 503, 'nobody can say whether this key exists');
      world.advance(2 * MINUTE);
      assert.equal(await status(token), 503);
      issuer.down = false;
      world.advance(MINUTE);
      assert.equal(await status(token), 200);
    });

    it('and says 503, not 401, while it never had any; then mends itself', async () => {
      const { status, world, issuer } = opened();
      const token = await aToken(signer('teams'), world.now());
      issuer.down = true;
      assert.equal(await status(token), 503);
      issuer.down = false;
      world.advance(5_000);
      assert.equal(await status(token), 200);
    });

    it('and takes no others from an issuer that answers nonsense', async () => {
      const { status, world, issuer } = opened();
      issuer.published = [
        { ...signer('teams'), jwk: { kid: 'k1', kty: 'oct', k: 'AAAA' } as unknown as Signer['jwk'] },
      ];
      assert.equal(await status(aToken(signer('teams'), world.now())), 503);
    });
  });

  it('keeps nothing of 20,000 forged requests with as many key ids and tenants', async () => {
    const { knock, gate, world, issuer } = opened();
    await knock(aToken(signer('teams'), world.now()));
    const sizes = gate.sizes();
    const body = Buffer.from(JSON.stringify(anActivity()));
    for (let n = 0; n < 20_000; n++) {
      const answer = await gate({ authorization: `Bearer ${forged(n)}` }, body, JSON_TYPE);
      assert.ok(!answer.pass && answer.status === 401);
    }
    assert.deepEqual(gate.sizes(), sizes);
    assert.equal(issuer.fetched, 1);
  }).timeout(20_000);

  it('answers whatever comes, and never throws', async () => {
    const { gate, world } = opened();
    const good = `Bearer ${await aToken(signer('teams'), world.now())}`;
    const nonsense = asyncProperty(string({ unit: 'binary' }), uint8Array({ maxLength: 300 }), async (text, bytes) => {
      const unsure = await gate({ authorization: text }, Buffer.from(bytes), JSON_TYPE);
      assert.ok(!unsure.pass && unsure.status === 401);
      const misshapen = await gate({ authorization: good }, Buffer.from(bytes), JSON_TYPE);
      assert.ok(!misshapen.pass && misshapen.status === 400);
    });
    await hold(nonsense);
  });

  it('refuses any activity with one field of another type, and never throws', async () => {
    const { status, world } = opened();
    const token = await aToken(signer('teams'), world.now());
    const fields = constantFrom(
      'type',
      'id',
      'channelId',
      'serviceUrl',
      'from',
      'conversation',
      'channelData',
      'name',
      'text',
      'locale',
    );
    const wrong = oneof(integer(), boolean(), array(anything(), { maxLength: 2 }));
    await hold(
      asyncProperty(fields, wrong, async (field, value) =>
        assert.equal(await status(token, anActivity({ [field]: value })), 400),
      ),
    );
  });
});

function unsigned(claims: object, header: object = { alg: 'none', kid: 'k1' }): string {
  return [header, claims]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
    .concat('.');
}

/** Well formed up to the signature, so that it gets as far as a forged token can. */
function forged(n: number): string {
  const claims = { iss: ISSUER, aud: BOT, serviceurl: SERVICE_URL, exp: 9_999_999_999, tid: `tenant-${n}` };
  return `${unsigned(claims, { alg: 'RS256', kid: n % 2 ? 'k1' : `kid-${n}` })}c2lnbmF0dXJl`;
}
