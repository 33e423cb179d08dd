// When to ask again: every two seconds while somebody looks, seldom while nobody does, and ever more seldom while nobody answers.

const SOON = 2_000;
const HIDDEN = 10_000;
const SELDOM = 30_000;

export type Asked = 'again' | 'failed' | 'end';

/** Rings once, after so many milliseconds; gives back how to call it off. */
export type Alarm = (after: number, ring: () => void) => () => void;

/**
 * @param ask never throws; never runs twice at a time. After `end` it runs only when told to.
 * @param hidden whether nobody can see the page now
 */
export function createPoll(ask: () => Promise<Asked>, hidden: () => boolean, alarm: Alarm = setAlarm) {
  let callOff: () => void = () => undefined;
  let failures = 0;
  let asking = false;
  let wanted = false;

  async function run(): Promise<void> {
    callOff();
    if (asking) {
      wanted = true;
      return;
    }
    asking = true;
    const result = await ask();
    asking = false;
    failures = result === 'failed' ? failures + 1 : 0;
    if (wanted) {
      wanted = false;
      return run();
    }
    if (result === 'end') return;
    const pause = hidden() ? HIDDEN : SOON;
    callOff = alarm(Math.min(pause * 2 ** failures, SELDOM), () => void run());
  }

  return { now: (): void => void run() };
}

function setAlarm(after: number, ring: () => void): () => void {
  const timer = setTimeout(ring, after);
  return () => clearTimeout(timer);
}
