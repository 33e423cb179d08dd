// "This was not me": stops a request whatever it is doing, burns the seal, ends the person's sessions. Lifted by somebody else.

import { mayLift } from '../approver.ts';
import { isLive } from '../lifecycle.ts';
import { lockingOut, lockoutDue, mayHaveSet } from '../lockout.ts';
import { type Named, named, type Person } from '../person.ts';
import type { CommandId } from '../ports.ts';
import { isRefused, type Refused, refuse } from '../refusals.ts';
import { challenge, type Lockout, type Request, type RequestId } from '../request.ts';
import { act, type Decision, type Done } from './act.ts';
import { tidy } from './answer.ts';
import { notBegun } from './lock-out.ts';
import { administers, approves } from './office.ts';
import { TEN_MINUTES, tooMany } from './pace.ts';
import type { Tools } from './tools.ts';
import { NOT_THEIRS, remembered } from './turned-away.ts';

export function freezing(tools: Tools) {
  /** By the owner, by the manager who was asked to vouch, by an approver, or by an admin of the desk. */
  async function freeze(actor: Person & Named, id: RequestId, command: CommandId): Promise<Done | Refused> {
    const asked = await tools.requests.find(id);
    if (!asked) return refuse('no-such-request');
    const [approver, admin] = await Promise.all([approves(tools, actor, asked), administers(tools, actor)]);
    const office = admin === true ? 'admin' : approver === true ? 'approver' : undefined;
    const roleIn = (request: Request) => partIn(asked, actor) ?? partIn(request, actor) ?? office;
    const busy =
      roleIn(asked) === 'approver' &&
      (await tooMany(tools, 'freeze', actor, command, tools.policy.freezesPer10Minutes));
    if (busy) return alarmed(tools, actor, asked, command, refuse('too-many-freezes', busy), 'alarm-freezes');
    // Whoever is frozen holds no office: one approver must not be able to take it from every colleague.
    if (roleIn(asked) === 'approver' && worksHere(asked))
      return alarmed(tools, actor, asked, command, refuse('admin-freezes'), 'alarm-office');
    return stop(tools, asked, command, request => {
      if (actor.tenant !== request.tenant) return refuse('wrong-tenant');
      const as = roleIn(request);
      return as ? { by: actor, as } : refuse('not-yours');
    });
  }

  return {
    freeze,

    /** By the owner, with no request in hand: what set a password of late is meant before what was only asked for. */
    async notMe(actor: Person & Named, command: CommandId): Promise<Done | Refused> {
      const ofLate = await tools.requests.recent(actor, tools.world.now() - tools.policy.freezeClosedFor);
      const meant = ofLate.find(mayHaveSet) ?? (await tools.requests.latest(actor));
      return meant ? freeze(actor, meant.id, command) : refuse('no-such-request');
    },

    /** By a desk admin who did not freeze it and has no part in it, with a reason. */
    async lift(actor: Person & Named, id: RequestId, reason: string, command: CommandId): Promise<Done | Refused> {
      const admin = await administers(tools, actor);
      const why = tidy(reason);
      const result = await act(tools, id, command, request => {
        if (request.state !== 'frozen') return refuse('not-frozen');
        const no = mayLift(request, { ...actor, admin });
        if (no) return refuse(no);
        if (why === '') return refuse('reason-empty');
        if (lockingOut(request, tools.world.now())) return refuse('locking-out');
        // Lifted before the password was replaced, it stays in force, whoever has it: the admin's to answer for, and the others' to know.
        const exposed = lockoutDue(request) !== undefined;
        return {
          event: 'lift',
          actor: named(actor),
          facts: exposed ? { password: 'not replaced' } : {},
          personal: { reason: why },
          tell: exposed ? [{ kind: 'alarm-lifted', audience: 'admins' }] : [],
        };
      });
      return remembered(tools, actor, id, command, result, { lift: NOT_THEIRS });
    },
  };
}

/** Whoever stops it. `as`: what gives them the right to. */
export type Stopper = { readonly by: Named; readonly as: string };

/**
 * A person has one live request: "not me" said of an older one stops the one under way. The password that the older one set is replaced all
 * the same, or whoever has it would only have to ask for the next.
 */
export async function stop(
  tools: Tools,
  asked: Request,
  command: CommandId,
  who: (request: Request) => Stopper | Refused,
): Promise<Done | Refused> {
  const live = isLive(asked.state) ? asked : await tools.requests.live({ tenant: asked.tenant, id: asked.person });
  return act(tools, live?.id ?? asked.id, command, request => {
    const stopper = who(request);
    if (isRefused(stopper)) return stopper;
    const other = request.id !== asked.id && mayHaveSet(asked) && !mayHaveSet(request) && request.lockout === undefined;
    if (request.state === 'frozen' && !other) return refuse('already-decided');
    const [now, { freezeClosedFor }] = [tools.world.now(), tools.policy];
    if ([asked, request].some(one => !isLive(one.state) && now - one.since > freezeClosedFor))
      return refuse('too-late');
    const lockout = other ? notBegun(tools.world) : undefined;
    return request.state === 'frozen'
      ? {
          event: 'note',
          actor: named(stopper.by),
          next: { lockout, sessionsEndedAt: undefined, hands: undefined },
          facts: { what: 'an older password', by: stopper.as },
          tell: [{ kind: 'alarm', audience: 'admins' }],
        }
      : stopped(stopper, lockout);
  });
}

/** The request is stopped, whatever it is doing. */
function stopped({ by, as }: Stopper, lockout: Lockout | undefined): Decision {
  return {
    event: 'freeze',
    actor: named(by),
    next: {
      frozenBy: { id: by.id, name: by.name },
      // A request frozen once more has sessions to end once more, and a password to replace.
      sessionsEndedAt: undefined,
      remindedAt: undefined,
      lockout,
      // What an approver lent to the reset serves nothing else.
      hands: undefined,
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

/** What somebody is in this request, so that it is theirs to stop, however often. */
export function partIn(request: Request, actor: Person): 'owner' | 'voucher' | 'manager' | undefined {
  if (actor.id === request.person) return 'owner';
  if (challenge(request, 'vouch')?.voucher.id === actor.id) return 'voucher';
  // Told of an authenticator set up in their report's name, a manager can stop it without having been asked before.
  return isManagerOfEnrolment(request, actor) ? 'manager' : undefined;
}

/** Somebody who approves or administers here, as far as it could be read. */
function worksHere({ account: { deskPower } }: Request): boolean {
  return deskPower !== 'unknown' && deskPower.length > 0;
}

/** Nothing is stopped; the admins hear of it, once for each stretch. */
async function alarmed(
  tools: Tools,
  actor: Person & Named,
  { id }: Request,
  command: CommandId,
  no: Refused,
  kind: 'alarm-freezes' | 'alarm-office',
): Promise<Refused> {
  const first = await tools.limits.spend(`${kind}:${actor.tenant}:${actor.id}`, { count: 1, per: TEN_MINUTES });
  if ('until' in first) return no;
  await act(tools, id, `${command}:refused`, () => ({
    event: 'note',
    actor: named(actor),
    facts: { what: 'freeze refused', why: no.refused },
    tell: [{ kind, audience: 'admins' }],
  }));
  return no;
}

function isManagerOfEnrolment({ purpose, account: { manager } }: Request, actor: Person): boolean {
  if (purpose !== 'enrol' || manager === 'unknown' || manager === null) return false;
  return manager.id.toLowerCase() === actor.id.toLowerCase();
}
