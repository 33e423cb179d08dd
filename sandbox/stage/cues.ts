// Shows things at their moments, in the order they came.

export type Cues = ReturnType<typeof createCues>;

export function createCues() {
  const waiting: { readonly at: number; readonly show: () => void }[] = [];
  const clock: { timer?: NodeJS.Timeout } = {};

  function go(): void {
    delete clock.timer;
    for (let next = waiting[0]; next && next.at <= Date.now(); next = waiting[0]) {
      waiting.shift();
      next.show();
    }
    const next = waiting[0];
    if (next) clock.timer = setTimeout(go, Math.max(1, next.at - Date.now())).unref();
  }

  return {
    /** @param at in milliseconds since 1970; what is due already is shown before this returns */
    at(at: number, show: () => void): void {
      waiting.push({ at, show });
      if (!clock.timer) go();
    },
    /** Forgets what still waits. */
    drop(): void {
      waiting.length = 0;
    },
  };
}
