// The tracker page as its owner's window has it: a bearer in memory, a poll every moment, the password in their hands.
import type { Line } from '../words/sentences.ts';
import type { Story } from './story.ts';

export type State = {
  readonly progress: {
    readonly state: string;
    readonly password: string;
    /** A refused password was replaced by a fresh one: what was read before is worth nothing. */
    readonly replaced: boolean;
    readonly updateUrl?: string;
    readonly steps: readonly { readonly name: string; readonly status: string }[];
    readonly failure?: string;
  };
};

export type Tracker = Awaited<ReturnType<typeof openTracker>>;

/** The page's landings, each a line of the same name. */
const SHOWN = {
  asked: true,
  approved: true,
  accepted: true,
  'on-premises': true,
  landed: true,
  taken: true,
  'signed-in': true,
} as const satisfies Partial<Record<Line, true>>;
const POLL = 300;
const PATIENCE = 60_000;

/** Opens the page from the link a ticket is in, and keeps it open: that is how its owner is at hand. */
export async function openTracker(story: Story, link: string) {
  const origin = new URL(link).origin;
  const ticket = new URLSearchParams(new URL(link).hash.slice(1)).get('ticket') ?? '';
  const page = await fetch(`${origin}/tracker`);
  if (page.status !== 200) throw new Error(`the tracker answered ${page.status}`);
  const session = await post(origin, '/tracker/session', { ticket });
  const bearer = String(session['bearer']);
  const window: { state?: State; etag?: string; closed: boolean; told: Set<string> } = {
    closed: false,
    told: new Set(),
  };

  async function poll(): Promise<State> {
    const answer = await fetch(`${origin}/tracker/state`, {
      headers: { authorization: `Bearer ${bearer}`, ...(window.etag ? { 'if-none-match': window.etag } : {}) },
    });
    if (answer.status === 200) {
      window.state = (await answer.json()) as State;
      window.etag = answer.headers.get('etag') ?? '';
      for (const { name } of window.state.progress.steps.filter(step => step.status === 'done')) {
        if (!window.told.has(name) && isShown(name)) story.tell('tracker', name);
        window.told.add(name);
      }
    } else if (answer.status !== 304) throw new Error(`the tracker's state answered ${answer.status}`);
    if (!window.state) throw new Error('the tracker has no state yet');
    return window.state;
  }

  async function keepPolling(): Promise<void> {
    while (!window.closed) {
      // The bot may be down for a moment: the page waits and asks again, as the real one does.
      await poll().catch(() => undefined);
      await pause(POLL);
    }
  }

  await poll();
  void keepPolling();
  return {
    bearer,
    origin,
    get state(): State | undefined {
      return window.state;
    },
    close: () => {
      window.closed = true;
    },
    /** Waits until the page shows something. */
    async until(what: string, look: (state: State) => boolean, patience = PATIENCE): Promise<State> {
      const end = Date.now() + patience;
      while (Date.now() < end) {
        if (window.state && look(window.state)) return window.state;
        await pause(50);
      }
      throw new Error(`the tracker never showed ${what}; it shows ${JSON.stringify(window.state?.progress)}`);
    },
    reveal: story.slow(async () => String((await post(origin, '/tracker/reveal', {}, bearer))['password'])),
    // Right after it: an onlooker's page would be alarmed by a password that is open on another.
    haveIt: () => post(origin, '/tracker/have-it', {}, bearer),
    checkLink: async () => String((await post(origin, '/tracker/check', {}, bearer))['url']),
  };
}

/** The landings there are sentences for. */
function isShown(name: string): name is keyof typeof SHOWN {
  return Object.hasOwn(SHOWN, name);
}

async function post(origin: string, path: string, body: unknown, bearer?: string): Promise<Record<string, unknown>> {
  const answer = await fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function pause(ms: number): Promise<void> {
  return new Promise(done => setTimeout(done, ms));
}
