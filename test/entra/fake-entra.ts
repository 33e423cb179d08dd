// A loopback Entra for tests: a token endpoint that does what it is told, and remembers what it was asked.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const TENANT = '11111111-1111-4111-8111-111111111111';
export const AUTHORITY = 'https://login.microsoftonline.com';
export const CLIENT = '22222222-2222-4222-8222-222222222222';
export const ACCOUNT = { oid: '33333333-3333-4333-8333-333333333333', upn: 'hands@contoso.example', name: 'Hands' };

type Asked = Readonly<Record<string, string>>;
export type Answer =
  | { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  | 'hang'
  | 'drop'
  | 'html';

export type FakeEntra = Awaited<ReturnType<typeof startEntra>>;

export async function startEntra() {
  const asked: Asked[] = [];
  const codes = new Map<string, { challenge: string; claims: Record<string, unknown> }>();
  const next: Answer[] = [];
  const told: { refreshes?: Answer | undefined } = {};
  let count = 0;

  function grant(form: Asked): Answer {
    if (form['grant_type'] === 'client_credentials')
      return ok({ access_token: `app-token-${++count}`, expires_in: 3600 });
    if (form['grant_type'] === 'refresh_token') return told.refreshes ?? ok(tokens({}));
    const held = codes.get(form['code'] ?? '');
    codes.delete(form['code'] ?? '');
    if (!held) return refusal('invalid_grant', 54005);
    const verifier = createHash('sha256')
      .update(form['code_verifier'] ?? '')
      .digest('base64url');
    return verifier === held.challenge ? ok(tokens(held.claims)) : refusal('invalid_grant', 501481);
  }

  function tokens(claims: Record<string, unknown>) {
    const now = Math.floor(Date.now() / 1_000);
    const own = {
      iss: `${AUTHORITY}/${TENANT}/v2.0`,
      aud: CLIENT,
      tid: TENANT,
      oid: ACCOUNT.oid,
      sub: 'subject',
      name: ACCOUNT.name,
      preferred_username: ACCOUNT.upn,
      iat: now,
      exp: now + 3_600,
      ver: '2.0',
    };
    return {
      access_token: `access-token-${++count}`,
      refresh_token: `refresh-token-${count}`,
      id_token: jwt({ ...own, ...claims }),
      client_info: encode({ uid: ACCOUNT.oid, utid: TENANT }),
      scope: 'UserAuthenticationMethod.ReadWrite.All User.Read openid profile',
      expires_in: 3_600,
    };
  }

  const server = createServer((request, response) => {
    void formOf(request).then(form => {
      asked.push({ path: request.url ?? '', ...form });
      send(response, next.shift() ?? grant(form));
    });
  });
  // The next test's Entra may be given this one's port: no connection must outlive its answer.
  server.maxRequestsPerSocket = 1;
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    cloud: { login: `${origin}/login`, authority: AUTHORITY },
    asked,
    /** The next token requests get these answers, in turn. */
    answer: (...answers: Answer[]) => void next.push(...answers),
    /** Every refresh gets this answer, until told otherwise. */
    refreshesGet(answer: Answer | undefined): void {
      told.refreshes = answer;
    },
    /** What the person's browser would bring back from this authorize address. */
    consent(url: string, claims: Record<string, unknown> = {}) {
      const query = new URL(url).searchParams;
      const code = `code-${++count}`;
      const nonce = query.get('nonce') ?? '';
      codes.set(code, { challenge: query.get('code_challenge') ?? '', claims: { nonce, ...claims } });
      return { code, state: query.get('state') ?? '' };
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function refusal(error: string, number: number, suberror?: string, status = 400): Answer {
  const error_description = `AADSTS${number}: said by the fake.`;
  return { status, body: { error, error_description, error_codes: [number], ...(suberror ? { suberror } : {}) } };
}

function ok(body: object): Answer {
  return { status: 200, body: { token_type: 'Bearer', ...body } };
}

async function formOf(request: IncomingMessage): Promise<Asked> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return Object.fromEntries(new URLSearchParams(text));
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer === 'hang') return;
  if (answer === 'drop') return void response.destroy();
  // Two statements: where restify is loaded, writeHead gives nothing back to chain on.
  if (answer === 'html') {
    response.writeHead(502, { 'content-type': 'text/html' });
    response.end('<h1>Bad gateway</h1>');
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(JSON.stringify(answer.body));
}

function jwt(claims: object): string {
  return `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}.c2lnbmF0dXJl`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
