// A code the person types in their own chat: a try is spent, the code compared once, and the outcome written down, right or wrong.
import { sameCode } from '../../codes.ts';
import { type Person, same } from '../../person.ts';
import type { CommandId } from '../../ports.ts';
import type { ProofKind } from '../../proof.ts';
import { isRefused, type Refused, refuse } from '../../refusals.ts';
import { type Challenge, challenge, type Request, type RequestId } from '../../request.ts';
import { act, type Decision, type Done } from '../act.ts';
import { asOwner, ownerOf } from '../answer.ts';
import type { Tools } from '../tools.ts';
import { turnAway } from '../turned-away.ts';
import { asked, failed, instead, passed } from './challenge.ts';
import { forgiveTry, spendTry } from './tries.ts';

export type Compared = 'right' | 'code-wrong' | 'code-used';

/** A code that has just run out is no code: then nothing is right, not even nothing. */
export function compared(expected: string | undefined, given: string): Compared {
  return expected !== undefined && sameCode(expected, given) ? 'right' : 'code-wrong';
}

/** How one kind hears an answer. `ready`: whether there is anything to compare with. `compare` is asked after a try was spent. */
export type Hearing = {
  readonly kind: ProofKind;
  readonly ready: (request: Request) => Refused | undefined | Promise<Refused | undefined>;
  readonly compare: (request: Request) => Compared | Promise<Compared>;
};

export async function hear(
  tools: Tools,
  person: Person,
  id: RequestId,
  command: CommandId,
  { kind, ready, compare }: Hearing,
): Promise<Done | Refused> {
  const request = await tools.requests.find(id);
  if (!request) return refuse('no-such-request');
  if (!same({ tenant: request.tenant, id: request.person }, person)) return refuse('not-yours');
  if (await tools.requests.answered(id, command)) return again(request, kind);
  const away = (no: Refused) => turnAway(tools, request, { what: kind, actor: ownerOf(request), command }, no);
  // What is too late anyway costs no try.
  const late = (await asked(tools, request, kind)) ?? (await ready(request));
  if (late) return away(late);
  const spent = await spendTry(tools, request, command);
  // The first delivery is being judged this very moment, or was lost in the middle of it.
  if (spent === 'repeated') return refuse('busy');
  if ('until' in spent) return away(refuse('too-many-tries', spent));

  let outcome = 'code-wrong' as Compared;
  const result = await act(
    tools,
    id,
    command,
    asOwner(tools, person, async current => {
      const gone = (await asked(tools, current, kind)) ?? (await ready(current));
      if (gone) return gone;
      outcome = await compare(current);
      return outcome === 'right' ? close(current, passed(tools, current, kind)) : failed(current, kind, outcome);
    }),
  );
  if (isRefused(result)) return result;
  if (result.repeated) return again(result.done, kind);
  if (outcome !== 'right') return refuse(outcome, { left: spent.left });
  await forgiveTry(tools, request);
  return result;
}

/** A right answer uses its code up. */
function close(request: Request, decision: Decision): Decision {
  const proof = decision.next?.proofs?.at(-1);
  const open = proof && challenge(request, proof.kind);
  if (!open || !('code' in open)) return decision;
  const spent: Challenge = { ...open, spent: true };
  return { ...decision, next: { ...decision.next, challenges: instead(request, spent) } };
}

function again(request: Request, kind: ProofKind): Done | Refused {
  return request.proofs.some(proof => proof.kind === kind) ? { done: request, repeated: true } : refuse('code-wrong');
}
