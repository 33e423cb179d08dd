// The way back in, as a waterfall. Each step asks the request whether it is still needed, so starting at the top is resuming.
import type { TurnContext } from 'botbuilder';
import { type DialogTurnResult, TextPrompt, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import { consentCard } from '../cards/consent.ts';
import { refusedCard } from '../cards/refused.ts';
import { vouchFailed } from '../src/core/desk/proofs/vouch.ts';
import { isLive } from '../src/core/lifecycle.ts';
import { isRefused, type Refused } from '../src/core/refusals.ts';
import { challenge, type Request } from '../src/core/request.ts';
import { GUIDE } from './guide.ts';
import { troubleInOpening } from './intents/troubles.ts';
import { intentOf } from './intents.ts';
import { outline } from './offers.ts';
import { proofDialogs, prove } from './prove.ts';
import { openRequest } from './request.ts';
import { showTracker } from './status.ts';
import { type DialogTools, question, requestAfter, say, sayRefusal, show, speakerOf, wordsOf } from './talk.ts';
import { askTrouble, hearTrouble, isUnclear, takeAwayAuthenticator, troublePrompt } from './trouble.ts';

export const RECOVER = 'recover';
export const REASON = 'recover.reason';
const CONSENT = 'recover.consent';

type Step = (tools: DialogTools, dialog: WaterfallStepContext) => Promise<DialogTurnResult>;

export function recover(tools: DialogTools) {
  const steps: readonly Step[] = [who, askTrouble, hearTrouble, askReason, hearReason, proofs, consent, file];
  return [
    new WaterfallDialog(
      RECOVER,
      steps.map(step => dialog => step(tools, dialog)),
    ),
    troublePrompt(),
    new TextPrompt(REASON, heard => Promise.resolve(Boolean(heard.context.activity.text?.trim()))),
    new TextPrompt(CONSENT, heard =>
      Promise.resolve(
        ['yes', 'no'].includes(intentOf(heard.context.activity.text ?? '', speakerOf(heard.context).locale)),
      ),
    ),
    ...proofDialogs(tools, RECOVER),
  ];
}

const who: Step = async (tools, dialog) => {
  const { context } = dialog;
  const drafted = await draft(tools, context);
  if (isRefused(drafted)) {
    await sayRefusal(context, drafted);
    return dialog.endDialog();
  }
  switch (drafted.state) {
    case 'open':
      if (speakerOf(context).resumed) await news(context, drafted);
      else if (await requestAfter(tools, context, 'draft')) await welcome(tools, context, drafted);
      return dialog.next();
    case 'guided':
      return dialog.replaceDialog(GUIDE);
    case 'refused':
      await show(context, refusedCard({ request: drafted, links: [] }, wordsOf(context)));
      return dialog.endDialog();
    default:
      await showTracker(tools, context, drafted);
      return dialog.endDialog();
  }
};

const askReason: Step = async (tools, dialog) => {
  const request = await openRequest(tools, dialog);
  if (!request) return dialog.endDialog();
  if (request.reason !== undefined) return dialog.next();
  return dialog.prompt(REASON, question(dialog.context, 'chat.reason.ask'));
};

const hearReason: Step = async (tools, dialog) => {
  const { context } = dialog;
  const { person, command } = speakerOf(context);
  const request = await openRequest(tools, dialog);
  if (!request) return dialog.endDialog();
  if (request.reason !== undefined) return dialog.next();
  const given = await tools.desk.giveReason(person, request.id, String(dialog.result ?? ''), command('reason'));
  if (!isRefused(given)) return dialog.next();
  await say(context, given.refused === 'reason-too-long' ? 'chat.reason.too-long' : 'chat.reason.empty');
  return dialog.replaceDialog(RECOVER);
};

const proofs: Step = async (tools, dialog) => {
  const request = await openRequest(tools, dialog);
  return request ? prove(tools, dialog, request, RECOVER) : dialog.endDialog();
};

const consent: Step = async (tools, dialog) => {
  const request = await openRequest(tools, dialog);
  if (!request) return dialog.endDialog();
  await show(dialog.context, consentCard({ request }, wordsOf(dialog.context)));
  return dialog.prompt(CONSENT, question(dialog.context, 'chat.consent.ask'));
};

const file: Step = async (tools, dialog) => {
  const { context } = dialog;
  const { person, locale, command } = speakerOf(context);
  const request = await openRequest(tools, dialog, 'file');
  if (!request) return dialog.endDialog();
  if (intentOf(String(dialog.result ?? ''), locale) !== 'yes') {
    await say(context, 'chat.consent.no');
    return dialog.endDialog();
  }
  const filed = await tools.desk.file(person, request.id, command('file'));
  if (isRefused(filed)) {
    await sayRefusal(context, filed);
    // A proof has grown old meanwhile: ask for it again. Anything else waits for the person's next word.
    return filed.refused === 'proofs-missing' ? dialog.replaceDialog(RECOVER) : dialog.endDialog();
  }
  if (filed.done.state === 'refused') {
    await show(context, refusedCard({ request: filed.done, links: [] }, wordsOf(context)));
    return dialog.endDialog();
  }
  await say(context, 'chat.filed');
  await showTracker(tools, context, filed.done);
  return dialog.endDialog();
};

/** The live request or a new one. What was refused at once is live no more, so a second run of these words has to look for it. */
async function draft(tools: DialogTools, context: TurnContext): Promise<Request | Refused> {
  const { person, locale, command } = speakerOf(context);
  const before = await requestAfter(tools, context, 'draft');
  if (before && !isLive(before.state)) return before;
  // What is said while a request lives is about that request.
  const live = await tools.requests.live(person);
  const said = live && live.purpose === undefined ? undefined : troubleInOpening(context.activity.text ?? '');
  if (said === 'mfa-lost') await takeAwayAuthenticator(tools, context);
  const how = { locale, command: command('draft'), ask: true, ...(said ? { said } : {}) } as const;
  const drafted = await tools.desk.draft(person, how);
  return isRefused(drafted) ? ((await requestAfter(tools, context, 'draft')) ?? drafted) : drafted;
}

async function welcome(tools: DialogTools, context: TurnContext, request: Request): Promise<void> {
  const { name, upn } = request.account;
  await say(context, 'chat.who', { name, upn });
  if (!isUnclear(request)) await outline(tools, context, request);
}

/** What arrived from outside since the last turn. */
export async function news(context: TurnContext, request: Request): Promise<void> {
  const offered = challenge(request, 'vouch');
  const last = request.proofs.at(-1);
  if (vouchFailed(request) && offered) await say(context, 'chat.vouch.failed', { manager: offered.voucher.name });
  else if (last?.kind === 'vouch') await say(context, 'chat.vouch.passed', { manager: last.by?.name ?? '' });
  else if (last?.kind === 'step-up') await say(context, 'chat.step-up.passed');
  else await say(context, 'chat.resume.reply-lost');
}
