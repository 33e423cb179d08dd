// Where the password lives, and what can be tried without the desk: shown once, beside the way that leads there anyhow.
import type { TurnContext } from 'botbuilder';
import { mayHelpThemselves } from '../src/core/desk/finish.ts';
import type { Offer } from '../src/core/diagnosis.ts';
import type { Request } from '../src/core/request.ts';
import { sayPlan } from './plan.ts';
import { type DialogTools, say, speakerOf, wordsOf } from './talk.ts';

/** Those for the person, in this order; the rest is for the helpdesk or for afterwards. */
const BEFORE = ['relock-list', 'my-security-info', 'change-there', 'sspr-perhaps'] as const satisfies readonly Offer[];

/** What will happen, for somebody whose trouble is known. */
export async function outline(tools: DialogTools, turn: TurnContext, request: Request): Promise<void> {
  const words = wordsOf(turn);
  const where = `chat.where.${request.verdict.row}`;
  if (words.knows(where)) await say(turn, where);
  await sayOffers(tools, turn, request);
  await sayPlan(tools, turn, request);
}

async function sayOffers({ links }: DialogTools, turn: TurnContext, request: Request): Promise<void> {
  const { offers = [], updateUrl = '' } = request.verdict;
  const pages: Partial<Record<Offer, string>> = {
    'my-security-info': links.securityInfo,
    'change-there': updateUrl,
    'sspr-perhaps': links.sspr(speakerOf(turn).locale),
  };
  for (const offer of BEFORE) {
    if (!offers.includes(offer)) continue;
    await say(turn, `chat.offer.${offer}`, { url: pages[offer] ?? '' });
  }
  if (mayHelpThemselves(request)) await say(turn, 'chat.offer.tell');
}
