// The way in for Teams: the gate first, and only what passes it becomes a turn.
import type { IncomingHttpHeaders } from 'node:http';
import type { Response } from 'botbuilder';
import type { Log } from '../core/ports.ts';
import type { Adapter } from './adapter.ts';
import type { Gate } from './gate.ts';
import type { createRouter } from './router.ts';

type Tools = {
  readonly gate: Gate;
  readonly adapter: Pick<Adapter, 'processActivity'>;
  readonly router: ReturnType<typeof createRouter>;
  readonly log: Log;
};

/** Takes one delivery: raw bytes in, an answer out. Never rejects, and never says why it refused. */
export function createReception({ gate, adapter, router, log }: Tools) {
  return async (headers: IncomingHttpHeaders, rawBody: Buffer, response: Response): Promise<void> => {
    const checked = await gate(headers, rawBody, headers['content-type'] ?? '');
    if (!checked.pass) {
      log.info({ status: checked.status, why: checked.why }, 'a delivery was refused at the gate');
      response.status(checked.status);
      response.end();
      return;
    }
    await adapter.processActivity({ headers, body: checked.body }, response, turn => router(turn, checked.activity));
  };
}
