// Reading speed: each told step is read before people do the next thing, and a deed begins as it is told. Without a pace nobody waits.
import type { Browser, Page } from '../browser.ts';
import type { Client, View } from '../teams/client.ts';
import type { Seen } from '../teams/sight.ts';
import type { Person } from '../world.ts';

/** Thrown at whoever wants to do something after the story was halted. */
export class Stopped extends Error {
  constructor() {
    super('the story was stopped');
  }
}

/** What an onlooker may see beside the told steps. */
export type Onlooker = {
  /** Somebody's click has opened a dialog; `which` as they named it. */
  readonly dialog?: (person: Person, message: Seen | string, which: string | undefined) => void;
  /** Somebody's browser shows another page. */
  readonly page?: (person: Person, page: Page) => void;
  /** Somebody calls a number, and says something to whoever picks up. */
  readonly call?: (caller: Person, number: string, words: string) => void;
  readonly hangUp?: (caller: Person) => void;
};

/** What is reported stands beside the deed it came of, and is read faster than a deed. */
const REPORT = 0.4;

export type Time = { readonly now: () => number; readonly wait: (ms: number) => Promise<void> };

const REAL: Time = { now: () => Date.now(), wait: ms => new Promise(done => setTimeout(done, ms)) };

/** `ms` a deed; 0 for no waiting at all. */
export function createPace(ms: number, onlooker: Onlooker = {}, { now, wait }: Time = REAL) {
  /** `shown`: when the last step is seen; `read`: when it has been read; `next`: when somebody may do something. */
  const clock = { shown: 0, read: 0, next: 0, halted: false };

  async function turn(): Promise<void> {
    while (!clock.halted && clock.next > now()) await wait(Math.min(200, clock.next - now()));
    if (clock.halted) throw new Stopped();
    // What follows waits until it has been read what this is.
    clock.next = clock.read;
  }

  /** The same deed, when its turn has come. */
  function slow<Args extends unknown[], Result>(act: (...args: Args) => Promise<Result>) {
    return async (...args: Args): Promise<Result> => {
      await turn();
      return act(...args);
    };
  }

  /** The same object for everything that is looked at; what people do in it waits for its turn. */
  function view<Seen extends View>(seen: Seen): Seen {
    const { say, execute, submit, refresh, verifyState, taskSubmit, install } = seen;
    const slowed = {
      say: slow(say),
      execute: slow(execute),
      submit: slow(async (...args: Parameters<typeof submit>) => {
        const done = await submit(...args);
        if (done.kind === 'dialog') onlooker.dialog?.(seen.person, args[0], args[1]);
        return done;
      }),
      refresh: slow(refresh),
      verifyState: slow(verifyState),
      taskSubmit: slow(taskSubmit),
      install: slow(install),
    };
    return Object.assign(Object.create(seen) as Seen, slowed);
  }

  return {
    /** Somebody is about to do something: it is told when all before it has been read, and their next deed begins then. Gives the moment. */
    begun(): number {
      clock.shown = Math.max(clock.read, now());
      clock.read = clock.shown + ms;
      clock.next = clock.shown;
      return clock.shown;
    },
    /** Something has come of it: it is told at once, though not before what it came of. Gives the moment. */
    reported(): number {
      clock.shown = Math.max(clock.shown, now());
      clock.read = Math.max(clock.read, clock.shown) + ms * REPORT;
      clock.next = clock.read;
      return clock.shown;
    },
    halt(): void {
      clock.halted = true;
    },
    slow,
    calls: slow(async (caller: Person, number: string, words: string) => onlooker.call?.(caller, number, words)),
    hangsUp: (caller: Person) => onlooker.hangUp?.(caller),
    teams(client: Client): Client {
      return Object.assign(view(client), { inChannel: () => view(client.inChannel()) });
    },
    /** Whose browser it is; a stranger's is not looked at. */
    browser(browser: Browser, person?: Person): Browser {
      const seen = async (page: Promise<Page>): Promise<Page> => {
        const shown = await page;
        if (person) onlooker.page?.(person, shown);
        return shown;
      };
      return {
        ...browser,
        open: slow(url => seen(browser.open(url))),
        submit: slow((page, wish) => seen(browser.submit(page, wish))),
        follow: slow((page, text) => seen(browser.follow(page, text))),
      };
    },
  };
}
