// Shields, in an admin's own chat: the card that a command brings up, and its buttons.
import type { Activity, InvokeResponse } from 'botbuilder';
import { z } from 'zod';
import { HOURS, shieldsCard } from '../../../cards/shields.ts';
import type { Words } from '../../../locales/words.ts';
import type { Desk } from '../../core/desk/desk.ts';
import type { Person } from '../../core/person.ts';
import { isRefused } from '../../core/refusals.ts';
import { withCard, withWords } from '../answers.ts';
import { cardActivity, type Rendering } from '../notices.ts';
import { type Click, on, saying, text, type Verbs } from './click.ts';

const HOUR = 3_600_000;
/** A command for admins, not something people say: one word in every language. */
const COMMAND = /^\s*shields?(\s+(up|down))?\s*[.!]?\s*$/i;

const raising = z.strictObject({ reason: text, hours: z.enum(HOURS) });
const lowering = z.strictObject({ reason: text });

type Tools = {
  readonly desk: Pick<Desk, 'shields' | 'mayRaise' | 'raiseShields' | 'lowerShields'>;
  readonly rendering: () => Rendering;
};

/** The card, for an admin who asks for it; for everybody else these words mean nothing. */
export async function shieldsAsked(tools: Tools, actor: Person, said: string, words: Words) {
  if (!COMMAND.test(said) || !(await tools.desk.mayRaise(actor))) return undefined;
  return cardActivity(await drawn(tools, words)) satisfies Partial<Activity>;
}

export function shieldsClicks(tools: Tools): Verbs {
  async function answer(click: Click, words: Words, change: () => Promise<object | 'down'>): Promise<InvokeResponse> {
    if (click.place.kind !== 'personal') return withWords(words.say('chat.click.own-chat'));
    const changed = await change();
    if (typeof changed === 'object' && isRefused(changed)) return saying(changed, words);
    return withCard((await drawn(tools, words)).card);
  }

  return {
    'shields-raise': on(raising, (click, { reason, hours }, words) =>
      answer(click, words, () => {
        const end = tools.rendering().now + Number(hours) * HOUR;
        return tools.desk.raiseShields(click.actor, reason, end);
      }),
    ),
    'shields-lower': on(lowering, (click, { reason }, words) =>
      answer(click, words, () => tools.desk.lowerShields(click.actor, reason)),
    ),
  };
}

async function drawn({ desk, rendering }: Tools, words: Words) {
  return shieldsCard({ shields: await desk.shields(), now: rendering().now }, words);
}
