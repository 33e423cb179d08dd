// A person says they are locked out: read who they are, see where their password lives, open their one request.
import { createHash } from 'node:crypto';
import { diagnose } from '../diagnosis.ts';
import { named, type Person } from '../person.ts';
import type { CommandId } from '../ports.ts';
import { isRefused, type Refused, refuse } from '../refusals.ts';
import { type Request, type RequestId, roadOf } from '../request.ts';
import { act, create, ifUnmoved } from './act.ts';
import type { Tools } from './tools.ts';

export type Draft = (
  person: Person,
  said: { readonly locale: string; readonly command: CommandId },
) => Promise<Request | Refused>;

/** Gives the live request when there is one; else opens one and takes its first step: guided by SSPR, refused, or open for the desk. */
export function draft(tools: Tools): Draft {
  return async (person, { locale, command }) => {
    const live = await tools.requests.live(person);
    if (live) return route(tools, live, command);
    // Another delivery of the same cause, after that request was already refused or ended.
    const id = idOf(person, command);
    const known = await tools.requests.find(id);
    if (known) return route(tools, known, command);
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
    const verdict = diagnose(account, tools.attested);
    const request: Request = {
      id,
      version: 1,
      state: 'open',
      tenant: person.tenant,
      person: person.id,
      locale,
      openedAt: now,
      since: now,
      touchedAt: now,
      account,
      verdict,
      proofs: [],
      challenges: [],
      approvals: [],
      attempts: 0,
    };
    const created = await create(tools, request, command, named({ id: person.id, name: account.name }));
    // Somebody (another device, a second delivery) was faster: theirs is the request.
    const theirs =
      created === 'done' ? request : ((await tools.requests.find(id)) ?? (await tools.requests.live(person)));
    return theirs ? route(tools, theirs, command) : refuse('busy');
  };
}

/** One cause opens one request, however often it is delivered: the id follows from who and why. It is no secret, only opaque. */
function idOf(person: Person, command: CommandId): RequestId {
  const hash = createHash('sha256').update(`${person.tenant}|${person.id}|${command}`).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
}

/** The first step. Taken by the next one who asks, if the process died in between. */
async function route(tools: Tools, request: Request, command: CommandId): Promise<Request | Refused> {
  const road = roadOf(request);
  if (request.state !== 'open' || road === 'helpdesk') return request;
  const decision = {
    event: road === 'sspr' ? 'guide' : 'refuse',
    actor: { kind: 'desk' },
    facts: { route: road, row: request.verdict.row },
  } as const;
  const moved = await act(tools, request.id, `${command}:route`, ifUnmoved(request, decision));
  return isRefused(moved) ? moved : moved.done;
}
