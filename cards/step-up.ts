// One button to a fresh sign-in with something the person has; and what it must not ask for.
import type { Words } from '../locales/words.ts';
import type { Request } from '../src/core/request.ts';
import { type Rendered, readTemplate } from './pieces.ts';

export type StepUpView = {
  readonly request: Request;
  /** The sign-in page with its ticket; Teams opens it in a popup. */
  readonly url: string;
};

const fill = readTemplate('step-up');

export function stepUpCard({ url }: StepUpView, words: Words): Rendered {
  const title = words.say('cards.step-up.title');
  const card = fill(words, {
    title,
    fallback: title,
    why: words.say('cards.step-up.why'),
    expect: words.say('cards.step-up.expect'),
    trap: words.say('cards.step-up.trap', { say: words.say('cards.say.wants-password') }),
    signIn: words.say('cards.step-up.sign-in'),
    url,
  });
  return { card, summary: words.say('cards.step-up.why') };
}
