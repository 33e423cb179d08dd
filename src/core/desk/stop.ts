// What the mail about a request by another brings along: a way to stop it, for somebody who can sign in nowhere. It can do nothing else.
import { sameCode } from '../codes.ts';
import type { CommandId } from '../ports.ts';
import { isRefused, type Refused, refuse } from '../refusals.ts';
import type { Request, RequestId } from '../request.ts';
import { act, type Decision, type Done } from './act.ts';
import { ownerOf } from './answer.ts';
import { stop } from './freeze.ts';
import type { Tools } from './tools.ts';

export function stopping(tools: Tools) {
  return {
    /** For the mail alone; undefined for requests that people ask for themselves. 160 bits, base64url. */
    stopKey: (request: Request): string | undefined => keyOf(tools, request),

    /**
     * Whoever reads the person's mail may stop what is done in their name: at worst that is a nuisance, and once. The mail about the next
     * request brings a key of its own; an old one must not undo what was lifted since.
     */
    async stop(id: RequestId, key: string, command: CommandId): Promise<Done | Refused> {
      const asked = await tools.requests.find(id);
      if (!asked) return refuse('no-such-request');
      const expected = keyOf(tools, asked);
      if (expected === undefined || !sameCode(expected, key)) return refuse('not-yours');
      if (await tools.requests.answered(id, command)) return { done: asked, repeated: true };
      if (asked.onBehalf?.stopped) return refuse('already-decided');
      const stopped = await stop(tools, asked, command, ({ person, account }) => ({
        by: { id: person, name: account.name },
        as: 'the mail',
      }));
      // Only what was stopped uses the key up: until then the mail is all that somebody may have who can sign in nowhere.
      if (!isRefused(stopped)) await act(tools, id, `${command}:used`, usedUp);
      return stopped;
    },
  };
}

function usedUp(request: Request): Decision | 'leave' {
  const { onBehalf } = request;
  if (!onBehalf) return 'leave';
  const next = { onBehalf: { ...onBehalf, stopped: true as const } };
  return { event: 'note', actor: ownerOf(request), next, facts: { what: 'stopped by the mail' } };
}

function keyOf(tools: Tools, { tenant, person, id, onBehalf }: Request): string | undefined {
  if (onBehalf?.stop === undefined) return undefined;
  const secret = tools.codes.secret(onBehalf.stop, `${tenant}|${person}|${id}|stop`);
  // The plain text leaves `use` because it leaves the process next, in the person's own mail.
  return secret.use(base64 => Buffer.from(base64, 'base64').toString('base64url'));
}
