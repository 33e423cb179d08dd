// The way back in, as a waterfall. Each step asks the request whether it is still needed, so starting at the top is resuming.
import type { TurnContext } from 'botbuilder';
import { type DialogTurnResult, TextPrompt, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import { consentCard } from '../cards/consent.ts';
import { digitsCard } from '../cards/digits.ts';
import { refusedCard } from '../cards/refused.ts';
import { stepUpCard } from '../cards/step-up.ts';
import { vouchFailed } from '../src/core/desk/prove.ts';
import { isLive } from '../src/core/lifecycle.ts';
import { missingProofs } from '../src/core/policy.ts';
import { isRefused, type Refused } from '../src/core/refusals.ts';
import { challenge, type Request } from '../src/core/request.ts';
import { GUIDE } from './guide.ts';
import { intentOf } from './intents.ts';
import { showTracker } from './status.ts';
import { type DialogTools, liveRequest, requestAfter, say, sayRefusal, show, speakerOf, wordsOf } from './talk.ts';
import { Wait } from './wait.ts';

export const RECOVER = 'recover';
const REASON = 'recover.reason';
const CONSENT = 'recover.consent';
const OUTSIDE = 'recover.outside';

type Step = (tools: DialogTools, dialog: WaterfallStepContext) => Promise<DialogTurnResult>;

export function recover(tools: DialogTools) {
  const steps: readonly Step[] = [who, reason, stepUp, vouch, consent, file];
  return [
    new WaterfallDialog(
      RECOVER,
      steps.map(step => dialog => step(tools, dialog)),
    ),
    new TextPrompt(REASON, heard => Promise.resolve(Boolean(heard.context.activity.text?.trim()))),
    new TextPrompt(CONSENT, heard =>
      Promise.resolve(['yes', 'no'].includes(intentOf(heard.context.activity.text ?? ''))),
    ),
    new Wait(OUTSIDE, RECOVER),
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
      else if (await requestAfter(tools, context, 'draft')) await welcome(context, drafted);
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

const reason: Step = async (tools, dialog) => {
  const request = await openRequest(tools, dialog);
  if (!request) return dialog.endDialog();
  if (request.reason !== undefined) return dialog.next();
  const question = { type: 'message', text: wordsOf(dialog.context).say('chat.reason.ask'), textFormat: 'plain' };
  return dialog.prompt(REASON, { prompt: question, retryPrompt: question });
};

const stepUp: Step = async (tools, dialog) => {
  const { context } = dialog;
  const { person, command } = speakerOf(context);
  const request = await openRequest(tools, dialog);
  if (!request) return dialog.endDialog();
  if (request.reason === undefined) {
    const given = await tools.desk.giveReason(person, request.id, String(dialog.result ?? ''), command('reason'));
    if (isRefused(given)) {
      await say(context, given.refused === 'reason-too-long' ? 'chat.reason.too-long' : 'chat.reason.empty');
      return dialog.replaceDialog(RECOVER);
    }
  }
  if (!missingProofs(request, tools.policy, tools.world.now()).includes('step-up')) return dialog.next();
  const offered = await tools.desk.offerStepUp(person, request.id, command('step-up'));
  if (isRefused(offered)) {
    await sayRefusal(context, offered);
    return dialog.endDialog();
  }
  const ticket = await tools.tickets.issue(
    'sign-in:prove',
    { request: request.id, person: person.id, tenant: person.tenant, upn: request.account.upn },
    tools.policy.stepUpValid,
  );
  await show(context, stepUpCard({ request, url: tools.links.prove(ticket) }, wordsOf(context)));
  return dialog.beginDialog(OUTSIDE);
};

const vouch: Step = async (tools, dialog) => {
  const { context } = dialog;
  const { person, command } = speakerOf(context);
  const request = await openRequest(tools, dialog);
  if (!request) return dialog.endDialog();
  if (!missingProofs(request, tools.policy, tools.world.now()).includes('vouch')) return dialog.next();
  const offered = await tools.desk.offerVouch(person, request.id, command('vouch'));
  if (isRefused(offered)) {
    await (offered.refused === 'no-manager' ? say(context, 'chat.vouch.no-manager') : sayRefusal(context, offered));
    return dialog.endDialog();
  }
  const manager = challenge(offered.done, 'vouch')?.voucher.name ?? '';
  await show(context, digitsCard({ request: offered.done }, wordsOf(context)));
  await say(context, 'chat.vouch.sent', { manager });
  return dialog.beginDialog(OUTSIDE);
};

const consent: Step = async (tools, dialog) => {
  const request = await openRequest(tools, dialog);
  if (!request) return dialog.endDialog();
  await show(dialog.context, consentCard({ request }, wordsOf(dialog.context)));
  const question = { type: 'message', text: wordsOf(dialog.context).say('chat.consent.ask'), textFormat: 'plain' };
  return dialog.prompt(CONSENT, { prompt: question, retryPrompt: question });
};

const file: Step = async (tools, dialog) => {
  const { context } = dialog;
  const { person, command } = speakerOf(context);
  const request = await openRequest(tools, dialog, 'file');
  if (!request) return dialog.endDialog();
  if (intentOf(String(dialog.result ?? '')) !== 'yes') {
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
  const drafted = await tools.desk.draft(person, { locale, command: command('draft') });
  return isRefused(drafted) ? ((await requestAfter(tools, context, 'draft')) ?? drafted) : drafted;
}

/** The request while it is still being asked for, or as these very words left it; told in words when it has moved on otherwise. */
async function openRequest(tools: DialogTools, dialog: WaterfallStepContext, did = ''): Promise<Request | undefined> {
  const { context } = dialog;
  const live = await liveRequest(tools, context);
  if (live?.state === 'open') return live;
  const moved = did === '' ? undefined : await requestAfter(tools, context, did);
  if (moved) return moved;
  if (live) await showTracker(tools, context, live);
  else await say(context, 'chat.status.none');
  return undefined;
}

async function welcome(context: TurnContext, request: Request): Promise<void> {
  const { name, upn } = request.account;
  await say(context, 'chat.who', { name, upn });
  const words = wordsOf(context);
  const where = `chat.where.${request.verdict.row}`;
  if (words.knows(where)) await say(context, where);
  await say(context, 'chat.plan');
}

/** What arrived from outside since the last turn. */
async function news(context: TurnContext, request: Request): Promise<void> {
  const offered = challenge(request, 'vouch');
  const last = request.proofs.at(-1);
  if (vouchFailed(request) && offered) await say(context, 'chat.vouch.failed', { manager: offered.voucher.name });
  else if (last?.kind === 'vouch') await say(context, 'chat.vouch.passed', { manager: last.by?.name ?? '' });
  else if (last?.kind === 'step-up') await say(context, 'chat.step-up.passed');
  else await say(context, 'chat.resume.reply-lost');
}
