// One conversation's turn: what interrupts works anywhere; everything else belongs to the dialog under way.
import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
import { type DialogContext, DialogSet, type DialogState } from 'botbuilder-dialogs';
import type { Request } from '../src/core/request.ts';
import { ENROL, enrol } from './enrol.ts';
import { guide } from './guide.ts';
import { givesPassword } from './intents/secret.ts';
import { troubleIn } from './intents/troubles.ts';
import { wishIn } from './intents/wishes.ts';
import { intentOf, wordsIn } from './intents.ts';
import { grant, interrupt } from './interrupt.ts';
import { FOR_ANOTHER, forAnother } from './on-behalf.ts';
import { REASON, RECOVER, recover } from './recover.ts';
import { sayStatus } from './status.ts';
import { type DialogTools, introduce, liveRequest, requestAfter, type Speaker, say, speakerOf } from './talk.ts';
import { TROUBLE } from './trouble.ts';
import { courseOf } from './wait.ts';

/** The dialog stack as it is kept between turns: plain JSON, no answers, no secrets. */
export type Stack = unknown;

export type Converse = (turn: TurnContext, speaker: Speaker, stack: Stack) => Promise<Stack>;

const STACK = Symbol('stack');
/** Words in the longest thing people say to interrupt: "can I talk to a person please". */
const LONGEST_COMMAND = 7;
/** What leaves a request closed or changed, and must find its own answer when it runs again. */
const LAST_WORDS = ['file', 'said-so', 'trouble'];

/** Runs one turn on a stack and gives the stack that remains. Sends through `turn` only; holds nothing between turns. */
export function createConversation(tools: DialogTools): Converse {
  const dialogs = new DialogSet(stackInTurn);
  for (const dialog of [...recover(tools), ...guide(tools, RECOVER), ...enrol(tools), ...forAnother(tools)])
    dialogs.add(dialog);
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
  const { declined = [], told = [] } = courseOf(dialog);
  await dialog.cancelAllDialogs();
  const home = homeOf(await liveRequest(tools, dialog.context));
  if (home) await dialog.beginDialog(home, { declined, told });
  else await sayStatus(tools, dialog.context);
}

async function listen(tools: DialogTools, dialog: DialogContext): Promise<void> {
  if (await isOver(tools, dialog)) await dialog.cancelAllDialogs();
  const { context } = dialog;
  const text = context.activity.text ?? '';
  if (givesPassword(text)) {
    await say(context, 'chat.never-a-password');
    if (dialog.activeDialog) await dialog.repromptDialog();
    return;
  }
  const intent = intentOf(text, speakerOf(context).locale);
  const asked = [REASON, TROUBLE].includes(dialog.activeDialog?.id ?? '');
  const wish = asked && wishIn(text) === 'another-way' ? undefined : wishIn(text);
  // A long line given to a question is its answer, even if it happens to hold "help" or "cancel".
  const answering = dialog.activeDialog !== undefined && wordsIn(text) > LONGEST_COMMAND;
  const granted = answering ? 'not' : await grant(tools, dialog, wish, asked);
  const interrupted = answering || granted !== 'not' ? granted : await interrupt(tools, dialog, intent);
  if (interrupted === 'ended') return;
  if (interrupted === 'answered') {
    if (dialog.activeDialog) await dialog.repromptDialog();
    return;
  }
  if (dialog.activeDialog && speakerOf(context).questionLost) {
    await say(context, 'chat.resume.reply-lost');
    await resume(tools, dialog);
    return;
  }
  const request = await liveRequest(tools, context);
  // Whoever is locked out now does not want to set up an app first.
  if (request?.purpose === 'enrol' && intent === 'recover' && troubleIn(text)) {
    await dialog.cancelAllDialogs();
    await dialog.beginDialog(RECOVER);
    return;
  }
  if (dialog.activeDialog) {
    await dialog.continueDialog();
    return;
  }
  if (wish === 'enrol' || wish === 'for-another') {
    await dialog.beginDialog(wish === 'enrol' ? ENROL : FOR_ANOTHER);
    return;
  }
  // No dialog, but perhaps a request: a restart or a lost stack goes on at the right question, whatever was said.
  const home = homeOf(request);
  // "My password does not work" begins as well as "I forgot it", and so does a lost phone.
  const wanted = intent === 'recover' || intent === 'not-worked' || wish === 'lost-phone';
  if (home) await dialog.beginDialog(home);
  else if (wanted) await dialog.beginDialog(RECOVER);
  // An answer to what nobody asks any more, as an old card's button says it: how things stand is the reply.
  else if (request || ['worked', 'yes', 'no'].includes(intent)) await sayStatus(tools, context);
  else await say(context, 'chat.not-understood');
}

/**
 * The dialog that knows what is due of a request that is still being asked for. Of one that somebody else asked for nothing is due in the
 * chat: it is answered where it was joined, and a stolen laptop may be why.
 */
function homeOf(request: Request | undefined): string | undefined {
  if ((request?.state !== 'open' && request?.state !== 'guided') || request.onBehalf) return undefined;
  return request.purpose === 'enrol' ? ENROL : RECOVER;
}

/** The question on the stack belongs to a request that has ended or gone on, and not by these very words. */
async function isOver(tools: DialogTools, { activeDialog, context }: DialogContext): Promise<boolean> {
  // Whoever asks for somebody else has no request of their own.
  if (!activeDialog || activeDialog.id === FOR_ANOTHER) return false;
  if (homeOf(await liveRequest(tools, context))) return false;
  const last = await Promise.all(LAST_WORDS.map(did => requestAfter(tools, context, did)));
  return last.every(request => request === undefined);
}

/** The stack lives in the turn: what a turn does to it counts only when the conversation's row takes it. */
const stackInTurn: StatePropertyAccessor<DialogState> = {
  get: async turn => turn.turnState.get(STACK),
  set: async (turn, value) => void turn.turnState.set(STACK, value),
  delete: async turn => void turn.turnState.delete(STACK),
};
