// Lets things through one by one, with time between them to read each.

export type Drip = ReturnType<typeof createDrip>;

/** `ms` between two; 0 lets everything through at once. */
export function createDrip(ms: number) {
  const waiting: (() => void)[] = [];
  const clock: { timer?: NodeJS.Timeout } = {};

  function next(): void {
    delete clock.timer;
    const show = waiting.shift();
    if (!show) return;
    show();
    clock.timer = setTimeout(next, ms).unref();
  }

  return {
    push(show: () => void): void {
      if (ms > 0) waiting.push(show);
      else show();
      if (!clock.timer) next();
    },
    /** Forgets what still waits. */
    drop(): void {
      waiting.length = 0;
    },
  };
}
