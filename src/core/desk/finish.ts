// The story ends on evidence: the person has really signed in, or the directory saw the change, or (weakest) they say so.
import type { Offer } from '../diagnosis.ts';
import { type Person, same } from '../person.ts';
import type { CommandId } from '../ports.ts';
import { isRefused, refuse } from '../refusals.ts';
import type { Request, RequestId } from '../request.ts';
import { act } from './act.ts';
import { asOwner, ownerOf } from './answer.ts';
import type { SignedIn } from './proofs/step-up.ts';
import type { Tools } from './tools.ts';

/** auth_time has whole seconds and another machine's clock. */
const SKEW = 5_000;

export function finishing(tools: Tools) {
  return {
    /** "Sign in to check": a fresh sign-in of the right person after the landing. */
    signedIn(id: RequestId, who: SignedIn, command: CommandId) {
      return act(tools, id, command, request => {
        if (!same({ tenant: request.tenant, id: request.person }, { tenant: who.tenant, id: who.id }))
          return refuse('proof-wrong-person');
        if (request.state === 'resetting') return refuse('not-ready-to-reveal');
        if (request.state !== 'landed' && request.state !== 'guided') return refuse('too-late');
        const after = request.state === 'landed' ? (request.landedAt ?? request.since) : request.since;
        if (who.authTime === undefined || who.authTime < after - SKEW) return refuse('evidence-too-old');
        return complete('signed-in', ownerOf(request));
      });
    },

    /** Guided, or told what else to try first, the person says it worked: the directory is asked whether it saw the change. */
    async saidSo(person: Person, id: RequestId, command: CommandId) {
      const tried = await act(
        tools,
        id,
        `${command}:tried`,
        asOwner(tools, person, request =>
          request.state === 'open' && mayHelpThemselves(request)
            ? { event: 'guide', actor: ownerOf(request), facts: { route: 'self', row: request.verdict.row } }
            : 'leave',
        ),
      );
      if (isRefused(tried)) return tried;
      const changedAt = await tools.directory.passwordChangedAt(person).catch(() => 'unknown' as const);
      return act(
        tools,
        id,
        command,
        asOwner(tools, person, request => {
          if (request.state !== 'guided') return refuse('too-late');
          const seen = changedAt !== 'unknown' && changedAt >= request.openedAt - SKEW;
          return complete(seen ? 'password-changed' : 'said-so', ownerOf(request));
        }),
      );
    },
  };
}

/** What may let somebody in without the desk. */
const THEMSELVES: readonly Offer[] = ['relock-list', 'my-security-info', 'change-there', 'sspr-perhaps'];

/** Whether something was offered to them that needs nobody else. */
export function mayHelpThemselves({ verdict, purpose }: Request): boolean {
  return purpose === undefined && THEMSELVES.some(offer => verdict.offers?.includes(offer));
}

export function complete(
  evidence: 'signed-in' | 'password-changed' | 'said-so',
  actor: ReturnType<typeof ownerOf> | { kind: 'worker' },
) {
  return {
    event: 'finish',
    actor,
    next: { evidence },
    seal: 'burn',
    facts: { evidence },
    tell: [{ kind: 'completed', audience: 'person' }],
  } as const;
}
