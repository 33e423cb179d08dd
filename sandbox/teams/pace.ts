// Teams' limits for one bot in one thread, so that a bot which does not pace itself finds out here first.

/** Calls allowed within so many seconds (facts: "Optimize your bot with rate limiting in Teams"). */
const WINDOWS = {
  send: [
    { calls: 7, seconds: 1 },
    { calls: 8, seconds: 2 },
    { calls: 60, seconds: 30 },
    { calls: 1_800, seconds: 3_600 },
  ],
  members: [
    { calls: 14, seconds: 1 },
    { calls: 120, seconds: 30 },
  ],
} as const;

export type Pace = ReturnType<typeof createPace>;

/** `spend` counts a call and answers 0, or the whole seconds to wait. Off until `enforced` is set: most runs are in a hurry. */
export function createPace(now: () => number) {
  const spent = new Map<string, number[]>();
  return {
    enforced: false,
    spend(kind: keyof typeof WINDOWS, thread: string): number {
      if (!this.enforced) return 0;
      const key = `${kind} ${thread}`;
      const at = now();
      const calls = (spent.get(key) ?? []).filter(call => call > at - 3_600_000);
      spent.set(key, calls);
      const wait = Math.max(...WINDOWS[kind].map(window => waitFor(window, calls, at)));
      if (wait === 0) calls.push(at);
      return wait;
    },
  };
}

function waitFor(window: { calls: number; seconds: number }, calls: readonly number[], at: number): number {
  const within = calls.filter(call => call > at - window.seconds * 1_000);
  const oldest = within.at(-window.calls);
  return oldest === undefined ? 0 : Math.max(1, Math.ceil((oldest + window.seconds * 1_000 - at) / 1_000));
}
