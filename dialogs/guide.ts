// Microsoft's self-service reset first, where the person can use it: guidance, and a follow-up that ends or leads to the desk.
import { type DialogTurnResult, TextPrompt, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import { doneCard } from '../cards/done.ts';
import { guidanceCard } from '../cards/guidance.ts';
import { isRefused } from '../src/core/refusals.ts';
import { intentOf } from './intents.ts';
import { type DialogTools, liveRequest, say, sayRefusal, show, speakerOf, wordsOf } from './talk.ts';

export const GUIDE = 'guide';
const OUTCOME = 'guide.outcome';

export function guide(tools: DialogTools, next: string) {
  return [
    new WaterfallDialog(GUIDE, [dialog => advise(tools, dialog), dialog => conclude(tools, dialog, next)]),
    new TextPrompt(OUTCOME, heard =>
      Promise.resolve(['worked', 'not-worked'].includes(intentOf(heard.context.activity.text ?? ''))),
    ),
  ];
}

async function advise(tools: DialogTools, dialog: WaterfallStepContext): Promise<DialogTurnResult> {
  const { context } = dialog;
  const request = await liveRequest(tools, context);
  if (request?.state !== 'guided') return dialog.endDialog();
  const url = tools.links.sspr(speakerOf(context).locale);
  await show(context, guidanceCard({ request, url }, wordsOf(context)));
  const question = { type: 'message', text: wordsOf(context).say('chat.guide.again'), textFormat: 'plain' };
  return dialog.prompt(OUTCOME, { retryPrompt: question });
}

async function conclude(tools: DialogTools, dialog: WaterfallStepContext, next: string): Promise<DialogTurnResult> {
  const { context } = dialog;
  const { person, command } = speakerOf(context);
  const request = await liveRequest(tools, context);
  if (request?.state !== 'guided') return dialog.endDialog();
  if (intentOf(String(dialog.result ?? '')) === 'worked') {
    const ended = await tools.desk.saidSo(person, request.id, command('said-so'));
    if (isRefused(ended)) await sayRefusal(context, ended);
    else {
      await say(context, ended.done.evidence === 'password-changed' ? 'chat.guide.worked' : 'chat.guide.worked-unseen');
      await show(context, doneCard({ request: ended.done }, wordsOf(context)));
    }
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
