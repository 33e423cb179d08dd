// The core's ports, in memory, as strict as the real ones.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Memory, TokenCache } from '../../src/core/keeping.ts';
import type { Log, Tickets, World } from '../../src/core/ports.ts';
import { createSealer } from '../../src/core/seal.ts';
import { Secret } from '../../src/core/secret.ts';

export function fakeWorld(): World & { pass(ms: number): void } {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    id: () => randomUUID(),
    random: bytes => randomBytes(bytes),
    pass: ms => {
      ahead += ms;
    },
  };
}

export function fakeTickets(world: World): Tickets & { stored: string[] } {
  const held = new Map<string, { purpose: string; subject: string; until: number }>();
  return {
    stored: [],
    async issue(purpose, subject, ttl) {
      const ticket = randomUUID();
      held.set(ticket, { purpose, subject: JSON.stringify(subject), until: world.now() + ttl });
      this.stored.push(JSON.stringify(subject));
      return ticket;
    },
    async redeem(purpose, ticket) {
      const found = held.get(ticket);
      held.delete(ticket);
      if (!found || found.purpose !== purpose || found.until <= world.now()) return undefined;
      return JSON.parse(found.subject) as Record<string, string>;
    },
  };
}

/** Databases answer a turn later; so do these, so that whoever races really meets. */
const later = () => new Promise<void>(resolve => setImmediate(resolve));

export function fakeMemory(): Memory {
  const kept = new Map<string, string>();
  return {
    read: async key => {
      await later();
      return kept.get(key);
    },
    write: async (key, value) => {
      await later();
      kept.set(key, value);
    },
  };
}

export type FakeTokens = TokenCache & {
  readonly rows: Map<string, { blob: string; version: number }>;
  lost: number;
};

export function fakeTokens(): FakeTokens {
  const rows = new Map<string, { blob: string; version: number }>();
  return {
    rows,
    lost: 0,
    async read(partition) {
      await later();
      return rows.get(partition);
    },
    async write(partition, blob, version) {
      await later();
      if ((rows.get(partition)?.version ?? 0) !== version) {
        this.lost++;
        return false;
      }
      rows.set(partition, { blob, version: version + 1 });
      return true;
    },
  };
}

export function fakeSealer(id = 'k1') {
  return createSealer([{ id, key: new Secret(randomBytes(32).toString('base64')) }]);
}

export function fakeLog(): Log & { lines: string[] } {
  const lines: string[] = [];
  const line = (facts: Readonly<Record<string, unknown>>, message: string) => {
    lines.push(
      `${message} ${JSON.stringify(facts, (_key, value) => (value instanceof Error ? value.message : value))}`,
    );
  };
  return { lines, info: line, warn: line, error: line };
}

export function plain(secret: Secret): string {
  return secret.use(text => text);
}
