// What the owner of a request does in the conversation: gives the reason, says SSPR did not work, cancels, says it is done.
import { named, type Person, same } from '../person.ts';
import type { CommandId } from '../ports.ts';
import { refuse } from '../refusals.ts';
import type { Request, RequestId } from '../request.ts';
import { act, type Judge } from './act.ts';
import type { Tools } from './tools.ts';

export const REASON_LIMIT = 500;

/** Runs a judge only for the request's own person, and keeps the idle clock. */
export function asOwner(tools: Tools, person: Person, judge: Judge): Judge {
  return async request => {
    if (!same({ tenant: request.tenant, id: request.person }, person)) return refuse('not-yours');
    const decision = await judge(request);
    return decision === 'leave' || 'refused' in decision
      ? decision
      : { ...decision, next: { touchedAt: tools.world.now(), ...decision.next } };
  };
}

export function ownerOf(request: Request) {
  return named({ id: request.person, name: request.account.name });
}

/** Free text as typed, made fit for every card: no control or direction-turning characters (joiners stay: names need them), no runs of white space. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

export function answers(tools: Tools) {
  return {
    giveReason(person: Person, id: RequestId, text: string, command: CommandId) {
      const reason = tidy(text);
      return act(
        tools,
        id,
        command,
        asOwner(tools, person, request => {
          if (request.state !== 'open') return refuse('not-open');
          if (reason === '') return refuse('reason-empty');
          if ([...reason].length > REASON_LIMIT) return refuse('reason-too-long');
          return { event: 'note', actor: ownerOf(request), next: { reason }, facts: { what: 'reason' } };
        }),
      );
    },

    /** "It did not work": from Microsoft's self-service to the desk, keeping everything already known. */
    resume(person: Person, id: RequestId, command: CommandId) {
      return act(
        tools,
        id,
        command,
        asOwner(tools, person, request =>
          request.state === 'guided'
            ? { event: 'resume', actor: ownerOf(request), next: { ssprFailed: true } }
            : refuse('too-late'),
        ),
      );
    },

    cancel(person: Person, id: RequestId, command: CommandId) {
      return act(
        tools,
        id,
        command,
        asOwner(tools, person, request =>
          ['open', 'guided', 'pending', 'approved'].includes(request.state)
            ? { event: 'cancel', actor: ownerOf(request) }
            : refuse('too-late'),
        ),
      );
    },
  };
}
