// Whether the process lives, and whether it can work.
import type { Hands, Log } from '../core/ports.ts';
import { type Answer, json } from './answer.ts';

export function createHealth(deps: {
  /** Rejects when the database cannot be reached. */
  readonly ping: () => Promise<void>;
  readonly hands: Pick<Hands, 'state'>;
  /** The whole report, for who may have it. */
  readonly readiness: { readonly recent: () => Promise<object> };
  readonly log: Log;
}) {
  const { ping, hands, readiness, log } = deps;
  return {
    alive: async (): Promise<Answer> => json(200, { ok: true }),

    /** Everything the doctor sees. 200 even when something is to be mended: it is the answer that is sound, not the tenant. */
    deep: async (): Promise<Answer> => json(200, await readiness.recent()),

    /** Ready without hands: requests are taken and approved, and wait. Without the database nothing is. */
    async ready(): Promise<Answer> {
      const database = await works(ping, log, 'the database did not answer');
      const connected = database && (await works(async () => (await hands.state()).connected, log, 'no hands state'));
      return json(database ? 200 : 503, {
        ready: database,
        database,
        hands: connected ? 'connected' : 'sign-in-needed',
      });
    },
  };
}

async function works(probe: () => Promise<unknown>, log: Log, message: string): Promise<boolean> {
  try {
    return (await probe()) !== false;
  } catch (fault) {
    log.warn({ fault }, message);
    return false;
  }
}
