// What the mail about a request by another brings along: a way to stop it, for somebody who can sign in nowhere. It can do nothing else.
import { sameCode } from '../codes.ts';
import type { CommandId } from '../ports.ts';
import { type Refused, refuse } from '../refusals.ts';
import type { Request, RequestId } from '../request.ts';
import type { Done } from './act.ts';
import { stop } from './freeze.ts';
import type { Tools } from './tools.ts';

export function stopping(tools: Tools) {
  return {
    /** For the mail alone; undefined for requests that people ask for themselves. 160 bits, base64url. */
    stopKey: (request: Request): string | undefined => keyOf(tools, request),

    /** Whoever reads the person's mail may stop what is done in their name: at worst that is a nuisance. */
    async stop(id: RequestId, key: string, command: CommandId): Promise<Done | Refused> {
      const asked = await tools.requests.find(id);
      if (!asked) return refuse('no-such-request');
      const expected = keyOf(tools, asked);
      if (expected === undefined || !sameCode(expected, key)) return refuse('not-yours');
      return stop(tools, asked, command, ({ person, account }) => ({
        by: { id: person, name: account.name },
        as: 'the mail',
      }));
    },
  };
}

function keyOf(tools: Tools, { tenant, person, id, onBehalf }: Request): string | undefined {
  if (onBehalf?.stop === undefined) return undefined;
  const secret = tools.codes.secret(onBehalf.stop, `${tenant}|${person}|${id}|stop`);
  // The plain text leaves `use` because it leaves the process next, in the person's own mail.
  return secret.use(base64 => Buffer.from(base64, 'base64').toString('base64url'));
}
