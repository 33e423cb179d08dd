// Carries what is pressed to the desk, and says what became of it where it did not work.
import type { Api, Outcome } from './api.ts';

/** @param problem where the words go; what stands in it at first is said when the server has none. `lost`: the session is over. */
export function createPress(api: Api, problem: HTMLElement, lost: () => void) {
  const fallback = problem.textContent ?? '';

  /** One press is one command: a lost answer is asked for once more under the same name. What went wrong stays said until the next press. */
  return async function press<Body>(verb: string): Promise<Outcome<Body>> {
    const key = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    const first = await api.act<Body>(verb, key);
    const outcome = first.is === 'offline' ? await api.act<Body>(verb, key) : first;
    const trouble = outcome.is !== 'ok' && outcome.is !== 'no-session';
    problem.hidden = !trouble;
    if (trouble) problem.textContent = (outcome.is === 'refused' ? outcome.words : undefined) ?? fallback;
    if (outcome.is === 'no-session') lost();
    return outcome;
  };
}
