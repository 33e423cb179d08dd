// "This was not me": stops a request whatever it is doing, burns the seal, ends the person's sessions. Lifted by somebody else.

import { isLive } from '../lifecycle.ts';
import { type Named, named, type Person } from '../person.ts';
import type { CommandId } from '../ports.ts';
import { type Refused, refuse } from '../refusals.ts';
import { challenge, type RequestId } from '../request.ts';
import { act, type Done } from './act.ts';
import { tidy } from './answer.ts';
import type { Tools } from './tools.ts';

export function freezing(tools: Tools) {
  return {
    /** By the owner, by the manager who was asked to vouch, or by an approver. */
    async freeze(actor: Person & Named, id: RequestId, command: CommandId): Promise<Done | Refused> {
      const approver = await tools.directory.isApprover(actor);
      const asked = await tools.requests.find(id);
      if (!asked) return refuse('no-such-request');
      // A person has one live request: "not me" on the card of an older one stops the one under way.
      const live = isLive(asked.state) ? asked : await tools.requests.live({ tenant: asked.tenant, id: asked.person });
      return act(tools, live?.id ?? id, command, request => {
        if (actor.tenant !== request.tenant) return refuse('wrong-tenant');
        const now = tools.world.now();
        const owner = actor.id === request.person;
        const voucher = [asked, request].some(one => challenge(one, 'vouch')?.voucher.id === actor.id);
        if (!owner && !voucher && approver !== true) return refuse('not-yours');
        if (request.state === 'frozen') return refuse('already-decided');
        const old = [asked, request].some(one => !isLive(one.state) && now - one.since > tools.policy.freezeClosedFor);
        if (old) return refuse('too-late');
        return {
          event: 'freeze',
          actor: named(actor),
          // A request frozen once more has sessions to end once more.
          next: { frozenBy: { id: actor.id, name: actor.name }, sessionsEndedAt: undefined },
          seal: 'burn',
          facts: { by: owner ? 'owner' : voucher ? 'voucher' : 'approver' },
          tell: [
            { kind: 'alarm', audience: 'admins' },
            { kind: 'frozen-mail', audience: 'person' },
            { kind: 'frozen-mail', audience: 'manager' },
          ],
        };
      });
    },

    /** By a desk admin who did not freeze it, with a reason. */
    async lift(actor: Person & Named, id: RequestId, reason: string, command: CommandId): Promise<Done | Refused> {
      const admin = await tools.directory.isAdmin(actor);
      const why = tidy(reason);
      return act(tools, id, command, request => {
        if (request.state !== 'frozen') return refuse('not-frozen');
        if (admin !== true || actor.tenant !== request.tenant) return refuse('not-an-approver');
        if (request.frozenBy?.id === actor.id) return refuse('same-person-lifts');
        if (why === '') return refuse('reason-empty');
        return { event: 'lift', actor: named(actor), personal: { reason: why } };
      });
    },
  };
}
