// Everything that may go wrong on the way: throttled, refused, hung, dropped, garbled answers, and a bot killed in the middle.
import type { OutgoingHttpHeaders } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Next, Request, Response } from 'restify';
import type { Handler } from './record.ts';
import type { World } from './world.ts';

export type Service = 'graph' | 'entra' | 'connector';

export type Act =
  | { readonly status: 429; readonly retryAfter?: number | string }
  | { readonly status: 403 | 500 | 502 | 503 | 504; readonly code?: string }
  /** `claims`: a claims challenge, what the next token must hold (Microsoft: "Claims challenges, claims requests and client capabilities"). */
  | { readonly status: 401; readonly code?: string; readonly claims?: string }
  /** The socket is destroyed before the work, or after it and before the answer. */
  | { readonly drop: 'before' | 'after' }
  /** Held for so many milliseconds; `before`: the work comes late, even when the caller has gone. `after`: the answer does. */
  | { readonly hang: number; readonly hold: 'before' | 'after' }
  /** The work is done, and its 2xx arrives without its headers and with a body nobody can read. */
  | { readonly unreadable: true }
  /** 307 to another address. Whoever follows it with a body gives that body away. */
  | { readonly redirect: string }
  /** SIGKILL: before the work; after the work, unanswered; once the answer has left. */
  | { readonly killBot: 'before' | 'after' | 'afterAnswer' };

export type Rule = {
  readonly service: Service;
  /**
   * Method and the last word of the path, ids left out: `POST resetPassword`, `GET operations`, `GET users`, `POST token`,
   * `PUT activities`. A star stands for any: `GET *`, `*`.
   */
  readonly request: string;
  /** 1: the next such request, and only that one. Without it, every one. */
  readonly nth?: number;
  readonly act: Act;
};

export type Faults = ReturnType<typeof createFaults>;

/** The faults of one world. Rules are asked in the order they were added; the first that strikes wins, but each counts. */
export function createFaults(world: World) {
  const held: { rule: Rule; seen: number }[] = [];

  function strike(service: Service, req: Request): Rule | undefined {
    const name = nameOf(req);
    let struck: Rule | undefined;
    for (const entry of held) {
      if (entry.rule.service !== service || !fits(entry.rule.request, name)) continue;
      entry.seen += 1;
      if (entry.rule.nth === undefined || entry.rule.nth === entry.seen) struck ??= entry.rule;
    }
    if (struck) world.tell(service, `Fault: ${name}`, struck);
    return struck;
  }

  /** Whether to go on with the work. What must happen to its answer is arranged here. */
  async function arrange(service: Service, req: Request, res: Response): Promise<boolean> {
    const act = strike(service, req)?.act;
    return act === undefined || apply(world, service, act, req, res);
  }

  return {
    add(rule: Rule): void {
      held.push({ rule, seen: 0 });
    },
    clear(): void {
      held.length = 0;
    },
    /** The rules that may still strike. */
    list(): Rule[] {
      return held.filter(({ rule, seen }) => rule.nth === undefined || seen < rule.nth).map(({ rule }) => rule);
    },
    /** Puts the faults around one handler. Unlike a guard it does late work for callers that have gone: restify drops those. */
    wrap: (service: Service, handler: Handler): Handler =>
      async function faulty(req, res) {
        if (await arrange(service, req, res)) await handler(req, res);
      },
    /** For `server.use`: Entra and the connector, told by their prefix. Graph wraps its own. */
    guard(req: Request, res: Response, next: Next): void {
      const service = req.url?.startsWith('/login/')
        ? 'entra'
        : req.url?.startsWith('/teams/')
          ? 'connector'
          : undefined;
      if (service === undefined) return void next();
      arrange(service, req, res).then(
        go => next(go ? undefined : false),
        cause => next(cause),
      );
    },
  };
}

