// What a judgement needs to know beyond the row: shields, who decides how often and for whom, and how often this person was reset. Read at the moment, never kept.
import { type Demand, demandOf, enoughApprovals, missingProofs, type Weather } from '../demand.ts';
import { isFresh } from '../diagnosis/roads.ts';
import type { ProofKind } from '../proof.ts';
import type { Approval, Request } from '../request.ts';
import { lasting, settled } from '../settled.ts';
import type { Tools } from './tools.ts';

const DAY = 24 * 3_600_000;
/** Longer than a request can live before it lands. */
const OLDEST = 3 * DAY;

/** What is asked of a request now, and how it stands against that. */
export type Standing = {
  readonly demand: Demand;
  /** Its proofs were fresh when it was filed; whether they are the right ones, and enough, is asked again each time. */
  readonly proved: boolean;
  readonly approved: boolean;
  /** Nobody is reset who has power over others while desks are under attack. */
  readonly shut: boolean;
};

/** The proofs still to be asked for, as things stand now. */
export function missing(tools: Tools) {
  return async (request: Request): Promise<readonly ProofKind[]> =>
    missingProofs(counting(tools, request), await demandNow(tools, request), tools.policy, tools.world.now());
}

/** With the proofs that its account still bears out. */
export function counting(tools: Tools, request: Request): Request {
  return { ...request, proofs: lasting(request, tools.policy, tools.world.now()) };
}

/** What this request must show now, with these approvals given. */
export async function demandNow(
  tools: Tools,
  request: Request,
  approvals: readonly Approval[] = request.approvals,
): Promise<Demand> {
  return demandOf(request, tools.policy, await weather(tools, request, approvals));
}

/** @param request filed, with the facts it is to be judged by and the approvals it is to be judged with */
export async function standingNow(tools: Tools, request: Request): Promise<Standing> {
  const now = await weather(tools, request, request.approvals);
  const demand = demandOf(request, tools.policy, now);
  return {
    demand,
    proved:
      missingProofs(counting(tools, request), demand, tools.policy, request.consentAt ?? request.since).length === 0,
    approved: enoughApprovals(request.approvals, demand),
    shut: now.shieldsUp && request.verdict.privileged === true,
  };
}

async function weather(tools: Tools, request: Request, approvals: readonly Approval[]): Promise<Weather> {
  const { id, person, proofs } = request;
  const since = tools.world.now() - tools.policy.pairsWithin;
  const vouchers = proofs.flatMap(proof => (proof.by ? [proof.by.id] : []));
  const [shields, oftenReset, ...met] = await Promise.all([
    tools.shields.up(),
    isOften(tools, request),
    ...approvals.map(approval => tools.history.pairs(id, { person, approver: approval.id, vouchers }, since)),
  ]);
  return {
    shieldsUp: shields !== undefined,
    repeatedPair: met.some(count => count > 0),
    busyApprover: approvals.some(({ busy }) => busy === true),
    oftenReset,
    reportStands: reportStands(tools, request.account),
  };
}

function reportStands({ policy, world }: Tools, account: Request['account']): boolean {
  const now = world.now();
  const fresh = account.sspr !== 'unknown' && isFresh(account.sspr, now);
  return fresh && settled('step-up', account, policy, now) === true;
}

async function isOften({ requests, policy, world }: Tools, { tenant, person: id }: Request): Promise<boolean> {
  const now = world.now();
  const recent = await requests.recent({ tenant, id }, now - OLDEST);
  const landed = recent.filter(({ landedAt }) => landedAt !== undefined && now - landedAt < DAY);
  return landed.length >= policy.resetsPerDay;
}
