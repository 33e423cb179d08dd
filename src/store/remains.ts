// What is left of a request when its personal data was erased: what happened and when, nobody's name, and nobody's words.
import type { Request } from '../core/request.ts';

export type Remains = ReturnType<typeof remainsOf>;

export function remainsOf(request: Request) {
  const { id, state, openedAt, since, purpose, said, verdict, proofs, approvals, onBehalf } = request;
  const { attempts, landedAt, evidence, failure, denial } = request;
  return {
    id,
    state,
    openedAt,
    since,
    route: verdict.route,
    row: verdict.row,
    purpose,
    said,
    onBehalfAs: onBehalf?.as,
    proofs: proofs.map(({ kind, custody, at }) => ({ kind, custody, at })),
    approvals: approvals.map(({ at, steppedUpAt }) => ({ at, steppedUpAt })),
    deniedAt: denial?.at,
    attempts,
    landedAt,
    evidence,
    failure: failure?.code,
  };
}
