// Somebody who cannot open Teams at all is asked for by their manager, or by the desk. Whoever asks proves nothing by asking.
import type { Account } from '../account.ts';
import { freshRequest } from '../fresh.ts';
import { type Named, named, type Person, same } from '../person.ts';
import type { CommandId, Found, Notice } from '../ports.ts';
import { isRefused, type Refused, refuse } from '../refusals.ts';
import type { OnBehalf, Request, RequestId } from '../request.ts';
import { act, create, type Done, ifUnmoved, type Judge } from './act.ts';
import { REASON_LIMIT, tidy } from './answer.ts';
import { alarmOn, idOf } from './draft.ts';
import { approves } from './office.ts';
import type { Tools } from './tools.ts';
import { verdictOn } from './verdict.ts';

const HOUR = 3_600_000;
/** How often somebody can be asked for: more would be a nuisance that looks like help. */
const ASKED_FOR_PER_HOUR = 3;

export function openingForAnother(tools: Tools) {
  return {
    /**
     * Opens a request for whoever is meant. A manager finds those who report to them and nobody else, and cannot tell who else there is; the
     * desk finds everybody. The request is for the person: it is judged, proved and handed off as theirs.
     */
    async draftFor(
      actor: Person & Named,
      asked: string,
      { locale, command }: { readonly locale: string; readonly command: CommandId },
    ): Promise<Request | Refused> {
      const often = await once(tools, `for:${actor.tenant}:${actor.id}`, tools.policy.draftsPerHour, command);
      if (often) return often;
      const desk = (await approves(tools, actor)) === true;
      const found = await look(tools, asked, desk ? undefined : actor);
      if (isRefused(found)) return found;
      if (same(found, actor)) return refuse('for-yourself');

      const person = { tenant: found.tenant, id: found.id };
      const id = idOf(person, `${command}:for:${actor.id}`);
      const known = await tools.requests.find(id);
      if (known) return known;
      const account = await read(tools, person);
      if (isRefused(account)) return account;
      const as = reportsTo(account, actor) ? 'manager' : desk ? 'desk' : undefined;
      // Who signs in at another organisation is helped there.
      if (!as || account.userType === 'guest' || account.external === true) return refuse('nobody-found');
      const live = await tools.requests.live(person);
      if (live) return isOpener(live, actor) ? live : refuse('they-ask-themselves');
      const pestered = await once(tools, `asked-for:${person.tenant}:${person.id}`, ASKED_FOR_PER_HOUR, command);
      if (pestered) return pestered;

      const request = await begun(tools, person, account, { as, by: { id: actor.id, name: actor.name } }, id, locale);
      const refused = request.verdict.route === 'refused';
      const created = await create(tools, request, command, named(actor), {
        facts: { for: 'another', as },
        // Nothing can come of what is refused at once, and nobody need be alarmed by it.
        tell: refused ? [] : told(account, actor),
      });
      if (created !== 'done') return (await tools.requests.find(id)) ?? refuse('busy');
      if (!refused) return request;
      const tell = await alarmOn(tools, request);
      const row = { event: 'refuse', actor: { kind: 'desk' }, facts: { row: request.verdict.row }, tell } as const;
      const closed = await act(tools, id, `${command}:route`, ifUnmoved(request, row));
      return isRefused(closed) ? closed : closed.done;
    },

    giveReasonFor(actor: Person & Named, id: RequestId, text: string, command: CommandId): Promise<Done | Refused> {
      const reason = tidy(text);
      return act(
        tools,
        id,
        command,
        asOpener(actor, request => {
          if (request.state !== 'open') return refuse('not-open');
          if (reason === '') return refuse('reason-empty');
          if ([...reason].length > REASON_LIMIT) return refuse('reason-too-long');
          return {
            event: 'note',
            actor: named(actor),
            next: { reason, touchedAt: tools.world.now() },
            facts: { what: 'reason' },
          };
        }),
      );
    },

    /** Whoever asked for somebody may take it back. */
    cancelFor(actor: Person & Named, id: RequestId, command: CommandId): Promise<Done | Refused> {
      return act(
        tools,
        id,
        command,
        asOpener(actor, request =>
          ['open', 'pending', 'approved'].includes(request.state)
            ? { event: 'cancel', actor: named(actor) }
            : refuse('too-late'),
        ),
      );
    },
  };
}

export function isOpener({ tenant, onBehalf }: Request, actor: Person): boolean {
  return onBehalf !== undefined && same({ tenant, id: onBehalf.by.id }, actor);
}

function asOpener(actor: Person, judge: Judge): Judge {
  return request => (isOpener(request, actor) ? judge(request) : refuse('not-yours'));
}

/** Counted once a cause, however often it is delivered. */
async function once(tools: Tools, key: string, count: number, command: CommandId): Promise<Refused | undefined> {
  const first = await tools.limits.spend(`once:${key}:${command}`, { count: 1, per: HOUR });
  if ('until' in first) return undefined;
  const spent = await tools.limits.spend(key, { count, per: HOUR });
  return 'until' in spent ? refuse('too-many-drafts', spent) : undefined;
}

/** One person, or why it is not one. Of several, one whose name or address is exactly what was said. */
async function look(tools: Tools, asked: string, under: Person | undefined): Promise<Found | Refused> {
  const wanted = tidy(asked);
  if (wanted === '') return refuse('nobody-found');
  const found = await tools.directory.find(wanted, under).catch((fault: unknown) => {
    tools.log.warn({ fault }, 'nobody could be looked for');
    return undefined;
  });
  if (!found) return refuse('directory-unavailable');
  const exact = found.filter(({ name, upn }) => [name, upn].some(one => one.toLowerCase() === wanted.toLowerCase()));
  const [one, ...more] = exact.length > 0 ? exact : found;
  if (!one) return refuse('nobody-found');
  return more.length > 0 ? refuse('several-found') : one;
}

async function read(tools: Tools, person: Person): Promise<Account | Refused> {
  const account = await tools.directory.account(person, { fresh: true }).catch((fault: unknown) => {
    tools.log.warn({ fault }, 'the directory could not be read for a request by another');
    return 'unreadable' as const;
  });
  if (account === 'unreadable') return refuse('directory-unavailable');
  return account ?? refuse('nobody-found');
}

function reportsTo({ manager }: Account, { id }: Person): boolean {
  return manager !== 'unknown' && manager !== null && manager.id.toLowerCase() === id.toLowerCase();
}

async function begun(
  tools: Tools,
  person: Person,
  account: Account,
  { as, by }: OnBehalf,
  id: RequestId,
  locale: string,
): Promise<Request> {
  const verdict = await verdictOn(tools, person, account);
  const known = { id, tenant: person.tenant, person: person.id, locale, account, verdict };
  const onBehalf = { as, by, stop: tools.codes.name() };
  return { ...freshRequest(known, tools.world.now()), onBehalf };
}

/** On every address, and their manager, who may be the one who asked. */
function told(account: Account, actor: Person): readonly Notice[] {
  return [
    { kind: 'opened', audience: 'person' },
    { kind: 'opened-mail', audience: 'person' },
    ...(reportsTo(account, actor) ? [] : [{ kind: 'opened-mail', audience: 'manager' } as const]),
  ];
}
