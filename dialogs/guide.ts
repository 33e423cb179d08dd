// What people can do themselves first: guidance, and a follow-up that ends with evidence or leads to the desk without asking twice.
import type { TurnContext } from 'botbuilder';
import { type DialogTurnResult, TextPrompt, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import { guidanceCard } from '../cards/guidance.ts';
import { relockCard } from '../cards/relock.ts';
import { isRefused } from '../src/core/refusals.ts';
import type { Request } from '../src/core/request.ts';
import { intentOf } from './intents.ts';
import {
  type DialogTools,
  liveRequest,
  question,
  requestAfter,
  say,
  sayRefusal,
  show,
  speakerOf,
  wordsOf,
} from './talk.ts';

export const GUIDE = 'guide';
const OUTCOME = 'guide.outcome';

export function guide(tools: DialogTools, next: string) {
  return [
    new WaterfallDialog(GUIDE, [dialog => advise(tools, dialog), dialog => conclude(tools, dialog, next)]),
    new TextPrompt(OUTCOME, heard => Promise.resolve(isOutcome(heard.context))),
  ];
}

async function advise(tools: DialogTools, dialog: WaterfallStepContext): Promise<DialogTurnResult> {
  const { context } = dialog;
  const request = await liveRequest(tools, context);
  if (request?.state !== 'guided') return dialog.endDialog();
  const { locale, command } = speakerOf(context);
  // The outcome without the question: the place in the conversation was lost, the answer is not. What opened the request is no outcome.
  const opening = ['draft', 'trouble'].map(did => tools.requests.answered(request.id, command(did)));
  if (isOutcome(context) && !(await Promise.all(opening)).includes(true)) return dialog.next(context.activity.text);
  const words = wordsOf(context);
  const links = { url: tools.links.sspr(locale), securityInfo: tools.links.securityInfo };
  const card = request.verdict.route === 'sspr' ? guidanceCard({ request, ...links }, words) : relockCard(words);
  await show(context, card);
  return dialog.prompt(OUTCOME, question(context, 'chat.guide.again'));
}

function isOutcome(turn: TurnContext): boolean {
  return ['worked', 'not-worked'].includes(intentOf(turn.activity.text ?? '', speakerOf(turn).locale));
}

async function conclude(tools: DialogTools, dialog: WaterfallStepContext, next: string): Promise<DialogTurnResult> {
  const { context } = dialog;
  const { person, locale, command } = speakerOf(context);
  const worked = intentOf(String(dialog.result ?? ''), locale) === 'worked';
  const live = await liveRequest(tools, context);
  const request = live?.state === 'guided' ? live : await requestAfter(tools, context, worked ? 'said-so' : 'resume');
  if (!request) return dialog.endDialog();
  if (worked) {
    const ended = await tools.desk.saidSo(person, request.id, command('said-so'));
    if (isRefused(ended)) await sayRefusal(context, ended);
    else await sayWorked(context, ended.done);
    return dialog.endDialog();
  }
  const resumed = await tools.desk.resume(person, request.id, command('resume'));
  if (isRefused(resumed)) {
    await sayRefusal(context, resumed);
    return dialog.endDialog();
  }
  await say(context, 'chat.guide.to-desk');
  return dialog.replaceDialog(next);
}

/** The last card is a notice of the desk's: it comes however the request ends. */
export async function sayWorked(turn: TurnContext, { evidence }: Request): Promise<void> {
  await say(turn, evidence === 'password-changed' ? 'chat.guide.worked' : 'chat.guide.worked-unseen');
}
