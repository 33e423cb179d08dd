// Tells whoever waits that something happened somewhere, so that nobody has to sleep and look again.

export type Stir = ReturnType<typeof createStir>;

export function createStir() {
  const waiting = new Set<() => void>();
  const seen = { count: 0 };
  return {
    /** A moment: what happens after it is not missed. */
    get now(): number {
      return seen.count;
    },
    happened(): void {
      seen.count += 1;
      for (const wake of waiting) wake();
    },
    /** True once something has happened since `moment`, false when nothing has for so many milliseconds. */
    since(moment: number, patience: number): Promise<boolean> {
      if (seen.count > moment) return Promise.resolve(true);
      return new Promise(resolve => {
        const end = (moved: boolean) => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve(moved);
        };
        const wake = () => end(true);
        const timer = setTimeout(() => end(false), patience);
        waiting.add(wake);
      });
    },
  };
}
