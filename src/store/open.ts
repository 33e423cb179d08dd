// Opens the store: picks the database, brings it up to date, and hands out the ports.
import { Kysely, sql } from 'kysely';
import type { Instant } from '../core/account.ts';
import type { Crossings } from '../core/crossings.ts';
import type { Erasure } from '../core/evidence.ts';
import type { Conversations, Jobs, Memory, Postings, TokenCache } from '../core/keeping.ts';
import type { Enrolments, History, Limits, Requests, Sessions, Tickets, World } from '../core/ports.ts';
import type { EndingShields } from '../core/shields.ts';
import { createAnchors, type KeptAnchors } from './anchors.ts';
import { type Audit, createAudit } from './audit.ts';
import { type Backend, postgres, postgresPool, sqlite } from './backend.ts';
import { createConversations } from './conversations.ts';
import { crossings } from './crossings.ts';
import { createEnrolments } from './enrolments.ts';
import { createErasure } from './erasure.ts';
import { createHistory } from './history.ts';
import { createJobs } from './jobs.ts';
import { createMemory, createPostings, createTokenCache } from './kept.ts';
import { createLimits } from './limits.ts';
import { migrate } from './migrate.ts';
import { createRequests } from './requests.ts';
import type { Tables } from './schema.ts';
import { createSessions } from './sessions.ts';
import { createShields } from './shields.ts';
import { createTickets } from './tickets.ts';
import { createWakes, type WakeListener } from './wakes.ts';

export type Store = {
  readonly requests: Requests;
  readonly limits: Limits;
  readonly tickets: Tickets;
  readonly sessions: Sessions;
  readonly conversations: Conversations;
  readonly postings: Postings;
  readonly memory: Memory;
  readonly jobs: Jobs;
  readonly tokens: TokenCache;
  readonly history: History;
  readonly shields: EndingShields;
  readonly crossings: (since: Instant) => Promise<Crossings>;
  readonly enrolments: Enrolments;
  readonly audit: Audit;
  readonly anchors: KeptAnchors;
  readonly erasure: Erasure;
  /** Called after a commit of this process that wrote a job, with the time it is due. Other processes' jobs are found by `nextDue`. */
  onWake(listener: WakeListener): void;
  /** Removes tickets and counters that can no longer matter. */
  sweep(): Promise<void>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

export type StoreOptions = {
  /** `postgres://…`; without it the store is a SQLite file. */
  readonly url?: string;
  /** Path of the SQLite file; ':memory:' in tests. */
  readonly file?: string;
  /** How many instances of the bot share this store. */
  readonly instances?: number;
  readonly world: World;
};

/** @throws with a sentence for the admin when the settings cannot work, or when the database cannot be reached or brought up to date. */
export async function openStore({ url, file, instances = 1, world }: StoreOptions): Promise<Store> {
  if (url !== undefined) {
    if (!/^postgres(ql)?:\/\//.test(url)) {
      throw new Error('the address of the database must begin with postgres:// or postgresql://');
    }
    return await openStoreOn(postgres(postgresPool(url)), world);
  }
  if (instances > 1) {
    throw new Error(
      `a SQLite file can serve one instance, and ${instances} are configured: give them a PostgreSQL database to share, or run one instance`,
    );
  }
  if (!file)
    throw new Error('the store needs either the address of a PostgreSQL database or the path of a SQLite file');
  return await openStoreOn(sqlite(file), world);
}

export async function openStoreOn(backend: Backend, world: World): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: backend.dialect });
  try {
    await migrate(db, await backend.schema(db));
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const wakes = createWakes();
  const memory = createMemory(db);
  return {
    requests: createRequests({ db, world, wakes, backend }),
    limits: createLimits({ db, world }),
    tickets: createTickets({ db, world }),
    sessions: createSessions({ db, world, wakes }),
    conversations: createConversations({ db, world, wakes }),
    postings: createPostings(db),
    memory,
    jobs: createJobs({ db, world, wakes, skipLocked: backend.skipLocked }),
    tokens: createTokenCache(db),
    history: createHistory(db),
    shields: createShields({ db, world, wakes }),
    crossings: since => crossings(db, since),
    enrolments: createEnrolments(db),
    audit: createAudit({ db }),
    anchors: createAnchors({ db, world }),
    erasure: createErasure({ db, world, backend }),
    onWake: listener => wakes.on(listener),

    async sweep() {
      const now = world.now();
      await db.deleteFrom('tickets').where('expires_at', '<=', now).execute();
      await db.deleteFrom('limits').where('expires_at', '<=', now).execute();
    },
    async ping() {
      await sql`select 1`.execute(db);
    },
    async close() {
      // Leaves SQLite as one file with nothing in its log, so that a copy of the file is a whole copy.
      await backend.scrub(db).catch(() => {});
      await db.destroy();
    },
  };
}
