// Tells whoever runs the jobs of this process that a job became due, so that nobody has to poll quickly.
import type { Instant } from '../core/account.ts';

/** @param dueAt when the job that was just written is due; it may be in the future. */
export type WakeListener = (dueAt: Instant) => void;

export type Wakes = ReturnType<typeof createWakes>;

export function createWakes() {
  const listeners = new Set<WakeListener>();
  return {
    on(listener: WakeListener): void {
      listeners.add(listener);
    },
    /** Call it after the commit. Not called in line: a listener that throws must not make a commit that is done look undone. */
    ring(dueAt: Instant): void {
      for (const listener of listeners) queueMicrotask(() => listener(dueAt));
    },
  };
}
