// The request goes to the desk: everything is read again, every proof weighed again, and the person has said yes.
import { diagnose } from '../diagnosis.ts';
import type { Person } from '../person.ts';
import { missingProofs } from '../policy.ts';
import type { CommandId } from '../ports.ts';
import { refuse } from '../refusals.ts';
import type { RequestId } from '../request.ts';
import { act } from './act.ts';
import { asOwner, ownerOf } from './answer.ts';
import type { Tools } from './tools.ts';

const DAY = 24 * 3_600_000;

/** `consent` is part of the call: being signed out of Teams and of other devices must be the person's own choice. */
export function filing(tools: Tools) {
  return {
    file(person: Person, id: RequestId, command: CommandId) {
      return act(
        tools,
        id,
        command,
        asOwner(tools, person, async request => {
          if (request.state !== 'open') return refuse('too-late');
          if (!request.reason) return refuse('reason-empty');
          const now = tools.world.now();
          if (missingProofs(request, tools.policy, now).length > 0) return refuse('proofs-missing');
          const account = await tools.directory.account(person).catch((fault: unknown) => {
            tools.log.warn({ fault, request: id }, 'the directory could not be read at filing');
            return undefined;
          });
          if (!account) return refuse('directory-unavailable');
          const verdict = diagnose(account, tools.attested);
          if (verdict.route === 'refused') {
            return {
              event: 'refuse',
              actor: { kind: 'desk' },
              next: { account, verdict },
              facts: { row: verdict.row },
            };
          }
          const day = await tools.requests.recent(person, now - DAY);
          const often = day.filter(one => one.landedAt !== undefined).length >= tools.policy.resetsPerDay;
          return {
            event: 'file',
            actor: ownerOf(request),
            next: { account, verdict, consentAt: now },
            facts: { row: verdict.row, proofs: request.proofs.map(proof => proof.kind).join(' ') },
            personal: { reason: request.reason },
            tell: [
              { kind: 'filed-mail', audience: 'person' },
              { kind: 'filed-mail', audience: 'manager' },
              // The desk decides, as always; but the same account again and again is how break-ins look.
              ...(often ? [{ kind: 'alarm-repeat', audience: 'admins' } as const] : []),
            ],
          };
        }),
      );
    },
  };
}
