// Proofs that are typed into the chat: a code of an app or from a mail, and the words somebody said on the phone.
import type { TurnContext } from 'botbuilder';
import { Dialog, type DialogContext, type DialogInstance, type DialogTurnResult } from 'botbuilder-dialogs';
import type { Done } from '../src/core/desk/act.ts';
import { digitsIn, spokenIn } from '../src/core/heard.ts';
import type { ProofKind } from '../src/core/proof.ts';
import { isRefused, type RefusalCode, type Refused } from '../src/core/refusals.ts';
import type { Request } from '../src/core/request.ts';
import { type DialogTools, liveRequest, once, requestAfter, say, sayRefusal, speakerOf } from './talk.ts';
import { type Course, courseOf, goOn, keep } from './wait.ts';

/** The kinds whose answer is a line of the person's own. */
export type TypedKind = Exclude<ProofKind, 'step-up' | 'vouch'>;

const LONGEST = 40;

/** After these the same question is still open. */
const AGAIN: readonly RefusalCode[] = ['code-wrong', 'code-used'];

export class Typed extends Dialog {
  readonly #next: string;
  readonly #tools: DialogTools;

  constructor(id: string, next: string, tools: DialogTools) {
    super(id);
    this.#next = next;
    this.#tools = tools;
  }

  override async beginDialog(dialog: DialogContext, course: Course = {}): Promise<DialogTurnResult> {
    keep(dialog, course);
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dialog: DialogContext): Promise<DialogTurnResult> {
    const { context } = dialog;
    const course = courseOf(dialog);
    const { kind } = course;
    const { declined = [], told = [] } = course;
    const request = (await liveRequest(this.#tools, context)) ?? (await requestAfter(this.#tools, context, 'answer'));
    if (!kind || !isTyped(kind) || request?.state !== 'open') return goOn(dialog, this.#next, { declined, told });
    const text = context.activity.text ?? '';
    // What cannot be an answer costs no try.
    if (!couldBe(kind, text)) {
      await say(context, `chat.${kind}.again`);
      return Dialog.EndOfTurn;
    }
    const answered = await once(() => answer(this.#tools, context, request, kind, text));
    if (!isRefused(answered)) {
      await say(context, `chat.${kind}.passed`);
      return goOn(dialog, this.#next, { declined, told });
    }
    await sayRefusal(context, answered);
    if (AGAIN.includes(answered.refused)) return Dialog.EndOfTurn;
    // The day's tries are used up: no other way would be heard either.
    if (answered.refused === 'too-many-tries') return dialog.endDialog();
    return goOn(dialog, this.#next, course);
  }

  override async repromptDialog(turn: TurnContext, { state }: DialogInstance): Promise<void> {
    const { kind } = state as Course;
    if (kind && isTyped(kind)) await say(turn, `chat.${kind}.again`);
  }
}

function answer(
  { desk }: DialogTools,
  turn: TurnContext,
  { id }: Request,
  kind: TypedKind,
  text: string,
): Promise<Done | Refused> {
  const { person, command } = speakerOf(turn);
  switch (kind) {
    case 'totp':
      return desk.answerTotp(person, id, digitsIn(text), command('answer'));
    case 'call-back':
      return desk.answerCallBack(person, id, text, command('answer'));
    case 'mail-code':
      return desk.answerMailCode(person, id, digitsIn(text), command('answer'));
  }
}

function isTyped(kind: ProofKind): kind is TypedKind {
  return kind !== 'step-up' && kind !== 'vouch';
}

/** Six digits, however they are grouped, or two words: any two, or two of ours with something said between. */
function couldBe(kind: TypedKind, text: string): boolean {
  if (kind !== 'call-back') return text.length <= LONGEST && digitsIn(text).length === 6;
  const words = text.match(/\p{L}+/gu) ?? [];
  return words.length === 2 || spokenIn(text).length === 2;
}
