// A request is joined from any device: by a short code that somebody tells the person. Being there proves nothing; it is where proving is done.

import { createHash } from 'node:crypto';
import { mayDecide } from '../approver.ts';
import { sameCode } from '../codes.ts';
import { digitsIn } from '../heard.ts';
import { isLive } from '../lifecycle.ts';
import { type Named, named, type Person, same } from '../person.ts';
import type { CommandId } from '../ports.ts';
import { isRefused, type Refused, refuse } from '../refusals.ts';
import type { Joining, Request, RequestId } from '../request.ts';
import { act, type Done } from './act.ts';
import { ownerOf } from './answer.ts';
import { approves } from './office.ts';
import { isOpener } from './on-behalf.ts';
import { spendCode } from './proofs/tries.ts';
import type { Tools } from './tools.ts';

const MINUTE = 60_000;
/** Per minute and network: behind a proxy all come from one, and each of them costs a look into the directory. */
const KNOCKS = 30;
/** Per minute, from everywhere: whoever has many networks does not use up what the directory answers the whole desk. */
const ALL_KNOCKS = 300;
/** From so many networks somebody may use up what is allowed from one, before a door is shut for all. */
const FROM_ALL = 4;

/** What a page holds to show that it is the one that was opened. */
export type PageKey = string;
export type JoinCode = { readonly digits: string; readonly until: number };
export type Joined = { readonly request: Request; readonly page: PageKey };

export function joining(tools: Tools) {
  return {
    /** A code for the person, to be told by whoever asked for them or by the desk. A new one kills the old, not the page. */
    async newJoinCode(actor: Person & Named, id: RequestId, command: CommandId): Promise<Done | Refused> {
      const known = await tools.requests.find(id);
      if (!known?.onBehalf) return refuse('no-such-request');
      if (await tools.requests.answered(id, command)) return { done: known, repeated: true };
      const no = isOpener(known, actor) ? undefined : await notOfDesk(tools, known, actor);
      if (no) return no;
      if (!isLive(known.state) || known.state === 'frozen') return refuse('too-late');
      const often = await spendCode(tools, `join:${id}`, command);
      if (often) return often;
      return act(tools, id, command, request => {
        if (!isLive(request.state) || request.state === 'frozen') return refuse('too-late');
        const now = tools.world.now();
        const fresh: Joining = {
          code: tools.codes.name(),
          by: actor.id,
          issuedAt: now,
          expiresAt: now + tools.policy.codeValid,
          ...pageOf(request.joining),
        };
        return { event: 'note', actor: named(actor), next: { joining: fresh }, facts: { what: 'join code' } };
      });
    },

    joinCode: (request: Request, actor: Person) => joinCode(tools, request, actor),

    /**
     * @param asked the person's user principal name or address, as typed
     * @param from the network it came from: a count of its own
     */
    async join(asked: string, code: string, from: string, command: CommandId): Promise<Joined | Refused> {
      const request = await knock(tools, asked, from);
      if (isRefused(request)) return request;
      // Before comparing, and over every code of this request: a new one gives no new tries. Another of her names is no new count either.
      const spent = await spendAt(tools, `join-tries:${request.id}`, from);
      // Said as of anybody, or it would tell that there is something to join: whoever keeps to one name has heard of the limit before.
      if (spent) return refuse('join-unknown');
      const page = tools.world.random(32).toString('base64url');
      let right = false;
      const done = await act(tools, request.id, command, current => {
        const { joining } = current;
        right = Boolean(
          joining && usable(tools, joining) && sameCode(digitsOf(tools, current, joining), digitsIn(code)),
        );
        if (!right || !joining) return { event: 'note', actor: { kind: 'desk' }, facts: { what: 'join failed' } };
        return {
          event: 'note',
          actor: { kind: 'desk' },
          next: { joining: { ...joining, spent: true, page: hashOf(page), letIn: joining.by } },
          facts: { what: 'joined' },
        };
      });
      if (isRefused(done)) return done;
      if (!right || done.repeated) return refuse('join-unknown');
      for (const key of [`join-tries:${request.id}`, doorKey(asked)]) await forgiveAt(tools, key, from);
      return { request: done.done, page };
    },

    /** The request of this page, while the page is the newest one that was opened. */
    joined: (id: RequestId, page: PageKey): Promise<Request | Refused> => joined(tools, id, page),

    /** What may be written down of a page's key. */
    markOf: hashOf,

    /**
     * The same page after it was away to sign in: it comes back with a new key, since the old one is written down nowhere.
     * @param mark what `markOf` gave before
     */
    async rejoin(id: RequestId, mark: string, command: CommandId): Promise<Joined | Refused> {
      const page = tools.world.random(32).toString('base64url');
      const done = await act(tools, id, command, request => {
        if (!request.joining?.page || !sameCode(request.joining.page, mark)) return refuse('join-over');
        return {
          event: 'note',
          actor: ownerOf(request),
          next: { joining: { ...request.joining, page: hashOf(page) } },
          facts: { what: 'rejoined' },
        };
      });
      if (isRefused(done)) return done;
      return done.repeated ? refuse('join-over') : { request: done.done, page };
    },
  };
}

