// The way through Microsoft's self-service reset, with the person's own means named so that they do not try ones they never set up.
import type { Words } from '../locales/words.ts';
import type { Request } from '../src/core/request.ts';
import { type Rendered, readTemplate } from './pieces.ts';

export type GuidanceView = {
  readonly request: Request;
  /** Microsoft's reset page. */
  readonly url: string;
};

const fill = readTemplate('guidance');

export function guidanceCard({ request, url }: GuidanceView, words: Words): Rendered {
  const title = words.say('cards.guidance.title');
  const methods = methodsOf(request, words);
  const card = fill(words, {
    title,
    fallback: title,
    lead: words.say('cards.guidance.lead'),
    hasMethods: methods.length > 0,
    methodsLead: words.say('cards.guidance.methods'),
    methods: methods.map(method => ({ text: words.say('cards.item', { text: method }) })),
    synced: request.verdict.writeback,
    unlock: words.say('cards.guidance.unlock'),
    after: words.say('cards.guidance.after'),
    open: words.say('cards.guidance.open'),
    url,
    worked: words.say('cards.guidance.worked'),
    workedSays: words.say('cards.say.worked'),
    failed: words.say('cards.guidance.did-not'),
    failedSays: words.say('cards.say.did-not'),
  });
  return { card, summary: title };
}

/** In words, each once; what Microsoft's reset page does not take (passkeys, Hello) and names nobody knows have no sentence and are left out. */
function methodsOf(request: Request, words: Words): readonly string[] {
  const { sspr } = request.account;
  if (sspr === 'unknown') return [];
  return [
    ...new Set(
      sspr.methods.flatMap(method => {
        const key = `cards.method.${method}`;
        return words.knows(key) ? [words.say(key)] : [];
      }),
    ),
  ];
}
