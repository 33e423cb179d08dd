// An approver decides. The card brought a verb and an id; everything that counts is read here and now.
import { type Named, named, type Person } from '../person.ts';
import { enoughApprovals, mayDecide } from '../policy.ts';
import type { CommandId } from '../ports.ts';
import { type Refused, refuse } from '../refusals.ts';
import type { Request, RequestId } from '../request.ts';
import { act, type Decision, type Done } from './act.ts';
import { REASON_LIMIT, tidy } from './answer.ts';
import type { Tools } from './tools.ts';

const TEN_MINUTES = 600_000;

export function deciding(tools: Tools) {
  return {
    approve(actor: Person & Named, id: RequestId, command: CommandId): Promise<Done | Refused> {
      return decide(tools, actor, id, command, request => {
        const approvals = [...request.approvals, { id: actor.id, name: actor.name, at: tools.world.now() }];
        const enough = enoughApprovals({ ...request, approvals }, tools.policy);
        return {
          event: enough ? 'approve' : 'note',
          actor: named(actor),
          next: { approvals },
          // The person hears of it from the worker: at once that Microsoft is resetting, or that the desk waits for them.
          facts: { approvals: approvals.length },
        };
      });
    },

    deny(actor: Person & Named, id: RequestId, reason: string, command: CommandId): Promise<Done | Refused> {
      const why = tidy(reason);
      return decide(tools, actor, id, command, () => {
        if (why === '') return refuse('reason-empty');
        if ([...why].length > REASON_LIMIT) return refuse('reason-too-long');
        return {
          event: 'deny',
          actor: named(actor),
          next: { denial: { id: actor.id, name: actor.name, at: tools.world.now(), reason: why } },
          personal: { reason: why },
          tell: [{ kind: 'denied', audience: 'person' }],
        };
      });
    },
  };
}

async function decide(
  tools: Tools,
  actor: Person & Named,
  id: RequestId,
  command: CommandId,
  decision: (request: Request) => Decision | Refused,
): Promise<Done | Refused> {
  const member = await tools.directory.isApprover(actor);
  // Counted once a click, not once a delivery, and before the row is looked at.
  const first = await tools.limits.spend(`once:${command}`, { count: 1, per: TEN_MINUTES });
  if ('left' in first && member === true) {
    const spent = await tools.limits.spend(`decide:${actor.tenant}:${actor.id}`, {
      count: tools.policy.decisionsPer10Minutes,
      per: TEN_MINUTES,
    });
    if ('until' in spent) return refuse('too-many-decisions');
  }
  return act(tools, id, command, request => {
    const refusal = mayDecide(request, { ...actor, member });
    if (refusal) return refuse(refusal);
    if (request.state !== 'pending') return refuse('already-decided');
    return decision(request);
  });
}