/** What a new code leaves as it is. */
function pageOf(joining: Joining | undefined): Pick<Joining, 'page' | 'letIn'> {
  const { page, letIn } = joining ?? {};
  return { ...(page === undefined ? {} : { page }), ...(letIn === undefined ? {} : { letIn }) };
}

/** The code, for whoever may read it out; undefined once it is of no use. */
export function joinCode(tools: Pick<Tools, 'codes' | 'world'>, request: Request, actor: Person): JoinCode | undefined {
  const { joining, tenant } = request;
  if (!joining || !usable(tools, joining) || !same({ tenant, id: joining.by }, actor)) return undefined;
  return { digits: digitsOf(tools, request, joining), until: joining.expiresAt };
}

export async function joined(tools: Tools, id: RequestId, page: PageKey): Promise<Request | Refused> {
  const request = await tools.requests.find(id);
  return request && isPageOf(request, page) ? request : refuse('join-over');
}

export function isPageOf({ onBehalf, joining }: Request, page: PageKey): boolean {
  return onBehalf !== undefined && joining?.page !== undefined && sameCode(joining.page, hashOf(page));
}

/** Somebody of the desk, now: neither the person nor whoever asked or vouched for them. Having approved is no hindrance. */
export async function notOfDesk(tools: Tools, request: Request, actor: Person): Promise<Refused | undefined> {
  const no = mayDecide(request, { ...actor, member: await approves(tools, actor, request) });
  return no && no !== 'already-approved-by-you' ? refuse(no) : undefined;
}

export function hashOf(page: PageKey): string {
  return createHash('sha256').update(page).digest('base64url');
}

/** The same refusal for whoever is unknown, is not asked for, or has no code: the door tells nobody who is behind it. */
async function knock(tools: Tools, asked: string, from: string): Promise<Request | Refused> {
  const wanted = wantedBy(asked);
  const door = await tools.limits.spend(`join-from:${from}`, { count: KNOCKS, per: MINUTE });
  if ('until' in door) return refuse('too-many-tries', door);
  // Before their own tries are counted: a flood of others' costs nobody any.
  const all = await tools.limits.spend('join-knocks', { count: ALL_KNOCKS, per: MINUTE });
  if ('until' in all) return refuse('too-many-tries', all);
  const spent = await spendAt(tools, doorKey(asked), from);
  if (spent) return refuse('too-many-tries', spent);
  if (!wanted.includes('@')) return refuse('join-unknown');
  const found = await tools.directory.find(wanted).catch((fault: unknown) => {
    tools.log.warn({ fault }, 'nobody could be looked for');
    return undefined;
  });
  if (!found) return refuse('directory-unavailable');
  const [one, ...more] = found;
  if (!one || more.length > 0) return refuse('join-unknown');
  const live = await tools.requests.live({ tenant: one.tenant, id: one.id });
  return live?.onBehalf && live.joining ? live : refuse('join-unknown');
}

/**
 * A try at one door from one network, and from all of them: whoever shuts it from theirs does not shut it for everybody, and
 * many networks give no more guesses than `FROM_ALL` of them (docs/decisions/0014-limits-that-others-cannot-use-up.md).
 */
async function spendAt(tools: Tools, door: string, from: string): Promise<{ readonly until: number } | undefined> {
  const { failedProofsPerDay: count, codeValid: per } = tools.policy;
  const here = await tools.limits.spend(`${door}:${from}`, { count, per });
  if ('until' in here) return here;
  const all = await tools.limits.spend(door, { count: FROM_ALL * count, per });
  return 'until' in all ? all : undefined;
}

async function forgiveAt({ limits }: Pick<Tools, 'limits'>, door: string, from: string): Promise<void> {
  for (const key of [door, `${door}:${from}`]) await limits.forgive(key);
}

function wantedBy(asked: string): string {
  return asked.trim().toLowerCase();
}

function doorKey(asked: string): string {
  return `join-for:${hashOf(wantedBy(asked))}`;
}

function usable(tools: Pick<Tools, 'world'>, { spent, expiresAt }: Joining): boolean {
  return !spent && tools.world.now() <= expiresAt;
}

function digitsOf(tools: Pick<Tools, 'codes'>, { tenant, person, id }: Request, { code }: Joining): string {
  return tools.codes.digits(code, `${tenant}|${person}|${id}|join`);
}
