// The desk's store in memory, as strict as the real one: compare-and-set, a command once, one live request a person, rows kept as text.
import { isLive } from '../../src/core/lifecycle.ts';
import type { Person } from '../../src/core/person.ts';
import type {
  AuditLine,
  Change,
  Enrolment,
  Enrolments,
  History,
  Limits,
  Notice,
  Requests,
  Session,
  Sessions,
  Shields,
  ShieldsDown,
  ShieldsUp,
  World,
} from '../../src/core/ports.ts';
import type { Request } from '../../src/core/request.ts';
import type { Sealed } from '../../src/core/seal.ts';

export type MemoryStore = ReturnType<typeof aStore>;
export type Job = { dueAt: number; generation: number };

/** Longer ago than this counts as away: then coming back wakes the request. As the real store has it. */
const AWAY = 15_000;

export function aStore(world: World) {
  const rows = new Map<string, { readonly text: string; readonly row: Request }>();
  const seals = new Map<string, { box: Sealed; attempt: number }>();
  const tokens = new Map<string, Sealed>();
  const commands = new Set<string>();
  const lines: (AuditLine & { request: string; version: number })[] = [];
  const told: (Notice & { request: string })[] = [];
  const jobs = new Map<string, Job>();
  const pages: (Session & { bearer: string })[] = [];
  const spent = new Map<string, number[]>();

  const all = () => [...rows.values()].map(({ row }) => row);
  const find = (id: string) => rows.get(id)?.row;
  const of = (person: Person) =>
    all()
      .filter(row => row.tenant === person.tenant && row.person === person.id)
      .sort((a, b) => b.openedAt - a.openedAt || Number(isLive(b.state)) - Number(isLive(a.state)));

  function raise(id: string, dueAt: number): void {
    const job = jobs.get(id);
    jobs.set(id, { dueAt: Math.min(dueAt, job?.dueAt ?? dueAt), generation: (job?.generation ?? 0) + 1 });
  }

  function stir(): void {
    for (const { id, state } of all()) if (state === 'pending' || state === 'approved') raise(id, world.now());
  }

  function commit(change: Change): 'done' | 'stale' | 'repeated' {
    const { before, after, line, command, wake, tell, seal, hands } = change;
    if (after.version !== (before?.version ?? 0) + 1) throw new Error('a commit raises the version by one');
    if (before && before.id !== after.id) throw new Error('a commit changes one request');
    if (commands.has(`${after.id} ${command}`)) return 'repeated';
    if (find(after.id)?.version !== before?.version) return 'stale';
    if (isLive(after.state) && all().some(row => row.id !== after.id && sameOwner(row, after) && isLive(row.state)))
      return 'stale';
    commands.add(`${after.id} ${command}`);
    rows.set(after.id, keep(after));
    lines.push({ ...line, request: after.id, version: after.version });
    told.push(...tell.map(notice => ({ ...notice, request: after.id })));
    if (hands === 'burn') tokens.delete(after.id);
    else if (hands) tokens.set(after.id, hands);
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
    stir: async () => stir(),
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
    async full(key, { count, per }) {
      const kept = (spent.get(key) ?? []).filter(at => at > world.now() - per);
      const [oldest] = kept;
      return oldest !== undefined && kept.length >= count ? { until: oldest + per } : undefined;
    },
    async forgive(key) {
      spent.set(key, (spent.get(key) ?? []).slice(0, -1));
    },
  };

  const newest = (request: string) => pages.findLast(page => page.request === request);
  const lastSeen = (request: string) => newest(request)?.seenAt;

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
      if (newest(page.request) !== page) return { ...page, superseded: true };
      arrive(page.request);
      const seen = { ...page, seenAt: world.now() };
      pages[index] = seen;
      return seen;
    },
    move: async () => undefined,
    newest: async request => newest(request),
    close: async () => {},
  };

  const history: History = {
    resets: async since => {
      const late = lines.filter(line => line.at >= since).map(({ event }) => event);
      return late.filter(event => event === 'begin').length - late.filter(event => event === 'requeue').length;
    },
    pairs: async (id, { person, approver, vouchers }, since) =>
      all().filter(
        row =>
          row.id !== id &&
          row.approvals.some(approval => approval.id === approver && approval.at >= since) &&
          (row.person === person || row.proofs.some(({ by }) => by && vouchers.includes(by.id))),
      ).length,
    failed: async (code, since, person) =>
      lines.findLast(
        ({ event, facts, at, request }) =>
          event === 'fail' && facts['code'] === code && at >= since && (!person || find(request)?.person === person),
      )?.at,
    arrived: async since =>
      lines.some(({ event, at, request }) => event === 'land' && at >= since && find(request)?.account.synced === true),
  };

  const raised: { shields?: ShieldsUp & { lowered?: ShieldsDown } } = {};
  const stand = () => raised.shields && !raised.shields.lowered && world.now() < raised.shields.until;
  const shields: Shields = {
    up: async () => (stand() ? raised.shields : undefined),
    newest: async () => raised.shields,
    raise: async up => {
      if (stand() && !up.by) return;
      raised.shields = up;
      stir();
    },
    lower: async lowered => {
      if (!raised.shields || !stand()) return;
      raised.shields = { ...raised.shields, lowered };
      stir();
    },
  };

  const enrolled = new Map<string, Enrolment>();
  const enrolments: Enrolments = {
    find: async ({ id }) => enrolled.get(id),
    save: async one => void enrolled.set(one.person.id, one),
    async use({ id }, step) {
      const one = enrolled.get(id);
      if (!one || (one.usedStep ?? -1) >= step) return false;
      enrolled.set(id, { ...one, usedStep: step });
      return true;
    },
    remove: async ({ id }) => void enrolled.delete(id),
  };

  /** Everything that is written down anywhere, for looking through. */
  const written = () =>
    JSON.stringify([
      [...rows.values()].map(({ text }) => text),
      lines,
      told,
      [...commands],
      [...jobs],
      [...seals],
      [...tokens],
    ]);

  return {
    requests,
    limits,
    sessions,
    history,
    shields,
    enrolments,
    all,
    find,
    lines,
    told,
    jobs,
    seals,
    hands: tokens,
    written,
  };
}

/** Only what JSON can say comes back; frozen, since all who read it are given the same. */
function keep(request: Request) {
  const text = JSON.stringify(request);
  return { text, row: frozen(JSON.parse(text) as Request) };
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

function sameOwner(one: Request, other: Request): boolean {
  return one.tenant === other.tenant && one.person === other.person;
}
