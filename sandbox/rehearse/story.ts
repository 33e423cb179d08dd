// A story as it is told: who did what, and when. Everything in it goes through the real interfaces.
import { type Browser, createBrowser } from '../browser.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Client } from '../teams/client.ts';
import type { Person, WireEvent } from '../world.ts';

export type Step = { readonly at: string; readonly who: string; readonly what: string };

/** Somebody in the story: their Teams and their browser. */
export type Actor = { readonly person: Person; readonly teams: Client; readonly browser: Browser };

export type Story = ReturnType<typeof createStory>;

export function createStory(sandbox: Sandbox, onStep: (step: Step) => void) {
  const { world } = sandbox;
  const steps: Step[] = [];
  const tell = (who: string, what: string) => {
    const step = { at: new Date(world.now()).toISOString(), who, what };
    steps.push(step);
    onStep(step);
  };
  const stop = world.watch(event => {
    const line = narrated(event);
    if (line) tell(line.who, line.what);
  });
  const actors = new Map<string, Actor>();
  return {
    sandbox,
    world,
    steps,
    tell,
    stop,
    actor(key: string): Actor {
      const person = world.find(key);
      if (!person) throw new Error(`nobody called ${key} works here`);
      const actor = actors.get(key) ?? {
        person,
        teams: sandbox.teams.client(key),
        browser: createBrowser({ origins: [world.origin, world.botOrigin] }),
      };
      actors.set(key, actor);
      return actor;
    },
    /** A browser nobody has used: no session, no memory. */
    freshBrowser: () => createBrowser({ origins: [world.origin, world.botOrigin] }),
  };
}

/** The machines' part: resets, their operations' ends, and mails. Reads and polls are left out, they are many. */
function narrated({ kind, title, detail }: WireEvent): { who: string; what: string } | undefined {
  if (kind === 'graph' && title.includes('resetPassword')) return { who: 'Microsoft Graph', what: title };
  if (kind === 'mail') return { who: 'Mail', what: title };
  if (kind === 'graph' && typeof detail === 'object' && detail !== null && 'outcome' in detail)
    return { who: 'Microsoft Graph', what: title };
  return undefined;
}
