// "A colleague of mine is locked out": who, what happened, and a card with the code to tell them. Nothing they say here proves anybody.
import type { TurnContext } from 'botbuilder';
import { Dialog, type DialogContext, type DialogInstance, type DialogTurnResult } from 'botbuilder-dialogs';
import { onBehalfCard } from '../cards/on-behalf.ts';
import { isRefused, type RefusalCode } from '../src/core/refusals.ts';
import type { Request } from '../src/core/request.ts';
import { type DialogTools, say, sayRefusal, show, speakerOf, wordsOf } from './talk.ts';

export const FOR_ANOTHER = 'for-another';

/** After these the same question is still open. */
const AGAIN: readonly RefusalCode[] = ['nobody-found', 'several-found', 'directory-unavailable', 'busy'];

/** Plain JSON. Until somebody is found there is nothing to keep. */
type Place = { readonly request?: string };

export function forAnother(tools: DialogTools) {
  return [new ForAnother(tools)];
}

/** "Cancel" said in the middle of it is about whoever is asked for, never about a request of the speaker's own. */
export async function takesBack(tools: DialogTools, { context, activeDialog }: DialogContext): Promise<boolean> {
  if (activeDialog?.id !== FOR_ANOTHER) return false;
  const { person, name, command } = speakerOf(context);
  const { request } = placeOf(activeDialog);
  const taken = request && (await tools.desk.cancelFor({ ...person, name }, request, command('cancel-for')));
  if (taken && isRefused(taken)) await sayRefusal(context, taken);
  else await say(context, 'chat.for.cancelled');
  return true;
}

class ForAnother extends Dialog {
  readonly #tools: DialogTools;

  constructor(tools: DialogTools) {
    super(FOR_ANOTHER);
    this.#tools = tools;
  }

  override async beginDialog(dialog: DialogContext): Promise<DialogTurnResult> {
    await say(dialog.context, 'chat.for.who');
    return stay(dialog, {});
  }

  override async continueDialog(dialog: DialogContext): Promise<DialogTurnResult> {
    const { request } = placeOf(dialog.activeDialog);
    const text = dialog.context.activity.text ?? '';
    return request === undefined ? this.#find(dialog, text) : this.#explain(dialog, request, text);
  }

  override async repromptDialog(turn: TurnContext, instance: DialogInstance): Promise<void> {
    await say(turn, placeOf(instance).request === undefined ? 'chat.for.again' : 'chat.reason.empty');
  }

  async #find(dialog: DialogContext, asked: string): Promise<DialogTurnResult> {
    const { context } = dialog;
    const { person, name, locale, command } = speakerOf(context);
    const opened = await this.#tools.desk.draftFor({ ...person, name }, asked, {
      locale,
      command: command('draft-for'),
    });
    if (isRefused(opened)) {
      await sayRefusal(context, opened);
      return AGAIN.includes(opened.refused) ? Dialog.EndOfTurn : dialog.endDialog();
    }
    if (opened.state === 'refused') {
      // Why, is between the account's owner and the desk.
      await say(context, 'chat.for.closed');
      return dialog.endDialog();
    }
    if (opened.state !== 'open' || opened.reason !== undefined) return this.#tell(dialog, opened);
    await say(context, 'chat.for.reason', { name: opened.account.name, upn: opened.account.upn });
    return stay(dialog, { request: opened.id });
  }

  async #explain(dialog: DialogContext, id: string, reason: string): Promise<DialogTurnResult> {
    const { context } = dialog;
    const { person, name, command } = speakerOf(context);
    const given = await this.#tools.desk.giveReasonFor({ ...person, name }, id, reason, command('reason-for'));
    if (!isRefused(given)) return this.#tell(dialog, given.done);
    if (given.refused === 'reason-too-long' || given.refused === 'reason-empty') {
      await say(context, given.refused === 'reason-too-long' ? 'chat.reason.too-long' : 'chat.reason.empty');
      return Dialog.EndOfTurn;
    }
    await sayRefusal(context, given);
    return dialog.endDialog();
  }

  /** A code, and the card that has the button for the next one. */
  async #tell(dialog: DialogContext, { id }: Request): Promise<DialogTurnResult> {
    const { context } = dialog;
    const { person, name, locale, command } = speakerOf(context);
    const { desk, links } = this.#tools;
    const actor = { ...person, name };
    const coded = await desk.newJoinCode(actor, id, command('join-code'));
    if (isRefused(coded)) {
      await sayRefusal(context, coded);
      return dialog.endDialog();
    }
    const request = coded.done;
    const code = desk.joinCode(request, actor);
    const sspr = request.verdict.route === 'sspr' ? { sspr: links.sspr(locale) } : {};
    await show(
      context,
      onBehalfCard({ request, url: links.join, ...(code ? { code } : {}), ...sspr }, wordsOf(context)),
    );
    return dialog.endDialog();
  }
}

function stay({ activeDialog }: DialogContext, place: Place): DialogTurnResult {
  if (activeDialog) activeDialog.state = place;
  return Dialog.EndOfTurn;
}

function placeOf(instance: DialogInstance | undefined): Place {
  return (instance?.state ?? {}) as Place;
}
