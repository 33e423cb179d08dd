// The tracker page as its owner's window has it: a bearer in memory, a poll every moment, the password in their hands.
import type { Line } from '../words/sentences.ts';
import type { End } from './finish.ts';
import type { Story } from './story.ts';

export type State = {
  /** Another page of the same owner was opened after this one. */
  readonly superseded?: boolean;
  readonly progress: {
    readonly state: string;
    readonly password: string;
    /** A refused password was replaced by a fresh one: what was read before is worth nothing. */
    readonly replaced: boolean;
    readonly finish: End;
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

/**
 * Opens the page from the link a ticket is in, and keeps it open: that is how its owner is at hand.
 * @param another gives a link of the same card once more
 */
export async function openTracker(story: Story, link: string, another?: () => Promise<string>) {
  const origin = new URL(link).origin;
  const window: { bearer: string; state?: State; etag?: string; closed: boolean; told: Set<string> } = {
    bearer: await sessionOf(link),
    closed: false,
    told: new Set(),
  };

  /** The password opens on the newest page alone: where somebody looks on, theirs is newer than this one. */
  async function isNewest(): Promise<void> {
    await poll();
    if (!window.state?.superseded || !another) return;
    story.tell('tracker', 'one-page');
    window.bearer = await sessionOf(await another());
  }

  async function poll(): Promise<State> {
    const answer = await fetch(`${origin}/tracker/state`, {
      headers: { authorization: `Bearer ${window.bearer}`, ...(window.etag ? { 'if-none-match': window.etag } : {}) },
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
      // A page that a broken story leaves open keeps nobody waiting for its end.
      await new Promise<void>(done => setTimeout(done, POLL).unref());
    }
  }

  await poll();
  void keepPolling();
  return {
    get bearer(): string {
      return window.bearer;
    },
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
    reveal: story.slow(async () => {
      await isNewest();
      return String((await post(origin, '/tracker/reveal', {}, window.bearer))['password']);
    }),
    // Right after it: an onlooker's page would be alarmed by a password that is open on another.
    haveIt: () => post(origin, '/tracker/have-it', {}, window.bearer),
    checkLink: async () => String((await post(origin, '/tracker/check', {}, window.bearer))['url']),
  };
}

async function sessionOf(link: string): Promise<string> {
  const { origin, hash } = new URL(link);
  const ticket = new URLSearchParams(hash.slice(1)).get('ticket') ?? '';
  const page = await fetch(`${origin}/tracker`);
  if (page.status !== 200) throw new Error(`the tracker answered ${page.status}`);
  return String((await post(origin, '/tracker/session', { ticket }))['bearer']);
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
