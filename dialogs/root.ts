// One conversation's turn: help, status, cancel and "talk to a person" work anywhere; everything else belongs to the dialog under way.
import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
import { type DialogContext, DialogSet, type DialogState } from 'botbuilder-dialogs';
import { isLive } from '../src/core/lifecycle.ts';
import { isRefused } from '../src/core/refusals.ts';
import { guide } from './guide.ts';
import { type Intent, intentOf } from './intents.ts';
import { RECOVER, recover } from './recover.ts';
import { sayStatus } from './status.ts';
import {
  type DialogTools,
  introduce,
  liveRequest,
  requestAfter,
  type Speaker,
  say,
  sayRefusal,
  speakerOf,
  wordsOf,
} from './talk.ts';

/** The dialog stack as it is kept between turns: plain JSON, no answers, no secrets. */
export type Stack = unknown;

export type Converse = (turn: TurnContext, speaker: Speaker, stack: Stack) => Promise<Stack>;

const STACK = Symbol('stack');
/** Words in the longest thing people say to interrupt: "can I talk to a person please". */
const LONGEST_COMMAND = 7;

/** Runs one turn on a stack and gives the stack that remains. Sends through `turn` only; holds nothing between turns. */
export function createConversation(tools: DialogTools): Converse {
  const dialogs = new DialogSet(stackInTurn);
  for (const dialog of [...recover(tools), ...guide(tools, RECOVER)]) dialogs.add(dialog);
  return async (turn, speaker, stack) => {
    introduce(turn, speaker);
    turn.turnState.set(STACK, structuredClone(stack ?? { dialogStack: [] }));
    const dialog = await dialogs.createContext(turn);
    // A place that this release does not know any more is a lost place.
    if (dialog.stack.some(({ id }) => !dialogs.find(id))) await dialog.cancelAllDialogs();
    if (speaker.resumed) await resume(tools, dialog);
    else await listen(tools, dialog);
    return turn.turnState.get(STACK);
  };
}

/** Something happened elsewhere: the stack is thrown away, and the waterfall finds the question that is due. */
async function resume(tools: DialogTools, dialog: DialogContext): Promise<void> {
  await dialog.cancelAllDialogs();
  const request = await liveRequest(tools, dialog.context);
  if (request?.state === 'open' || request?.state === 'guided') await dialog.beginDialog(RECOVER);
  else await sayStatus(tools, dialog.context);
}

async function listen(tools: DialogTools, dialog: DialogContext): Promise<void> {
  if (await isOver(tools, dialog)) await dialog.cancelAllDialogs();
  const text = dialog.context.activity.text ?? '';
  const intent = intentOf(text);
  // A long line given to a question is its answer, even if it happens to hold "help" or "cancel".
  const answering = dialog.activeDialog !== undefined && text.trim().split(/\s+/).length > LONGEST_COMMAND;
  const interrupted = answering ? 'not' : await interrupt(tools, dialog, intent);
  if (interrupted === 'ended') return;
  if (interrupted === 'answered') {
    if (dialog.activeDialog) await dialog.repromptDialog();
    return;
  }
  if (dialog.activeDialog && speakerOf(dialog.context).questionLost) {
    await say(dialog.context, 'chat.resume.reply-lost');
    await resume(tools, dialog);
    return;
  }
  if (dialog.activeDialog) {
    await dialog.continueDialog();
    return;
  }
  // No dialog, but perhaps a request: a restart or a lost stack goes on at the right question, whatever was said.
  const request = await liveRequest(tools, dialog.context);
  // "My password does not work" begins as well as "I forgot it".
  const wanted = intent === 'recover' || intent === 'not-worked';
  if (wanted || request?.state === 'open' || request?.state === 'guided') await dialog.beginDialog(RECOVER);
  else if (request) await sayStatus(tools, dialog.context);
  else await say(dialog.context, 'chat.not-understood');
}

/** The question on the stack belongs to a request that has ended or gone on, and not by these very words. */
async function isOver(tools: DialogTools, { activeDialog, context }: DialogContext): Promise<boolean> {
  if (!activeDialog) return false;
  const request = await liveRequest(tools, context);
  if (request?.state === 'open' || request?.state === 'guided') return false;
  return !(await requestAfter(tools, context, 'file')) && !(await requestAfter(tools, context, 'said-so'));
}

async function interrupt(
  tools: DialogTools,
  dialog: DialogContext,
  intent: Intent,
): Promise<'ended' | 'answered' | 'not'> {
  const { context } = dialog;
  switch (intent) {
    case 'help':
      await say(context, 'chat.help');
      return 'answered';
    case 'status':
      await sayStatus(tools, context);
      return 'answered';
    case 'person':
      await (tools.contact
        ? say(context, 'chat.person', { contact: tools.contact })
        : say(context, 'chat.person.no-contact'));
      return 'answered';
    case 'wants-password':
      await say(context, 'chat.step-up.wants-password');
      return 'answered';
    case 'cancel':
      await dialog.cancelAllDialogs();
      await cancel(tools, context);
      return 'ended';
    default:
      return 'not';
  }
}

async function cancel(tools: DialogTools, turn: TurnContext): Promise<void> {
  const { person, command } = speakerOf(turn);
  const request = await tools.requests.latest(person);
  if (!request || (!isLive(request.state) && !(await tools.requests.answered(request.id, command('cancel'))))) {
    return say(turn, 'chat.cancel.none');
  }
  const cancelled = await tools.desk.cancel(person, request.id, command('cancel'));
  if (!isRefused(cancelled)) return say(turn, 'chat.cancel.done');
  if (cancelled.refused !== 'too-late') return sayRefusal(turn, cancelled);
  return say(turn, 'chat.cancel.too-late', { state: wordsOf(turn).say(`chat.state.${request.state}`) });
}

/** The stack lives in the turn: what a turn does to it counts only when the conversation's row takes it. */
const stackInTurn: StatePropertyAccessor<DialogState> = {
  get: async turn => turn.turnState.get(STACK),
  set: async (turn, value) => void turn.turnState.set(STACK, value),
  delete: async turn => void turn.turnState.delete(STACK),
};
