// "This was not me": stops a request whatever it is doing, burns the seal, ends the person's sessions. Lifted by somebody else.

import { groupsAsked } from '../approver.ts';
import { isLive } from '../lifecycle.ts';
import { lockingOut } from '../lockout.ts';
import { type Named, named, type Person } from '../person.ts';
import type { CommandId } from '../ports.ts';
import { type Refused, refuse } from '../refusals.ts';
import { challenge, type Request, type RequestId } from '../request.ts';
import { act, type Decision, type Done } from './act.ts';
import { tidy } from './answer.ts';
import type { Tools } from './tools.ts';

export function freezing(tools: Tools) {
  return {
    /** By the owner, by the manager who was asked to vouch, or by an approver. */
    async freeze(actor: Person & Named, id: RequestId, command: CommandId): Promise<Done | Refused> {
      const asked = await tools.requests.find(id);
      if (!asked) return refuse('no-such-request');
      const approver = await tools.directory.isApprover(actor, groupsAsked(asked, tools.policy));
      // A person has one live request: "not me" on the card of an older one stops the one under way.
      const live = isLive(asked.state) ? asked : await tools.requests.live({ tenant: asked.tenant, id: asked.person });
      return act(tools, live?.id ?? id, command, request => {
        if (actor.tenant !== request.tenant) return refuse('wrong-tenant');
        const now = tools.world.now();
        const owner = actor.id === request.person;
        const voucher = [asked, request].some(one => challenge(one, 'vouch')?.voucher.id === actor.id);
        // Told of an authenticator set up in their report's name, a manager can stop it without having been asked before.
        const manager = [asked, request].some(one => isManagerOfEnrolment(one, actor));
        if (!owner && !voucher && !manager && approver !== true) return refuse('not-yours');
        if (request.state === 'frozen') return refuse('already-decided');
        const old = [asked, request].some(one => !isLive(one.state) && now - one.since > tools.policy.freezeClosedFor);
        if (old) return refuse('too-late');
        return stopped(actor, owner ? 'owner' : voucher ? 'voucher' : manager ? 'manager' : 'approver');
      });
    },

    /** By a desk admin who did not freeze it, with a reason. */
    async lift(actor: Person & Named, id: RequestId, reason: string, command: CommandId): Promise<Done | Refused> {
      const admin = await tools.directory.isAdmin(actor);
      const why = tidy(reason);
      return act(tools, id, command, request => {
        if (request.state !== 'frozen') return refuse('not-frozen');
        if (admin !== true || actor.tenant !== request.tenant) return refuse('not-an-admin');
        if (request.frozenBy?.id === actor.id) return refuse('same-person-lifts');
        if (why === '') return refuse('reason-empty');
        if (lockingOut(request, tools.world.now())) return refuse('locking-out');
        return { event: 'lift', actor: named(actor), personal: { reason: why } };
      });
    },
  };
}

/** The request is stopped, whatever it is doing. @param as what gave them the right to */
export function stopped(by: Named, as: string): Decision {
  return {
    event: 'freeze',
    actor: named(by),
    // A request frozen once more has sessions to end once more, and a password to replace.
    next: {
      frozenBy: { id: by.id, name: by.name },
      sessionsEndedAt: undefined,
      remindedAt: undefined,
      lockout: undefined,
    },
    seal: 'burn',
    facts: { by: as },
    tell: [
      { kind: 'alarm', audience: 'admins' },
      { kind: 'frozen-mail', audience: 'person' },
      { kind: 'frozen-mail', audience: 'manager' },
    ],
  };
}

function isManagerOfEnrolment({ purpose, account: { manager } }: Request, actor: Person): boolean {
  if (purpose !== 'enrol' || manager === 'unknown' || manager === null) return false;
  return manager.id.toLowerCase() === actor.id.toLowerCase();
}
