// When to ask again: every two seconds while somebody looks, seldom while nobody does, and ever more seldom while nobody answers.

const SOON = 2_000;
const HIDDEN = 10_000;
const SELDOM = 30_000;

export type Asked = 'again' | 'failed' | 'end';

/** @param ask never throws; never runs twice at a time. After `end` it runs only when told to. */
export function createPoll(ask: () => Promise<Asked>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let asking = false;
  let wanted = false;

  async function run(): Promise<void> {
    clearTimeout(timer);
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
    const pause = document.hidden ? HIDDEN : SOON;
    timer = setTimeout(() => void run(), Math.min(pause * 2 ** failures, SELDOM));
  }

  return { now: (): void => void run() };
}
