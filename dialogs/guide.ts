// Microsoft's self-service reset first, where the person can use it: guidance, and a follow-up that ends or leads to the desk.
import { type DialogTurnResult, TextPrompt, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import { guidanceCard } from '../cards/guidance.ts';
import { isRefused } from '../src/core/refusals.ts';
import { intentOf } from './intents.ts';
import { type DialogTools, liveRequest, requestAfter, say, sayRefusal, show, speakerOf, wordsOf } from './talk.ts';

export const GUIDE = 'guide';
const OUTCOME = 'guide.outcome';

export function guide(tools: DialogTools, next: string) {
  return [
    new WaterfallDialog(GUIDE, [dialog => advise(tools, dialog), dialog => conclude(tools, dialog, next)]),
    new TextPrompt(OUTCOME, heard => Promise.resolve(isOutcome(heard.context.activity.text))),
  ];
}

async function advise(tools: DialogTools, dialog: WaterfallStepContext): Promise<DialogTurnResult> {
  const { context } = dialog;
  const request = await liveRequest(tools, context);
  if (request?.state !== 'guided') return dialog.endDialog();
  const { locale, command } = speakerOf(context);
  // The outcome without the question: the place in the conversation was lost, the answer is not. What opened the request is no outcome.
  const { text } = context.activity;
  if (isOutcome(text) && !(await tools.requests.answered(request.id, command('draft')))) return dialog.next(text);
  const url = tools.links.sspr(locale);
  await show(context, guidanceCard({ request, url }, wordsOf(context)));
  const question = { type: 'message', text: wordsOf(context).say('chat.guide.again'), textFormat: 'plain' };
  return dialog.prompt(OUTCOME, { prompt: question, retryPrompt: question });
}

function isOutcome(text = ''): boolean {
  return ['worked', 'not-worked'].includes(intentOf(text));
}

async function conclude(tools: DialogTools, dialog: WaterfallStepContext, next: string): Promise<DialogTurnResult> {
  const { context } = dialog;
  const { person, command } = speakerOf(context);
  const worked = intentOf(String(dialog.result ?? '')) === 'worked';
  const live = await liveRequest(tools, context);
  const request = live?.state === 'guided' ? live : await requestAfter(tools, context, worked ? 'said-so' : 'resume');
  if (!request) return dialog.endDialog();
  if (worked) {
    const ended = await tools.desk.saidSo(person, request.id, command('said-so'));
    if (isRefused(ended)) await sayRefusal(context, ended);
    // The last card is a notice of the desk's: it comes however the request ends.
    else
      await say(context, ended.done.evidence === 'password-changed' ? 'chat.guide.worked' : 'chat.guide.worked-unseen');
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
