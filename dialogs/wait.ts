// Waits for something that arrives from outside the chat (a sign-in, a manager's answer). Any word said meanwhile asks the question again.
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';

export class Wait extends Dialog {
  readonly #next: string;

  /** @param next the dialog that knows which question is due; it is asked again from the top */
  constructor(id: string, next: string) {
    super(id);
    this.#next = next;
  }

  override async beginDialog(): Promise<DialogTurnResult> {
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dialog: DialogContext): Promise<DialogTurnResult> {
    await dialog.cancelAllDialogs();
    return dialog.beginDialog(this.#next);
  }
}
