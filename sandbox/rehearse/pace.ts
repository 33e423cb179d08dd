// Reading speed: after each told step people wait a moment before they do the next thing. Without a pace nothing is changed.
import type { Browser } from '../browser.ts';
import type { Client, View } from '../teams/client.ts';

/** Thrown at whoever wants to do something after the story was halted. */
export class Stopped extends Error {
  constructor() {
    super('the story was stopped');
  }
}

/** `ms` a told step; 0 for no waiting at all. */
export function createPace(ms: number) {
  const clock = { due: 0, halted: false };

  async function turn(): Promise<void> {
    while (!clock.halted && clock.due > Date.now())
      await new Promise<void>(done => setTimeout(done, Math.min(200, clock.due - Date.now())));
    if (clock.halted) throw new Stopped();
  }

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
      submit: slow(submit),
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
    teams(client: Client): Client {
      if (ms === 0) return client;
      return Object.assign(view(client), { inChannel: () => view(client.inChannel()) });
    },
    browser(browser: Browser): Browser {
      if (ms === 0) return browser;
      return { ...browser, open: slow(browser.open), submit: slow(browser.submit), follow: slow(browser.follow) };
    },
  };
}
