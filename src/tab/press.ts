// Carries what is pressed to the desk, and says what became of it where it did not work.
import type { Outcome } from './outcome.ts';

type Act = <Body>(verb: string, key: string) => Promise<Outcome<Body>>;

/**
 * @param say shows a trouble until the next press: the server's words, or undefined when it has none; `false` takes it away.
 * @param lost the session is over
 */
export function createPress(act: Act, say: (trouble: string | undefined | false) => void, lost: () => void) {
  /** One press is one command: a lost answer is asked for once more under the same name. */
  return async function press<Body>(verb: string): Promise<Outcome<Body>> {
    const key = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    const first = await act<Body>(verb, key);
    const outcome = first.is === 'offline' ? await act<Body>(verb, key) : first;
    if (outcome.is === 'ok' || outcome.is === 'no-session') say(false);
    else say(outcome.is === 'refused' ? outcome.words : undefined);
    if (outcome.is === 'no-session') lost();
    return outcome;
  };
}
