// Changes for the store's tests: each is what a verb of the desk would commit, without its rules.
import type { Change } from '../../src/core/ports.ts';
import type { Request } from '../../src/core/request.ts';
import type { Store } from '../../src/store/open.ts';
import { aRequest } from './a-request.ts';

type Rest = Partial<Omit<Change, 'before' | 'after'>>;

export function drafting(after: Request, rest: Rest = {}): Change {
  return {
    after,
    line: {
      event: 'draft',
      from: 'nothing',
      to: after.state,
      at: after.since,
      facts: { route: after.verdict.route },
      personal: { actor: { kind: 'person', id: after.person, name: after.account.name } },
    },
    command: 'draft',
    wake: after.since + 1_800_000,
    tell: [],
    ...rest,
  };
}

/** The next version of a request, changed as told; a `note` unless `rest.line` says otherwise. */
export function changing(before: Request, changes: Partial<Request>, rest: Rest = {}): Change {
  const after = { ...before, ...changes, version: before.version + 1 };
  return {
    before,
    after,
    line: {
      event: 'note',
      from: before.state,
      to: after.state,
      at: after.since,
      facts: {},
      personal: { actor: { kind: 'worker' } },
    },
    command: `version-${after.version}`,
    wake: after.since + 1_800_000,
    tell: [],
    ...rest,
  };
}

/** Drafts a request in the store and hands it back. */
export async function drafted(store: Store, overrides: Partial<Request> = {}): Promise<Request> {
  const request = aRequest(overrides);
  const outcome = await store.requests.commit(drafting(request));
  if (outcome !== 'done') throw new Error(`the draft was ${outcome}`);
  return request;
}
