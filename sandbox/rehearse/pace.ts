// Reading speed: after each told step people wait a moment before they do the next thing. Without a pace nobody waits.
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
};

/** `ms` a told step; 0 for no waiting at all. */
export function createPace(ms: number, onlooker: Onlooker = {}) {
  const clock = { due: 0, halted: false };

  async function turn(): Promise<void> {
    while (!clock.halted && clock.due > Date.now())
      await new Promise<void>(done => setTimeout(done, Math.min(200, clock.due - Date.now())));
    if (clock.halted) throw new Stopped();
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
    told(): void {
      clock.due = Math.max(clock.due, Date.now()) + ms;
    },
    halt(): void {
      clock.halted = true;
    },
    slow,
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
