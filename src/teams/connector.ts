// How botbuilder reaches the Bot Connector: one transport under every call, replies included, with time-outs and few, bounded tries.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectorClientOptions } from 'botframework-connector';
import type { Instant } from '../core/account.ts';
import type { World } from '../core/ports.ts';
import type { Delivery } from './carrier.ts';

type HttpClient = NonNullable<ConnectorClientOptions['httpClient']>;
type Call = Parameters<HttpClient['sendRequest']>[0];
type Answer = Awaited<ReturnType<HttpClient['sendRequest']>>;

/** The connector said no, or (`status` 0) could not be asked. Holds neither bodies nor headers: the bot's token is among them. */
export class ConnectorFault extends Error {
  override readonly name = 'ConnectorFault';
  readonly status: number;
  /** Microsoft's word for it, e.g. `ConversationBlockedByUser`. */
  readonly code: string;
  /** When it may be tried again. */
  readonly notBefore: Instant;

  constructor(status: number, code: string, notBefore: Instant, cause?: unknown) {
    super(status === 0 ? `the connector could not be asked (${code})` : `the connector answered ${status} ${code}`, {
      cause,
    });
    this.status = status;
    this.code = code;
    this.notBefore = notBefore;
  }
}

export type Undelivered = Exclude<Delivery, 'delivered'>;

/** What Teams asks bots to send again (learn.microsoft.com …/bots/how-to/rate-limit). A lost connection is not among them. */
const AGAIN = [412, 429, 502, 504];
const TRIES = 4;
const FIRST_WAIT = 500;
/** All waiting of one call together. */
const MOST_WAIT = 10_000;
const TIMEOUT = 10_000;
/** Without a Retry-After, whoever asks later asks after so long. */
const LATER = 30_000;

/**
 * Botbuilder's own retries repeat a message up to three times after any 5xx and cannot be switched off by an option, so faults are thrown
 * from here, below them, where they are not retried.
 * @param allowed whether the bot's token may go to this address
 */
export function createTransport(deps: {
  readonly allowed: (url: string) => boolean;
  readonly world: World;
  readonly pause?: (ms: number) => Promise<unknown>;
}): HttpClient {
  const { allowed, world, pause = sleep } = deps;

  async function once(call: Call): Promise<Response> {
    try {
      return await fetch(call.url, {
        method: call.method,
        headers: call.headers.toJson(),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT),
        ...(typeof call.body === 'string' ? { body: call.body } : {}),
      });
    } catch (cause) {
      throw new ConnectorFault(0, 'no answer', world.now() + LATER, cause);
    }
  }

  return {
    async sendRequest(call) {
      if (!allowed(call.url)) throw new ConnectorFault(0, 'not an address of Teams', Number.MAX_SAFE_INTEGER);
      let waited = 0;
      for (let tries = 1; ; tries++) {
        const response = await once(call);
        const text = await response.text().catch(() => '');
        if (response.ok) return answerOf(call, response, text);
        const asked = retryAfter(response.headers.get('retry-after'), world.now());
        const wait = asked ?? FIRST_WAIT * 2 ** (tries - 1) * (0.75 + jitter(world) / 2);
        if (!AGAIN.includes(response.status) || tries === TRIES || waited + wait > MOST_WAIT)
          throw new ConnectorFault(response.status, codeIn(text), world.now() + (asked ?? LATER));
        waited += wait;
        await pause(wait);
      }
    },
  };
}

/** Reads a failure to send as what it means for the sender; undefined when it is an accident of ours (401, 413, a bad address). */
export function meaningOf(error: unknown): Undelivered | undefined {
  if (!(error instanceof ConnectorFault) || error.notBefore === Number.MAX_SAFE_INTEGER) return undefined;
  const { status, notBefore } = error;
  if (status === 403 || status === 404) return 'unreachable';
  return [0, 408, 412, 429].includes(status) || status >= 500 ? { notBefore } : undefined;
}

function answerOf(call: Call, response: Response, bodyAsText: string): Answer {
  const headers = call.headers.clone();
  for (const name of headers.headerNames()) headers.remove(name);
  for (const [name, value] of response.headers) headers.set(name, value);
  return { request: call, status: response.status, headers, bodyAsText };
}

/** Milliseconds, from seconds (fractions too) or a date. */
function retryAfter(header: string | null, now: Instant): number | undefined {
  if (header === null) return undefined;
  const wait = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** The code alone: the message may quote what we sent. */
function codeIn(text: string): string {
  return /"code"\s*:\s*"(\w{1,60})"/.exec(text)?.[1] ?? '';
}

function jitter(world: World): number {
  return (world.random(1)[0] ?? 0) / 255;
}
