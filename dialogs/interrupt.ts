// What may be said at any moment, whatever is being asked: help, status, a human being, a way out, another way, and whether it is really us.
import type { TurnContext } from 'botbuilder';
import type { DialogContext } from 'botbuilder-dialogs';
import { mayHelpThemselves } from '../src/core/desk/finish.ts';
import { isLive } from '../src/core/lifecycle.ts';
import { isRefused } from '../src/core/refusals.ts';
import type { Request } from '../src/core/request.ts';
import { sayWorked } from './guide.ts';
import type { Wish } from './intents/wishes.ts';
import type { Intent } from './intents.ts';
import { takesBack } from './on-behalf.ts';
import { sayHowToReach } from './person.ts';
import { sayStatus } from './status.ts';
import { type DialogTools, liveRequest, requestAfter, say, sayRefusal, speakerOf, wordsOf } from './talk.ts';
import { takeAwayAuthenticator } from './trouble.ts';
import { courseOf, goOn } from './wait.ts';

/** `answered`: the open question is asked again. `ended`: nothing more is to be done in this turn. `not`: it was no interruption. */
export type Interrupted = 'ended' | 'answered' | 'not';

export async function interrupt(tools: DialogTools, dialog: DialogContext, intent: Intent): Promise<Interrupted> {
  const { context } = dialog;
  switch (intent) {
    case 'help':
      await say(context, 'chat.help');
      return 'answered';
    case 'status':
      await sayStatus(tools, context);
      return 'answered';
    case 'person':
      await sayHowToReach(tools, context);
      return 'answered';
    case 'wants-password':
      await say(context, 'chat.step-up.wants-password');
      return courseOf(dialog).kind === 'step-up' ? anotherWay(dialog) : 'answered';
    case 'worked':
      return worked(tools, dialog);
    case 'cancel':
      if (!(await takesBack(tools, dialog))) await cancel(tools, context);
      await dialog.cancelAllDialogs();
      return 'ended';
    default:
      return 'not';
  }
}

/** @param asked the question in the air wants words of their own, which may sound like any wish */
export async function grant(
  tools: DialogTools,
  dialog: DialogContext,
  wish: Wish | undefined,
  asked: boolean,
): Promise<Interrupted> {
  const { context } = dialog;
  switch (wish) {
    case 'not-me':
      await dialog.cancelAllDialogs();
      await stop(tools, context);
      return 'ended';
    case 'really-you':
      await sayWhoWeAre(tools, context);
      return 'answered';
    case 'another-way':
      return courseOf(dialog).kind ? anotherWay(dialog) : 'not';
    case 'unenrol':
    case 'lost-phone': {
      // With nothing under way, a lost phone is what is wrong: that is heard further on.
      if (asked || (wish === 'lost-phone' && !(await liveRequest(tools, context)))) return 'not';
      await takeAwayAuthenticator(tools, context);
      await say(context, wish === 'unenrol' ? 'chat.enrolment.none' : 'chat.enrolment.lost-phone');
      return 'answered';
    }
    default:
      return 'not';
  }
}

/** What they were asked for does not suit: the next one is asked for, and this one not before they have come around. */
async function anotherWay(dialog: DialogContext): Promise<Interrupted> {
  const { kind, declined = [], told = [] } = courseOf(dialog);
  const home = dialog.activeDialog?.id.split('.')[0];
  if (!kind || !home) return 'not';
  await goOn(dialog, home, { declined: [...declined.filter(one => one !== kind), kind], told });
  return 'ended';
}

/** They helped themselves before the desk had anything to do. */
async function worked(tools: DialogTools, dialog: DialogContext): Promise<Interrupted> {
  const { context } = dialog;
  const { person, command } = speakerOf(context);
  const live = await liveRequest(tools, context);
  const open = live?.state === 'open' && mayHelpThemselves(live) ? live : undefined;
  const request = open ?? (live ? undefined : await requestAfter(tools, context, 'said-so'));
  if (!request) return 'not';
  const ended = await tools.desk.saidSo(person, request.id, command('said-so'));
  if (isRefused(ended)) await sayRefusal(context, ended);
  else await sayWorked(context, ended.done);
  await dialog.cancelAllDialogs();
  return 'ended';
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

/** Somebody else asked in their name, or speaks for us: everything stops, and somebody else has to lift it. */
async function stop(tools: DialogTools, turn: TurnContext): Promise<void> {
  const { person, name, command } = speakerOf(turn);
  const frozen = await tools.desk.notMe({ ...person, name }, command('freeze'));
  if (!isRefused(frozen)) return say(turn, 'chat.not-me.done');
  if (frozen.refused === 'already-decided') return say(turn, 'chat.state.frozen');
  return ['too-late', 'no-such-request'].includes(frozen.refused)
    ? say(turn, 'chat.not-me.none')
    : sayRefusal(turn, frozen);
}

async function sayWhoWeAre(tools: DialogTools, turn: TurnContext): Promise<void> {
  const request: Request | undefined = await liveRequest(tools, turn);
  await (request
    ? say(turn, 'chat.really-us', { words: tools.desk.usWords(request) })
    : say(turn, 'chat.really-us.none'));
}
