// Waits for something that arrives from outside the chat (a sign-in, a manager's answer). Any word said meanwhile asks the question again.
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { ProofKind } from '../src/core/proof.ts';

/** Where somebody is among the proofs. Plain JSON: it is kept between turns, and nothing is lost but patience when it is lost. */
export type Course = {
  /** Whose question is open, or is to be asked again. */
  readonly kind?: ProofKind;
  /** Those that did not suit them. */
  readonly declined?: readonly ProofKind[];
  /** Those of which they have heard why they cannot be used. */
  readonly told?: readonly ProofKind[];
};

export class Wait extends Dialog {
  readonly #next: string;

  /** @param next the dialog that knows which question is due; it is asked again from the top */
  constructor(id: string, next: string) {
    super(id);
    this.#next = next;
  }

  override async beginDialog(dialog: DialogContext, course: Course = {}): Promise<DialogTurnResult> {
    keep(dialog, course);
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dialog: DialogContext): Promise<DialogTurnResult> {
    return goOn(dialog, this.#next, courseOf(dialog));
  }
}

/** From the top of the dialog that knows what is due, on the same course. */
export async function goOn(dialog: DialogContext, next: string, course: Course): Promise<DialogTurnResult> {
  await dialog.cancelAllDialogs();
  return dialog.beginDialog(next, course);
}

export function keep({ activeDialog }: DialogContext, course: Course): void {
  if (activeDialog) activeDialog.state = course;
}

/** Of a question about a proof; empty at any other. */
export function courseOf({ activeDialog }: DialogContext): Course {
  const { kind, declined = [], told = [] } = (activeDialog?.state ?? {}) as Course;
  return { ...(kind ? { kind } : {}), declined, told };
}
