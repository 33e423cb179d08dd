// How approvers share the work: one says they look after a request, gives it back, or wants to speak with the person first.
import { type Named, named, type Person } from '../person.ts';
import type { CommandId } from '../ports.ts';
import { refuse } from '../refusals.ts';
import type { RequestId } from '../request.ts';
import { asApprover } from './decide.ts';
import type { Tools } from './tools.ts';

/** Pressed again before this, it tells the person nothing new. */
const TOLD_AGAIN = 10 * 60_000;

export function claiming(tools: Tools) {
  const mark = ({ id, name }: Named) => ({ id, name, at: tools.world.now() });
  return {
    /** Says who looks after it. Nobody is kept from deciding, and a colleague may take it over. */
    claim(actor: Person & Named, id: RequestId, command: CommandId) {
      return asApprover(tools, actor, id, command, request =>
        request.claim?.id === actor.id
          ? 'leave'
          : { event: 'note', actor: named(actor), next: { claim: mark(actor) }, facts: { what: 'claimed' } },
      );
    },

    /** Back to the whole desk: by whoever looked after it. */
    handOver(actor: Person & Named, id: RequestId, command: CommandId) {
      return asApprover(tools, actor, id, command, request => {
        if (request.claim === undefined) return 'leave';
        if (request.claim.id !== actor.id) return refuse('not-yours');
        return {
          event: 'note',
          actor: named(actor),
          next: { claim: undefined },
          facts: { what: 'handed over' },
          tell: [{ kind: 'handed-over', audience: 'helpdesk' }],
        };
      });
    },

    /** The person is told that the desk wants to speak with them, and how to be sure that it is the desk. */
    askForCall(actor: Person & Named, id: RequestId, command: CommandId) {
      return asApprover(tools, actor, id, command, request =>
        request.callWanted?.id === actor.id && tools.world.now() - request.callWanted.at < TOLD_AGAIN
          ? 'leave'
          : {
              event: 'note',
              actor: named(actor),
              next: { callWanted: mark(actor), claim: mark(actor) },
              facts: { what: 'call wanted' },
              tell: [{ kind: 'call-wanted', audience: 'person' }],
            },
      );
    },
  };
}
