// What a Teams client makes of the bot's answer to a click: a card, words, a sign-in, or an error.
import { asCard, CARD, type Card, isObject } from './activity.ts';
import type { Answer } from './delivery.ts';

export type Outcome = { readonly answer: Answer } & (
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'message'; readonly text: string }
  /** The bot wants the person's own token first; `request` is its OAuth card. */
  | { readonly kind: 'sign-in'; readonly request: unknown }
  /** What Teams shows in red on the card. `code` as the bot gave it, or `unreachable`. */
  | { readonly kind: 'error'; readonly code: string; readonly text: string }
);

/** Reads an `adaptiveCard/action` answer. Anything undocumented is an error, as in Teams. */
export function outcomeOf(answer: Answer): Outcome {
  const { body } = answer;
  const value = isObject(body) ? body['value'] : undefined;
  switch (isObject(body) ? body['type'] : undefined) {
    case CARD: {
      const card = asCard(value);
      if (card && answer.status === 200) return { answer, kind: 'card', card };
      break;
    }
    case 'application/vnd.microsoft.activity.message':
      if (typeof value === 'string' && answer.status === 200) return { answer, kind: 'message', text: value };
      break;
    case 'application/vnd.microsoft.activity.loginRequest':
      return { answer, kind: 'sign-in', request: value };
    case 'application/vnd.microsoft.error':
    case 'application/vnd.microsoft.error.preconditionFailed':
    case 'application/vnd.microsoft.error.incorrectAuthCode': {
      const { code = 'unknown', message = '' } = isObject(value) ? value : {};
      return { answer, kind: 'error', code: String(code), text: String(message) };
    }
  }
  const text = answer.failed ?? `the bot answered ${answer.status}`;
  return { answer, kind: 'error', code: 'unreachable', text: `Unable to reach app (${text})` };
}

/** A dialog as `task/fetch` and `task/submit` answer it; undefined closes it. */
export type Task =
  | { readonly type: 'continue'; readonly value: { title?: string; url?: string; card?: { content: Card } } }
  | { readonly type: 'message'; readonly value: string };

/** The bot could not be reached, or answered what Teams cannot make anything of. */
export class Unreachable extends Error {}

/** The dialog in an answer. Throws `Unreachable` when the bot could not be reached or answered something Teams cannot open. */
export function taskOf(answer: Answer): Task | undefined {
  if (answer.status !== 200) throw new Unreachable(`Unable to reach app (${answer.failed ?? answer.status})`);
  const task = isObject(answer.body) ? answer.body['task'] : undefined;
  if (task === undefined) return undefined;
  const { type, value } = isObject(task) ? task : {};
  const opens = isObject(value) && (typeof value['url'] === 'string' || isObject(value['card']));
  if ((type === 'continue' && opens) || (type === 'message' && typeof value === 'string')) return task as Task;
  throw new Unreachable(`Teams cannot open this dialog: ${JSON.stringify(task).slice(0, 200)}`);
}
