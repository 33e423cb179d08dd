// An authenticator is set up on a page, behind a link that works once and a sign-in: the secret is in no chat and in no mail.
import { createHash } from 'node:crypto';
import type { Desk } from '../core/desk/desk.ts';
import { same } from '../core/person.ts';
import type { Tickets } from '../core/ports.ts';
import { isRefused } from '../core/refusals.ts';
import type { Request } from '../core/request.ts';
import type { Finished } from '../core/sign-in.ts';
import type { Answer } from './answer.ts';
import {
  enrolAgainPage,
  enrolDonePage,
  enrolPage,
  enrolRefusedPage,
  enrolStoppedPage,
  enrolToldPage,
} from './enrol-pages.ts';
import type { Asked } from './route.ts';
import { wrongAccountPage } from './sign-in-pages.ts';

/** From the page to its button. The desk's own clock is shorter where policy says so. */
const PAGE_TTL = 10 * 60_000;
const CONFIRM = 'enrol:confirm';
const STOP = 'enrol:stop';

export type Enrolment = ReturnType<typeof createEnrolment>;

export function createEnrolment({
  desk,
  tickets,
}: {
  readonly desk: Pick<Desk, 'showEnrolment' | 'confirmEnrolment' | 'freeze'>;
  readonly tickets: Tickets;
}) {
  return {
    /** The end of the sign-in: whoever signed in is who asked in the chat. */
    async show({ subject, who }: Finished, asked: Asked, command: string): Promise<Answer> {
      const { request = '', person = '', tenant = '' } = subject;
      const owner = { tenant, id: person };
      if (!same(owner, { tenant: who.tid, id: who.oid })) return wrongAccountPage(asked, who);
      const shown = await desk.showEnrolment(owner, request, command);
      if (isRefused(shown)) return enrolRefusedPage(asked, shown.refused);
      const ticket = await tickets.issue(CONFIRM, { request, person, tenant }, PAGE_TTL);
      return enrolPage(asked.words, shown.request.account.upn, shown.secret, ticket);
    },

    async confirm({ ticket, code }: { readonly ticket: string; readonly code: string }, asked: Asked): Promise<Answer> {
      const subject = await tickets.redeem(CONFIRM, ticket);
      if (!subject) return enrolRefusedPage(asked, 'proof-expired');
      const { request = '', person = '', tenant = '' } = subject;
      const done = await desk.confirmEnrolment({ tenant, id: person }, request, code, commandOf(ticket));
      if (!isRefused(done)) return enrolDonePage(asked.words, done.done.enrolling?.usableFrom ?? 0);
      if (done.refused !== 'code-wrong') return enrolRefusedPage(asked, done.refused);
      return enrolAgainPage(asked.words, await tickets.issue(CONFIRM, subject, PAGE_TTL), done.left ?? 0);
    },

    /** Where the mail leads whoever was told: the owner, or their manager. */
    async told(request: Request, who: Finished['who'], asked: Asked): Promise<Answer> {
      const { manager } = request.account;
      const readers = [request.person, ...(manager === 'unknown' || manager === null ? [] : [manager.id])];
      if (!readers.some(id => same({ tenant: request.tenant, id }, { tenant: who.tid, id: who.oid })))
        return wrongAccountPage(asked, who);
      const subject = { request: request.id, person: who.oid, tenant: who.tid, name: who.name };
      return enrolToldPage(asked.words, request, await tickets.issue(STOP, subject, PAGE_TTL));
    },

    /** "That was not me", or not them. */
    async stop({ ticket }: { readonly ticket: string }, asked: Asked): Promise<Answer> {
      const subject = await tickets.redeem(STOP, ticket);
      if (!subject) return enrolRefusedPage(asked, 'proof-expired');
      const { request = '', person = '', tenant = '', name = '' } = subject;
      const stopped = await desk.freeze({ tenant, id: person, name }, request, commandOf(ticket));
      return isRefused(stopped) && stopped.refused !== 'already-decided'
        ? enrolRefusedPage(asked, stopped.refused)
        : enrolStoppedPage(asked.words);
    },
  };
}

/** A ticket works once, so its hash names what it did. */
function commandOf(ticket: string): string {
  return `enrol:${createHash('sha256').update(ticket).digest('base64url').slice(0, 22)}`;
}
