// An approver decides. The card brought a verb and an id; everything that counts is read here and now.
import { mayDecide } from '../approver.ts';
import { enoughApprovals } from '../demand.ts';
import { type Named, named, type Person } from '../person.ts';
import type { CommandId } from '../ports.ts';
import { isRefused, type RefusalCode, type Refused, refuse } from '../refusals.ts';
import type { Approval, Request, RequestId } from '../request.ts';
import { type ResetRight, resetRight } from '../reset-rights.ts';
import { seenOf } from '../seen.ts';
import type { OwnHands } from '../sign-in.ts';
import { act, type Done, type Judged } from './act.ts';
import { REASON_LIMIT, tidy } from './answer.ts';
import { approves } from './office.ts';
import { tooMany } from './pace.ts';
import { noteRepeat } from './shields.ts';
import type { Tools } from './tools.ts';
import { NOT_THEIRS, remembered } from './turned-away.ts';
import { standingNow } from './weather.ts';

/** auth_time has whole seconds and another machine's clock. */
const SKEW = 5_000;
/** What can be wrong with a sign-in that was made for an approval. */
const FELL_SHORT: readonly RefusalCode[] = [
  'proof-not-passwordless',
  'proof-not-fresh',
  'step-up-not-covered',
  'step-up-unreadable',
];

/** What came back from the sign-in that an approval asked for. */
export type Gesture = {
  readonly authTime?: number;
  readonly contexts: readonly string[];
  /** When the approver was sent to sign in, and the mark of what was before their eyes then (core/seen). */
  readonly askedAt: number;
  readonly seen: string;
  /** Where approvers reset with their own hands: what they brought. */
  readonly own?: OwnHands;
};

export function deciding(tools: Tools) {
  return {
    /** `step-up-needed`: nothing is recorded yet; the approver signs in afresh, and comes again with the gesture. */
    async approve(
      actor: Person & Named,
      id: RequestId,
      command: CommandId,
      gesture?: Gesture,
    ): Promise<Done | Refused> {
      const busy = await isBusy(tools, actor, command);
      const ownHands = tools.hands.whose === 'approver';
      const result = await asApprover(tools, actor, id, command, async request => {
        const now = tools.world.now();
        const lacks = gesture && (await weakness(tools, request, actor, gesture));
        const mine: Approval = {
          id: actor.id,
          name: actor.name,
          at: now,
          ...(gesture && !lacks ? { steppedUpAt: now } : {}),
          ...(busy ? { busy } : {}),
        };
        const approvals = [...request.approvals.filter(approval => !isBy(approval, actor)), mine];
        const { demand, proved, shut } = await standingNow(tools, { ...request, approvals });
        if (shut) return refuse('shields-up');
        if (!proved) return refuse('proofs-missing');
        if (ownHands && (await rightOver(tools, actor, request)) === 'no') return refuse('approver-no-right');
        // Without a gesture to be strong, a sign-in that only brings the approver's own hands must still be new and about this.
        const weak = demand.approverStepUp
          ? gesture
            ? lacks
            : await weakness(tools, request, actor, gesture)
          : gesture && (ownHands ? staleness(request, gesture) : lacks);
        if (weak) return refuse(weak);
        if (ownHands && !gesture?.own) return refuse('step-up-needed');
        const own = gesture?.own;
        return {
          event: enoughApprovals(approvals, demand) ? 'approve' : 'note',
          actor: named(actor),
          next: {
            approvals,
            demand,
            recalled: undefined,
            claims: undefined,
            ...(own ? { hands: { by: actor.id, until: own.until } } : {}),
          },
          ...(own ? { hands: tools.hands.offer(request, actor.id, own) } : {}),
          // The person hears of it from the worker: at once that Microsoft is resetting, or that the desk waits for them.
          facts: { approvals: approvals.length, steppedUp: mine.steppedUpAt !== undefined, busy },
        };
      });
      if (busy && !isRefused(result)) await noteRepeat(tools, actor);
      const lines = gesture ? { decision: NOT_THEIRS, 'step-up of an approver': FELL_SHORT } : { decision: NOT_THEIRS };
      return remembered(tools, actor, id, command, result, lines);
    },

    async deny(actor: Person & Named, id: RequestId, reason: string, command: CommandId): Promise<Done | Refused> {
      const why = tidy(reason);
      // Counted like any decision; but saying no does no harm, however often.
      await isBusy(tools, actor, command);
      const result = await asApprover(tools, actor, id, command, () => {
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
      return remembered(tools, actor, id, command, result, { decision: NOT_THEIRS });
    },
  };
}

/** Runs a judge on a request that waits for a decision, for somebody who may take it: membership is read at this very click. */
export async function asApprover(
  tools: Tools,
  actor: Person & Named,
  id: RequestId,
  command: CommandId,
  judge: (request: Request) => Judged | Promise<Judged>,
): Promise<Done | Refused> {
  const known = await tools.requests.find(id);
  if (!known) return refuse('no-such-request');
  const member = await approves(tools, actor, known);
  return act(tools, id, command, request => {
    const refusal = mayDecide(request, { ...actor, member });
    if (refusal) return refuse(refusal);
    return request.state === 'pending' ? judge(request) : refuse('already-decided');
  });
}

/**
 * What a gesture lacks: it must be demanded of this approver by a policy (else Entra gives the context away unasked), passwordless, later than
 * the question, and about what is still there to be seen.
 */
async function weakness(
  tools: Tools,
  request: Request,
  actor: Person,
  gesture: Gesture | undefined,
): Promise<RefusalCode | undefined> {
  const policy = await tools.directory.stepUpPolicy(actor);
  if (policy !== 'covered') return policy === 'unknown' ? 'step-up-unreadable' : 'step-up-not-covered';
  if (!gesture) return 'step-up-needed';
  if (!gesture.contexts.includes(tools.stepUpContext)) return 'proof-not-passwordless';
  return staleness(request, gesture);
}

function staleness(request: Request, gesture: Gesture): RefusalCode | undefined {
  if (!isFresh(gesture)) return 'proof-not-fresh';
  return gesture.seen === seenOf(request) ? undefined : 'moved-on';
}

/** Signed in since they were asked to. */
export function isFresh({ authTime, askedAt }: Pick<Gesture, 'authTime' | 'askedAt'>): boolean {
  return authTime !== undefined && authTime >= askedAt - SKEW;
}

/** What Entra will say of the approver's own hands, as far as it can be known; where it cannot, Entra is asked. */
export async function rightOver(tools: Tools, approver: Person, { account }: Request): Promise<ResetRight> {
  const own = await tools.directory.account(approver, { fresh: true }).catch(() => undefined);
  return own ? resetRight(own.roles, account) : 'unknown';
}

/** Whether this is one decision too many for one person. */
async function isBusy(tools: Tools, actor: Person, command: CommandId): Promise<boolean> {
  return (await tooMany(tools, 'decide', actor, command, tools.policy.decisionsPer10Minutes)) !== undefined;
}

function isBy(approval: Approval, { id }: Person): boolean {
  return approval.id.toLowerCase() === id.toLowerCase();
}
