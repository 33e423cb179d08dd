// What is known of an identity's sign-in between calls and restarts: connected since when, lost since when, and who was already told.
import type { Instant } from '../../core/account.ts';
import type { Memory } from '../../core/keeping.ts';
import type { Hands } from '../../core/ports.ts';

type Kept = {
  readonly connected: boolean;
  readonly as?: string;
  /** When it became what it is: connected, or lost. */
  readonly since?: Instant;
  readonly lastRefresh?: Instant;
};

export type HandsState = ReturnType<typeof createHandsState>;

/**
 * `onLost` is called once a loss, before the loss is written down: after a crash in between, twice is better than never.
 * @param partition the same name as the token cache's
 */
export function createHandsState({
  memory,
  onLost,
  partition = 'hands',
}: {
  memory: Memory;
  onLost: () => Promise<void>;
  partition?: string;
}) {
  let losing: Promise<void> | undefined;

  async function read(): Promise<Kept> {
    const kept = await memory.read(partition);
    return kept ? (JSON.parse(kept) as Kept) : { connected: false };
  }

  async function lose(now: Instant): Promise<void> {
    const kept = await read();
    if (!kept.connected && kept.since !== undefined) return;
    await onLost();
    await write({ ...kept, connected: false, since: now });
  }

  function write(kept: Kept): Promise<void> {
    return memory.write(partition, JSON.stringify(kept));
  }

  return {
    read: (): ReturnType<Hands['state']> => read(),

    connected(as: string, now: Instant): Promise<void> {
      return write({ connected: true, as, since: now, lastRefresh: now });
    },

    /** A token came fresh from Entra: whatever was thought lost is back. */
    async alive(as: string, now: Instant): Promise<void> {
      const kept = await read();
      const since = kept.connected && kept.since !== undefined ? kept.since : now;
      await write({ connected: true, as, since, lastRefresh: now });
    },

    /** Several takes may find out at the same moment; one of them tells. */
    async lost(now: Instant): Promise<void> {
      losing ??= lose(now).finally(() => {
        losing = undefined;
      });
      await losing;
    },

    /** Forgotten on purpose is not lost: nobody is told, and the next loss is a new one. */
    forgotten(): Promise<void> {
      return write({ connected: false });
    },
  };
}
