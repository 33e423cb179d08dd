// The tracker page in its owner's window: a bearer in memory, a poll every moment, every press sent again until it is answered.
import type { Company } from './company.ts';

export type Shown = {
  readonly state: string;
  readonly live: boolean;
  readonly password: 'not-yet' | 'ready' | 'open' | 'handed-over' | 'gone';
  /** A refused password was replaced by a fresh one. */
  readonly replaced: boolean;
  readonly finish: string;
  readonly updateUrl?: string;
  readonly failure?: string;
};

export type Page = NonNullable<Awaited<ReturnType<typeof openPage>>>;

const POLL = 250;

/** Undefined when the ticket in the link no longer opens anything, or nobody answers. */
export async function openPage(company: Company, link: string) {
  const { origin, hash } = new URL(link);
  const ticket = new URLSearchParams(hash.slice(1)).get('ticket') ?? '';
  const session = await send(origin, 'session', {}, JSON.stringify({ ticket }));
  if (session?.status !== 200) return undefined;
  const bearer = String(session.body['bearer']);
  const now: { shown?: Shown; text: string; gone: boolean } = { text: '', gone: false };
  const keys = new Map<string, string>();

  async function look(): Promise<void> {
    const answer = await ask(`${origin}/tracker/state`, { headers: { authorization: `Bearer ${bearer}` } });
    const text = JSON.stringify(answer?.body['progress'] ?? now.shown);
    const gone = answer?.status === 401;
    const moved = text !== now.text || gone !== now.gone;
    if (answer?.status === 200) now.shown = answer.body['progress'] as Shown;
    Object.assign(now, { text, gone });
    if (moved) company.stir.happened();
  }

  /** The same press keeps its key until it was answered: sent again, it is the same command. */
  async function press(verb: string): Promise<{ status: number; body: Record<string, unknown> } | undefined> {
    const key = keys.get(verb) ?? company.world.id();
    keys.set(verb, key);
    const answer = await send(origin, verb, { authorization: `Bearer ${bearer}`, 'idempotency-key': key });
    if (answer && answer.status < 500) keys.delete(verb);
    return answer;
  }

  await look();
  const clock = setInterval(() => void look(), POLL);
  return {
    bearer,
    /** What it shows; undefined until it has loaded once. */
    get shown(): Shown | undefined {
      return now.shown;
    },
    /** Its session is over: it must be opened anew. */
    get gone(): boolean {
      return now.gone;
    },
    press,
    close: () => clearInterval(clock),
  };
}

function send(origin: string, verb: string, headers: Record<string, string>, body?: string) {
  const typed = body === undefined ? headers : { ...headers, 'content-type': 'application/json' };
  return ask(`${origin}/tracker/${verb}`, { method: 'POST', headers: typed, ...(body === undefined ? {} : { body }) });
}

/** Undefined when the bot is down or falls silent: then the page asks again. */
async function ask(url: string, init: RequestInit) {
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(15_000) });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
  } catch {
    return undefined;
  }
}
