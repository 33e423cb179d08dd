// An authenticator app is set up with the desk: a request of its own, since what it enrols will speak for its owner for years.
import { freshRequest } from '../fresh.ts';
import { named, type Person } from '../person.ts';
import type { CommandId } from '../ports.ts';
import { type Refused, refuse } from '../refusals.ts';
import type { Request } from '../request.ts';
import { act, create } from './act.ts';
import { asOwner, ownerOf } from './answer.ts';
import { idOf } from './draft.ts';
import { confirming, TOLD } from './enrol-page.ts';
import type { Tools } from './tools.ts';
import { verdictOn } from './verdict.ts';

const DAY = 24 * 3_600_000;

export function enrolling(tools: Tools) {
  return {
    ...confirming(tools),

    /** Gives the one under way, or opens one. While a reset is under way there is none: its proofs would be asked for twice. */
    async beginEnrolment(
      person: Person,
      { locale, command }: { readonly locale: string; readonly command: CommandId },
    ): Promise<Request | Refused> {
      const id = idOf(person, `${command}:enrol`);
      const known = await tools.requests.find(id);
      if (known) return known;
      const live = await tools.requests.live(person);
      if (live) return live.purpose === 'enrol' && live.state === 'open' ? live : refuse('request-running');
      const spent = await tools.limits.spend(`draft:${person.tenant}:${person.id}`, {
        count: tools.policy.draftsPerHour,
        per: 3_600_000,
      });
      if ('until' in spent) return refuse('too-many-drafts', spent);
      const account = await tools.directory.account(person).catch((fault: unknown) => {
        tools.log.warn({ fault }, 'the directory could not be read for an enrolment');
        return 'unreadable' as const;
      });
      if (account === 'unreadable') return refuse('directory-unavailable');
      if (!account) return refuse('no-such-account');
      const verdict = await verdictOn(tools, person, account);
      if (verdict.row === 'unreadable') return refuse('directory-unavailable');
      if (verdict.route === 'refused') return refuse('not-for-you');
      const now = tools.world.now();
      const begun = { id, tenant: person.tenant, person: person.id, locale, account, verdict };
      const request: Request = { ...freshRequest(begun, now), purpose: 'enrol' };
      const created = await create(tools, request, command, named({ id: person.id, name: account.name }));
      return created === 'done' ? request : ((await tools.requests.find(id)) ?? refuse('busy'));
    },

    /** "I lost my phone": at once, for whoever speaks in their chat. Taking it away opens nothing. */
    async removeEnrolment(person: Person, command: CommandId): Promise<{ readonly removed: boolean }> {
      const enrolment = await tools.enrolments.find(person);
      if (!enrolment) return { removed: false };
      await tools.enrolments.remove(person);
      const requests = await tools.requests.recent(person, enrolment.enrolledAt - DAY);
      const request = requests.find(({ enrolling }) => enrolling?.usableFrom !== undefined);
      if (!request) return { removed: true };
      await act(
        tools,
        request.id,
        command,
        asOwner(tools, person, current => ({
          event: 'note',
          actor: ownerOf(current),
          next: { enrolling: current.enrolling && { ...current.enrolling, removedAt: tools.world.now() } },
          facts: { what: 'authenticator removed' },
          tell: TOLD,
        })),
      );
      return { removed: true };
    },

    async enrolmentOf(person: Person): Promise<{ readonly usableFrom: number } | undefined> {
      const enrolment = await tools.enrolments.find(person);
      return enrolment && { usableFrom: enrolment.usableFrom };
    },
  };
}
