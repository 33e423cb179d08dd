// The answers an invoke can get, in the shapes Teams knows (Universal Actions, dialogs).
import type { InvokeResponse } from 'botbuilder';

const TYPE = 'application/vnd.microsoft.';

type Answer = InvokeResponse<Record<string, unknown>>;

/** Replaces the card for whoever clicked. */
export function withCard(card: Record<string, unknown>): Answer {
  return answer(200, 'card.adaptive', card);
}

/** A sentence shown at the card; the card stays. */
export function withWords(text: string): Answer {
  return answer(200, 'activity.message', text);
}

/** The click was not understood. `code` is ours and says nothing of the inside. */
export function withError(status: 400 | 403 | 404, code: string, message: string): Answer {
  return answer(status, 'error', { code, message });
}

function answer(statusCode: number, type: string, value: unknown): Answer {
  return { status: statusCode, body: { statusCode, type: TYPE + type, value } };
}

/** Opens a page in a Teams dialog. */
export function withPage(page: { title: string; url: string; fallbackUrl: string }): Answer {
  return { status: 200, body: { task: { type: 'continue', value: { ...page, width: 'medium', height: 'large' } } } };
}

export function withDialogWords(text: string): Answer {
  return { status: 200, body: { task: { type: 'message', value: text } } };
}
