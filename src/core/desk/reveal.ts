// The temporary password leaves its box: once, to one page of its owner, after Graph has accepted it.

import type { CommandId, Session } from '../ports.ts';
import { isRefused, type Refused, refuse } from '../refusals.ts';
import { bindingOf } from '../request.ts';
import type { Secret } from '../secret.ts';
import { act } from './act.ts';
import { ownerOf } from './answer.ts';
import type { Tools } from './tools.ts';

export type Revealed = { readonly password: Secret; readonly readableUntil: number };

export function revealing(tools: Tools) {
  return {
    /**
     * The newest page of its owner binds the seal and may read it again for a while, whatever is opened afterwards; any other page is refused,
     * and raises an alarm. Newest, so that a page left open by whoever once sat at an unlocked PC is worth nothing to them.
     */
    async reveal(session: Session, command: CommandId): Promise<Revealed | Refused> {
      let alien = false;
      const bound = await act(tools, session.request, command, async request => {
        if (session.person !== request.person) return refuse('not-yours');
        const accepted =
          request.state === 'landed' || (request.state === 'resetting' && request.attempt?.acceptedAt !== undefined);
        if (!accepted) return refuse('not-ready-to-reveal');
        if (request.handedOver !== undefined) return refuse('handed-over');
        const now = tools.world.now();
        if (!request.opened) {
          // Asked here and now: a press may have been held back on its way since the page was the newest.
          if ((await tools.sessions.newest(request.id))?.id !== session.id) return refuse('newer-page');
          return {
            event: 'note',
            actor: ownerOf(request),
            next: { opened: { session: session.id, at: now } },
            facts: { what: 'seal opened' },
          };
        }
        if (request.opened.session !== session.id) {
          if (request.aliens?.includes(session.id)) return refuse('other-page');
          alien = true;
          return {
            event: 'note',
            actor: ownerOf(request),
            next: { aliens: [...(request.aliens ?? []), session.id] },
            facts: { what: 'seal refused to another page' },
            tell: [{ kind: 'alarm-page', audience: 'admins' }],
          };
        }
        if (now - request.opened.at > tools.policy.rereadFor) return refuse('reread-over');
        return { event: 'note', actor: ownerOf(request), facts: { what: 'seal read again' } };
      });
      if (isRefused(bound)) return bound;
      if (alien || bound.done.opened?.session !== session.id) return refuse('other-page');
      // Asked again here: a repeated command is answered from the row, without the judge, and time goes on for it too.
      if (bound.done.handedOver !== undefined) return refuse('handed-over');
      if (tools.world.now() - bound.done.opened.at > tools.policy.rereadFor) return refuse('reread-over');
      const sealed = await tools.requests.sealed(session.request);
      // A fresh attempt's box may lie there by now, and Graph has not accepted that one.
      if (sealed?.attempt !== bound.done.attempts) return refuse('no-password');
      return {
        password: tools.sealer.open(sealed.box, bindingOf(bound.done, sealed.attempt)),
        readableUntil: bound.done.opened.at + tools.policy.rereadFor,
      };
    },

    /** "I have it": nobody can read it again. */
    haveIt(session: Session, command: CommandId) {
      return act(tools, session.request, command, request => {
        if (session.person !== request.person) return refuse('not-yours');
        if (request.opened?.session !== session.id) return refuse('other-page');
        if (request.handedOver !== undefined) return refuse('handed-over');
        return {
          event: 'note',
          actor: ownerOf(request),
          next: { handedOver: tools.world.now() },
          seal: 'burn',
          facts: { what: 'handed over' },
        };
      });
    },
  };
}
