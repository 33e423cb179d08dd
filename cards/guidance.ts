// The way through Microsoft's self-service reset, with the person's own means named so that they do not try ones they never set up.
import type { Words } from '../locales/words.ts';
import type { Offer } from '../src/core/diagnosis.ts';
import type { Request } from '../src/core/request.ts';
import { type Rendered, readTemplate } from './pieces.ts';

export type GuidanceView = {
  readonly request: Request;
  /** Microsoft's reset page. */
  readonly url: string;
  /** Microsoft's page where people keep their own ways to sign in. */
  readonly securityInfo: string;
};

/** What is tried before anything is reset. */
const FIRST = ['relock-list', 'my-security-info'] as const satisfies readonly Offer[];

const fill = readTemplate('guidance');

export function guidanceCard({ request, url, securityInfo }: GuidanceView, words: Words): Rendered {
  const title = words.say('cards.guidance.title');
  const methods = methodsOf(request, words);
  const { offers = [], writeback } = request.verdict;
  const unlock = unlockOf(request);
  const choice = unlock === 'unlock-sure' ? 'cards.guidance.choose-unlock' : 'cards.guidance.choose-forgot';
  const steps = [
    words.say('cards.guidance.name'),
    words.say(choice),
    words.say(methods.length > 0 ? 'cards.guidance.methods' : 'cards.guidance.prove'),
  ];
  const card = fill(words, {
    title,
    fallback: title,
    first: FIRST.filter(offer => offers.includes(offer)).map(offer => ({
      text: words.say(`cards.guidance.${offer}`),
    })),
    hasSecurityInfo: offers.includes('my-security-info'),
    openSecurityInfo: words.say('cards.guidance.open-security-info'),
    securityInfo,
    lead: words.say('cards.guidance.lead'),
    // In text runs: a line that begins with a number is a list to Markdown, and each would be numbered anew.
    steps: steps.map((text, index) => ({ text: words.say('cards.guidance.step', { number: index + 1, text }) })),
    methods: methods.map(method => ({ text: words.say('cards.item', { text: method }) })),
    hasUnlock: unlock !== undefined,
    unlock: unlock ? words.say(`cards.guidance.${unlock}`) : '',
    synced: writeback,
    onPremises: words.say('cards.guidance.on-premises'),
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

/** Unlocking is the better answer for who knows their password; promised only where an admin attested it. */
function unlockOf({ verdict: { offers = [], writeback }, said }: Request): 'unlock-sure' | 'unlock' | undefined {
  if (offers.includes('unlock')) return 'unlock-sure';
  return offers.includes('unlock-perhaps') || (writeback && said !== 'forgot') ? 'unlock' : undefined;
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
