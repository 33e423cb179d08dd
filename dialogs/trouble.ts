// What is wrong, asked where the first words did not tell: the answer may change which way leads back in.
import type { TurnContext } from 'botbuilder';
import { type DialogTurnResult, TextPrompt, type WaterfallStepContext } from 'botbuilder-dialogs';
import { refusedCard } from '../cards/refused.ts';
import { troubleCard } from '../cards/trouble.ts';
import { isRefused } from '../src/core/refusals.ts';
import type { Request } from '../src/core/request.ts';
import { GUIDE } from './guide.ts';
import { troubleIn } from './intents/troubles.ts';
import { wordsIn } from './intents.ts';
import { outline } from './offers.ts';
import { openRequest } from './request.ts';
import { type DialogTools, question, say, sayRefusal, show, speakerOf, wordsOf } from './talk.ts';

export const TROUBLE = 'recover.trouble';
/** So many words tell a story of their own: they are not asked for again. */
const A_STORY = 4;

export function troublePrompt(): TextPrompt {
  return new TextPrompt(TROUBLE, heard => Promise.resolve(isAnswer(heard.context.activity.text ?? '')));
}

/** Nothing was said yet that would make it clear, and nothing was done yet. */
export function isUnclear({ said, ssprFailed, reason, proofs }: Request): boolean {
  return said === undefined && !ssprFailed && reason === undefined && proofs.length === 0;
}

export async function askTrouble(tools: DialogTools, dialog: WaterfallStepContext): Promise<DialogTurnResult> {
  const request = await openRequest(tools, dialog);
  if (!request) return dialog.endDialog();
  if (!isUnclear(request)) return dialog.next();
  await show(dialog.context, troubleCard(wordsOf(dialog.context)));
  return dialog.prompt(TROUBLE, question(dialog.context, 'chat.trouble.ask'));
}

export async function hearTrouble(tools: DialogTools, dialog: WaterfallStepContext): Promise<DialogTurnResult> {
  const { context } = dialog;
  // Nothing was asked.
  if (typeof dialog.result !== 'string') return dialog.next();
  const { person, command } = speakerOf(context);
  const request = await openRequest(tools, dialog, 'trouble');
  if (!request) return dialog.endDialog();
  const said = troubleIn(dialog.result) ?? 'other';
  if (said === 'mfa-lost') await takeAwayAuthenticator(tools, context);
  const told = await tools.desk.tellTrouble(person, request.id, said, command('trouble'));
  if (isRefused(told)) {
    await sayRefusal(context, told);
    return dialog.endDialog();
  }
  if (told.state === 'guided') return dialog.replaceDialog(GUIDE);
  if (told.state === 'refused') {
    await show(context, refusedCard({ request: told, links: [] }, wordsOf(context)));
    return dialog.endDialog();
  }
  await outline(tools, context, told);
  // A whole story is its reason, too. Too long a one is asked for again.
  if (wordsIn(dialog.result) >= A_STORY) await tools.desk.giveReason(person, told.id, dialog.result, command('story'));
  return dialog.next();
}

/** Whoever has the phone has the app on it: from now on its codes are worth nothing. */
export async function takeAwayAuthenticator(tools: DialogTools, turn: TurnContext): Promise<void> {
  const { person, command } = speakerOf(turn);
  const { removed } = await tools.desk.removeEnrolment(person, command('remove'));
  if (removed) await say(turn, 'chat.enrolment.removed');
}

function isAnswer(text: string): boolean {
  return troubleIn(text) !== undefined || wordsIn(text) >= A_STORY;
}