async function apply(world: World, service: Service, act: Act, req: Request, res: Response): Promise<boolean> {
  const drop = () => void req.socket.destroy();
  const killed = () => {
    world.killBot();
    drop();
  };
  if ('status' in act) {
    refuse(res, service, act);
  } else if ('redirect' in act) {
    res.setHeader('location', act.redirect);
    res.writeHead(307);
    res.end();
  } else if ('drop' in act) {
    if (act.drop === 'before') drop();
    else holdBack(res, () => drop());
    return act.drop === 'after';
  } else if ('hang' in act) {
    if (act.hold === 'before') await delay(act.hang, undefined, { ref: false });
    else holdBack(res, (held, answer) => void setTimeout(answer, act.hang, held).unref());
    return true;
  } else if ('unreadable' in act) {
    holdBack(res, (held, answer) => answer(garbled(held)));
    return true;
  } else if (act.killBot === 'before') {
    killed();
  } else {
    if (act.killBot === 'after') holdBack(res, () => killed());
    else res.once('finish', () => world.killBot());
    return true;
  }
  return false;
}

/** `POST resetPassword`: the method and the last segment that is a word. Ids hold digits, dots, colons or an at sign. */
function nameOf(req: Request): string {
  const path = (req.url ?? '').split('?')[0] ?? '';
  return `${req.method} ${path.split('/').findLast(segment => /^\$?[a-z]+(-[a-z]+)*$/i.test(segment)) ?? ''}`;
}

function fits(wanted: string, name: string): boolean {
  const [method, word] = name.split(' ');
  const [wantedMethod, wantedWord = '*'] = wanted.split(' ');
  return ['*', method].includes(wantedMethod) && ['*', word].includes(wantedWord);
}

/** The three services' error bodies. Entra speaks OAuth, the other two `{ error: { code, message } }`. */
function refuse(res: Response, service: Service, act: Extract<Act, { status: number }>): void {
  const code = ('code' in act ? act.code : undefined) ?? CODES[act.status];
  const message = `The sandbox was told to answer ${act.status}.`;
  const body =
    service === 'entra'
      ? {
          error: act.status < 500 ? 'invalid_grant' : 'temporarily_unavailable',
          error_description: `${code}: ${message}`,
        }
      : { error: { code, message, innerError: { date: new Date().toISOString().slice(0, 19) } } };
  if ('claims' in act && act.claims !== undefined) {
    const claims = Buffer.from(act.claims).toString('base64');
    res.setHeader('www-authenticate', `Bearer realm="", error="insufficient_claims", claims="${claims}"`);
  }
  if ('retryAfter' in act && act.retryAfter !== undefined) res.setHeader('retry-after', String(act.retryAfter));
  res.setHeader('content-type', 'application/json; charset=utf-8');
  res.writeHead(act.status);
  res.end(JSON.stringify(body));
}

const CODES: Record<Extract<Act, { status: number }>['status'], string> = {
  401: 'InvalidAuthenticationToken',
  403: 'Authorization_RequestDenied',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

type Held = { readonly status: number; readonly headers: OutgoingHttpHeaders; readonly body: Buffer | string };

/** Keeps the answer back when it is ready, and hands it to `then`, which may send it, or another, or nothing. */
function holdBack(res: Response, then: (held: Held, answer: (held: Held) => void) => void): void {
  const { writeHead, write, end } = res;
  const chunks: Buffer[] = [];
  let ready = false;
  const keep = (chunk: unknown) => {
    if (ready) return;
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string));
  };
  const answer = ({ status, headers, body }: Held) => {
    Object.assign(res, { writeHead, write, end });
    for (const name of res.getHeaderNames()) res.removeHeader(name);
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) res.setHeader(name, value);
    res.writeHead(status);
    res.end(body);
  };
  Reflect.set(res, 'writeHead', (status: number, ...rest: unknown[]) => {
    if (ready) return res;
    res.statusCode = status;
    const headers = rest.findLast(one => typeof one === 'object' && one !== null);
    for (const [name, value] of Object.entries(headers ?? {})) res.setHeader(name, value as string);
    return res;
  });
  Reflect.set(res, 'write', (chunk: unknown) => {
    keep(chunk);
    return true;
  });
  Reflect.set(res, 'end', (chunk: unknown) => {
    keep(chunk);
    // restify, finding nothing sent at its chain's end, answers 500 itself: too late, and not what was meant.
    if (ready) return res;
    ready = true;
    then({ status: res.statusCode, headers: { ...res.getHeaders() }, body: Buffer.concat(chunks) }, answer);
    return res;
  });
}

/** A proxy's page where an answer should be: of what was said, only the status is left. */
function garbled(held: Held): Held {
  if (held.status >= 300) return held;
  return { status: held.status, headers: { 'content-type': 'application/json' }, body: '<html><body>The upstream' };
}
