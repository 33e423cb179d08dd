// The request goes to the desk: everything is read again, every proof weighed again, and the person has said yes.
import type { Person } from '../person.ts';
import type { CommandId } from '../ports.ts';
import { refuse } from '../refusals.ts';
import type { RequestId } from '../request.ts';
import { act } from './act.ts';
import { asOwner, ownerOf } from './answer.ts';
import { alarmOn } from './draft.ts';
import { noteRepeat } from './shields.ts';
import type { Tools } from './tools.ts';
import { verdictOn } from './verdict.ts';
import { standingNow } from './weather.ts';

/** `consent` is part of the call: being signed out of Teams and of other devices must be the person's own choice. */
export function filing(tools: Tools) {
  return {
    file(person: Person, id: RequestId, command: CommandId) {
      return act(
        tools,
        id,
        command,
        asOwner(tools, person, async request => {
          // What was shown to set up an authenticator was shown for nothing else.
          if (request.state !== 'open' || request.purpose) return refuse('too-late');
          if (!request.reason) return refuse('reason-empty');
          const now = tools.world.now();
          const account = await tools.directory.account(person, { fresh: true }).catch((fault: unknown) => {
            tools.log.warn({ fault, request: id }, 'the directory could not be read at filing');
            return undefined;
          });
          if (!account) return refuse('directory-unavailable');
          const verdict = await verdictOn(tools, person, account, request.said);
          if (verdict.route === 'refused') {
            return {
              event: 'refuse',
              actor: { kind: 'desk' },
              next: { account, verdict },
              facts: { row: verdict.row },
              tell: await alarmOn(tools, { ...request, account, verdict }),
            };
          }
          // Judged by the facts as they are now: an account may have become a privileged one meanwhile.
          const asked = { ...request, account, verdict, consentAt: now };
          const before = await standingNow(tools, asked);
          if (!before.proved) return refuse('proofs-missing');
          // Raised only by somebody who has proved who they are: a mere wish must not put the whole desk on its guard.
          const often = before.demand.why.includes('often-reset');
          if (often) await noteRepeat(tools, person);
          const { demand, proved, shut } = often ? await standingNow(tools, asked) : before;
          if (shut) return refuse('shields-up');
          if (!proved) return refuse('proofs-missing');
          return {
            event: 'file',
            actor: ownerOf(request),
            next: { account, verdict, demand, consentAt: now },
            facts: { row: verdict.row, proofs: request.proofs.map(proof => proof.kind).join(' ') },
            personal: { reason: request.reason },
            tell: [
              { kind: 'filed-mail', audience: 'person' },
              { kind: 'filed-mail', audience: 'manager' },
              // The desk decides, as always; but the same account again and again is how break-ins look.
              ...(demand.tellAdmins ? [{ kind: 'alarm-filed', audience: 'admins' } as const] : []),
              ...(often ? [{ kind: 'alarm-repeat', audience: 'admins' } as const] : []),
            ],
          };
        }),
      );
    },
  };
}
