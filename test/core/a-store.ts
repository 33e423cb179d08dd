// The desk's store in memory, as strict as the real one: compare-and-set, a command once, one live request a person, rows kept as text.
import { isLive } from '../../src/core/lifecycle.ts';
import type { Person } from '../../src/core/person.ts';
import type { AuditLine, Change, Limits, Notice, Requests, Session, Sessions, World } from '../../src/core/ports.ts';
import type { Request } from '../../src/core/request.ts';
import type { Sealed } from '../../src/core/seal.ts';

export type MemoryStore = ReturnType<typeof aStore>;
export type Job = { dueAt: number; generation: number };

/** Longer ago than this counts as away: then coming back wakes the request. As the real store has it. */
const AWAY = 15_000;

export function aStore(world: World) {
  const rows = new Map<string, string>();
  const seals = new Map<string, { box: Sealed; attempt: number }>();
  const commands = new Set<string>();
  const lines: (AuditLine & { request: string; version: number })[] = [];
  const told: (Notice & { request: string })[] = [];
  const jobs = new Map<string, Job>();
  const pages: (Session & { bearer: string })[] = [];
  const spent = new Map<string, number[]>();

  const all = () => [...rows.values()].map(text => JSON.parse(text) as Request);
  const find = (id: string) => {
    const text = rows.get(id);
    return text === undefined ? undefined : (JSON.parse(text) as Request);
  };
  const of = (person: Person) =>
    all()
      .filter(row => row.tenant === person.tenant && row.person === person.id)
      .sort((a, b) => b.openedAt - a.openedAt || Number(isLive(b.state)) - Number(isLive(a.state)));

  function raise(id: string, dueAt: number): void {
    const job = jobs.get(id);
    jobs.set(id, { dueAt: Math.min(dueAt, job?.dueAt ?? dueAt), generation: (job?.generation ?? 0) + 1 });
  }

  function commit(change: Change): 'done' | 'stale' | 'repeated' {
    const { before, after, line, command, wake, tell, seal } = change;
    if (after.version !== (before?.version ?? 0) + 1) throw new Error('a commit raises the version by one');
    if (before && before.id !== after.id) throw new Error('a commit changes one request');
    if (commands.has(`${after.id} ${command}`)) return 'repeated';
    if (find(after.id)?.version !== before?.version) return 'stale';
    if (isLive(after.state) && all().some(row => row.id !== after.id && sameOwner(row, after) && isLive(row.state)))
      return 'stale';
    commands.add(`${after.id} ${command}`);
    rows.set(after.id, JSON.stringify(after));
    lines.push({ ...line, request: after.id, version: after.version });
    told.push(...tell.map(notice => ({ ...notice, request: after.id })));
    if (seal === 'burn') seals.delete(after.id);
    else if (seal) seals.set(after.id, { box: seal, attempt: after.attempts });
    if (wake === undefined) jobs.delete(after.id);
    else jobs.set(after.id, { dueAt: wake, generation: (jobs.get(after.id)?.generation ?? 0) + 1 });
    return 'done';
  }

  const requests: Requests = {
    find: async id => find(id),
    live: async person => of(person).find(row => isLive(row.state)),
    latest: async person => of(person)[0],
    recent: async (person, since) => of(person).filter(row => row.openedAt >= since),
    sealed: async id => seals.get(id),
    answered: async (id, command) => commands.has(`${id} ${command}`),
    commit: async change => commit(change),
    wake: async id => raise(id, world.now()),
  };

  const limits: Limits = {
    async spend(key, { count, per }) {
      const now = world.now();
      const kept = (spent.get(key) ?? []).filter(at => at > now - per);
      const oldest = kept[0];
      if (oldest !== undefined && kept.length >= count) return { until: oldest + per };
      spent.set(key, [...kept, now]);
      return { left: count - kept.length - 1 };
    },
    async forgive(key) {
      spent.set(key, (spent.get(key) ?? []).slice(0, -1));
    },
  };

  const lastSeen = (request: string) =>
    pages.filter(page => page.request === request).sort((a, b) => b.seenAt - a.seenAt)[0]?.seenAt;

  function arrive(request: string): void {
    const last = lastSeen(request);
    const row = find(request);
    if ((last === undefined || world.now() - last > AWAY) && row && isLive(row.state)) raise(request, world.now());
  }

  const sessions: Sessions = {
    async open(request, person) {
      arrive(request);
      const page = { id: world.id(), request, person, seenAt: world.now(), bearer: world.id() };
      pages.push(page);
      return { session: page, bearer: page.bearer };
    },
    async seen(bearer) {
      const index = pages.findIndex(page => page.bearer === bearer);
      const page = pages[index];
      if (!page) return undefined;
      arrive(page.request);
      const seen = { ...page, seenAt: world.now() };
      pages[index] = seen;
      return seen;
    },
    move: async () => undefined,
    lastSeen: async request => lastSeen(request),
    close: async () => {},
  };

  /** Everything that is written down anywhere, for looking through. */
  const written = () => JSON.stringify([[...rows.values()], lines, told, [...commands], [...jobs], [...seals]]);

  return { requests, limits, sessions, all, find, lines, told, jobs, seals, written };
}

function sameOwner(one: Request, other: Request): boolean {
  return one.tenant === other.tenant && one.person === other.person;
}
