// What this page holds of the temporary password, and what of it may be shown now. It lives in this closure alone; the panel only draws.
import type { State } from './state.ts';

export type Revealed = { readonly password: string; readonly readableUntil: number };

/**
 * `none` nothing to take yet, or any more · `offer` it may be asked for · `held` here it is · `over` its time to be read is over ·
 * `elsewhere` another page has it · `handed-over` they said they have it.
 */
export type Holding = 'none' | 'offer' | 'held' | 'over' | 'elsewhere' | 'handed-over';

/** `attempt`: when Microsoft accepted the reset that it belongs to. A fresh attempt has another password. */
type Held = Revealed & { readonly attempt: number | undefined };

/** @param now the server's clock */
export function createHolding(now: () => number) {
  let state: State | undefined;
  let held: Held | undefined;

  const until = () => held?.readableUntil ?? state?.progress.passwordUntil;

  return {
    update(fresh: State): void {
      state = fresh;
      const there = fresh.progress.password === 'open' || fresh.progress.password === 'ready';
      // A refused password may be replaced between two looks: the old one must not stay on the screen.
      if (!there || (held && held.attempt !== acceptedAt(fresh))) held = undefined;
    },

    /** Which reset a password that is asked for now belongs to. */
    attempt: () => acceptedAt(state),

    /** What came too late, after its reset was done anew, is not kept. */
    hold(revealed: Revealed, attempt: number | undefined): void {
      if (attempt === acceptedAt(state)) held = { ...revealed, attempt };
    },

    forget(): void {
      held = undefined;
    },

    password: () => held?.password,

    /** Clears what is over, and says what is the case now. */
    look(): Holding {
      if (!state) return 'none';
      const { progress, mine, superseded } = state;
      const over = () => (until() ?? 0) <= now();
      if (held && over()) held = undefined;
      if (progress.password === 'not-yet' || progress.password === 'gone') return 'none';
      if (held) return 'held';
      if (progress.password === 'handed-over') return 'handed-over';
      if (progress.password === 'ready') return superseded ? 'none' : 'offer';
      if (!mine) return 'elsewhere';
      return over() ? 'over' : 'offer';
    },

    /** Milliseconds until it can no longer be read, or taken; undefined when no end is known. */
    left(): number | undefined {
      const end = until();
      return end === undefined ? undefined : end - now();
    },
  };
}

function acceptedAt(state: State | undefined): number | undefined {
  return state?.progress.steps.find(step => step.name === 'accepted')?.at;
}
