// The mark of what an approver has before their eyes: what they decide on, and nothing that moves while they look.
import { createHash } from 'node:crypto';
import type { Request } from './request.ts';

/** Changes with the account, its diagnosis, the reason, the proofs, or who asked; not with a reminder, a claim or somebody else's approval. */
export function seenOf({ id, since, account, verdict, reason, proofs, onBehalf }: Request): string {
  const seen = JSON.stringify([id, since, account, verdict, reason, proofs, onBehalf]);
  return createHash('sha256').update(seen).digest('base64url');
}
