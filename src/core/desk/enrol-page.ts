// The page of an enrolment: it shows a secret once, and takes the first code that shows the app has it.
import { digitsIn } from '../heard.ts';
import type { Person } from '../person.ts';
import type { CommandId, Notice } from '../ports.ts';
import { isRefused, type Refused, refuse } from '../refusals.ts';
import type { Enrolling, Request, RequestId } from '../request.ts';
import type { Secret } from '../secret.ts';
import { act, type Done } from './act.ts';
import { asOwner, ownerOf } from './answer.ts';
import { totpBinding } from './proofs/totp.ts';
import type { Tools } from './tools.ts';
import { missing } from './weather.ts';

/** Told on every address, and to the manager: whoever set it up in somebody's name must not have done so quietly. */
export const TOLD: readonly Notice[] = [
  { kind: 'enrolment-mail', audience: 'person' },
  { kind: 'enrolment-mail', audience: 'manager' },
];

export function confirming(tools: Tools) {
  const stillMissing = missing(tools);
  return {
    /** The secret for the page, once enough is proved. Each showing makes a new one: what another screen showed is worth nothing then. */
    async showEnrolment(
      person: Person,
      id: RequestId,
      command: CommandId,
    ): Promise<{ readonly secret: Secret; readonly request: Request } | Refused> {
      const shown = await act(
        tools,
        id,
        command,
        asOwner(tools, person, async request => {
          if (request.purpose !== 'enrol' || request.state !== 'open') return refuse('not-open');
          if ((await stillMissing(request)).length > 0) return refuse('proofs-missing');
          const enrolling: Enrolling = { code: tools.codes.name(), shownAt: tools.world.now() };
          return {
            event: 'note',
            actor: ownerOf(request),
            next: { enrolling },
            facts: { what: 'authenticator shown' },
          };
        }),
      );
      if (isRefused(shown)) return shown;
      const secret = secretOf(tools, shown.done);
      return secret ? { secret, request: shown.done } : refuse('not-open');
    },

    /** A first code shows that the app has the secret. From then on the app is enrolled; it counts once that has settled. */
    async confirmEnrolment(person: Person, id: RequestId, text: string, command: CommandId): Promise<Done | Refused> {
      // No proof of anybody, so no try of theirs; but no free guessing either.
      const { failedProofsPerDay: count, proofCoolDown: per, codeValid, enrolmentSettles } = tools.policy;
      const spent = await tools.limits.spend(`enrol:${id}`, { count, per });
      if ('until' in spent) return refuse('too-many-tries', spent);
      let step = -1;
      const result = await act(
        tools,
        id,
        command,
        asOwner(tools, person, async request => {
          const now = tools.world.now();
          const secret = secretOf(tools, request);
          if (request.state !== 'open' || !request.enrolling || !secret) return refuse('not-open');
          if (now - request.enrolling.shownAt > codeValid) return refuse('proof-expired');
          if ((await stillMissing(request)).length > 0) return refuse('proofs-missing');
          const found = tools.authenticator.stepOf(secret, digitsIn(text));
          if (found === undefined) return refuse('code-wrong', { left: spent.left });
          step = found;
          return {
            event: 'enrol',
            actor: ownerOf(request),
            next: { enrolling: { ...request.enrolling, usableFrom: now + enrolmentSettles } },
            facts: { proofs: request.proofs.map(proof => proof.kind).join(' ') },
            tell: [...TOLD, { kind: 'enrolled', audience: 'person' }],
          };
        }),
      );
      if (isRefused(result) || result.repeated) return result;
      const secret = secretOf(tools, result.done);
      const usableFrom = result.done.enrolling?.usableFrom;
      if (!secret || usableFrom === undefined) return refuse('not-open');
      // After the commit: an enrolment that was announced and then lost is begun again; one that nobody heard of must not be.
      await tools.enrolments.save({
        person,
        secret: tools.sealer.seal(secret, totpBinding(person)),
        enrolledAt: tools.world.now(),
        usableFrom,
        usedStep: step,
      });
      // Stopped in that very moment: then what the freeze took away was not there yet.
      if ((await tools.requests.live(person))?.state === 'frozen') await tools.enrolments.remove(person);
      return result;
    },
  };
}

function secretOf(tools: Tools, { tenant, person, id, enrolling }: Request): Secret | undefined {
  return enrolling && tools.codes.secret(enrolling.code, `${tenant}|${person}|${id}|enrol`);
}
