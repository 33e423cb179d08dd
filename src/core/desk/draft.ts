// A person says they are locked out: read who they are, see where their password lives, open their one request.
import { createHash } from 'node:crypto';
import type { Trouble } from '../diagnosis.ts';
import { freshRequest } from '../fresh.ts';
import { named, type Person } from '../person.ts';
import type { CommandId, Notice } from '../ports.ts';
import { isRefused, type Refused, refuse } from '../refusals.ts';
import { type Request, type RequestId, roadOf } from '../request.ts';
import { act, create, type Decision, ifUnmoved } from './act.ts';
import { asOwner, ownerOf } from './answer.ts';
import type { Tools } from './tools.ts';
import { verdictOn } from './verdict.ts';

const DAY = 24 * 3_600_000;

export type Draft = (
  person: Person,
  how: {
    readonly locale: string;
    readonly command: CommandId;
    /** What they said is wrong, where their words told. */
    readonly said?: Trouble;
    /** They will be asked what is wrong: a step that turns on it waits for `tellTrouble`. */
    readonly ask?: true;
  },
) => Promise<Request | Refused>;

/** Gives the live request when there is one; else opens one and takes its first step: guided by SSPR, refused, or open for the desk. */
export function draft(tools: Tools): Draft {
  return async (person, { locale, command, said, ask }) => {
    const live = await tools.requests.live(person);
    // Wherever this chat is open, the person who is being helped may be elsewhere: it takes nothing over.
    if (live?.onBehalf) return refuse('asked-by-another');
    if (live && !(live.purpose === 'enrol' && live.state === 'open')) return route(tools, live, command, ask);
    // Whoever is locked out now does not want to set up an app first.
    if (live) await act(tools, live.id, `${command}:instead`, setAside);
    // Another delivery of the same cause, after that request was already refused or ended.
    const id = idOf(person, command);
    const known = await tools.requests.find(id);
    if (known) return route(tools, known, command, ask);
    const spent = await tools.limits.spend(`draft:${person.tenant}:${person.id}`, {
      count: tools.policy.draftsPerHour,
      per: 3_600_000,
    });
    if ('until' in spent) return refuse('too-many-drafts');

    const account = await tools.directory.account(person).catch((fault: unknown) => {
      tools.log.warn({ fault }, 'the directory could not be read for a new request');
      return 'unreadable' as const;
    });
    if (account === 'unreadable') return refuse('directory-unavailable');
    if (!account) return refuse('no-such-account');

    const now = tools.world.now();
    const verdict = await verdictOn(tools, person, account, said);
    const begun = { id, tenant: person.tenant, person: person.id, locale, account, verdict };
    const request: Request = { ...freshRequest(begun, now), ...(said ? { said } : {}) };
    const created = await create(tools, request, command, named({ id: person.id, name: account.name }));
    // Somebody (another device, a second delivery) was faster: theirs is the request.
    const theirs =
      created === 'done' ? request : ((await tools.requests.find(id)) ?? (await tools.requests.live(person)));
    if (theirs?.onBehalf) return refuse('asked-by-another');
    return theirs ? route(tools, theirs, command, ask) : refuse('busy');
  };
}

function setAside(request: Request): Decision | 'leave' {
  return request.state === 'open'
    ? { event: 'cancel', actor: { kind: 'desk' }, facts: { why: 'a reset was asked for' } }
    : 'leave';
}

/** One cause opens one request, however often it is delivered: the id follows from who and why. It is no secret, only opaque. */
export function idOf(person: Person, command: CommandId): RequestId {
  const hash = createHash('sha256').update(`${person.tenant}|${person.id}|${command}`).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
}

/** What they said is wrong: the same facts are judged anew, and the first step is taken. */
export function tellingTrouble(tools: Tools) {
  return async (person: Person, id: RequestId, said: Trouble, command: CommandId): Promise<Request | Refused> => {
    const told = await act(
      tools,
      id,
      command,
      asOwner(tools, person, async request => {
        if (request.state !== 'open' || request.purpose) return refuse('not-open');
        const verdict = await verdictOn(tools, person, request.account, said);
        return { event: 'note', actor: ownerOf(request), next: { said, verdict }, facts: { what: `said ${said}` } };
      }),
    );
    return isRefused(told) ? told : route(tools, told.done, command);
  };
}

/** The first step. Taken by the next one who asks, if the process died in between. */
async function route(tools: Tools, request: Request, command: CommandId, ask?: true): Promise<Request | Refused> {
  if (request.state !== 'open') return request;
  const road = roadOf(request);
  const event = road === 'refused' ? 'refuse' : road === 'sspr' || isLockedAgain(request) ? 'guide' : undefined;
  if (!event || (event === 'guide' && ask && request.said === undefined)) return request;
  const decision = {
    event,
    actor: { kind: 'desk' },
    facts: { route: road, row: request.verdict.row },
    tell: event === 'refuse' ? await alarmOn(tools, request) : [],
  } as const;
  const moved = await act(tools, request.id, `${command}:route`, ifUnmoved(request, decision));
  return isRefused(moved) ? moved : moved.done;
}

/** Who is at risk is for security to decide, so they are told: once a day, however often it is asked. */
export async function alarmOn({ requests, world }: Tools, request: Request): Promise<readonly Notice[]> {
  if (request.verdict.row !== 'at-risk') return [];
  const day = await requests.recent({ tenant: request.tenant, id: request.person }, world.now() - DAY);
  const told = day.some(one => one.id !== request.id && one.state === 'refused' && one.verdict.row === 'at-risk');
  return told ? [] : [{ kind: 'alarm-risk', audience: 'admins' }];
}

/** A password that was changed just now is seldom forgotten: something else still tries the old one. */
function isLockedAgain({ verdict, said, ssprFailed }: Request): boolean {
  return !ssprFailed && said !== 'forgot' && said !== undefined && verdict.offers?.includes('relock-list') === true;
}
