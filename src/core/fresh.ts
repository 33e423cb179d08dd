// A request at its beginning, whoever asks and for what.
import type { Instant } from './account.ts';
import type { Request } from './request.ts';

type Fresh = Pick<Request, 'id' | 'person' | 'tenant' | 'locale' | 'account' | 'verdict'>;

/** Open, at version 1, with nothing shown and nothing decided. */
export function freshRequest(known: Fresh, now: Instant): Request {
  return {
    ...known,
    version: 1,
    state: 'open',
    openedAt: now,
    since: now,
    touchedAt: now,
    proofs: [],
    challenges: [],
    approvals: [],
    attempts: 0,
  };
}
