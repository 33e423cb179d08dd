// A click on a card, and what a verb is: the exact shape of what it may carry, and what is done.
import type { InvokeResponse } from 'botbuilder';
import { z } from 'zod';
import { refusalIn } from '../../../dialogs/talk.ts';
import type { Words } from '../../../locales/words.ts';
import type { Named, Person } from '../../core/person.ts';
import type { Refused } from '../../core/refusals.ts';
import { withWords } from '../answers.ts';

export type Click = {
  readonly actor: Person & Named;
  readonly locale: string;
  /** Theirs; the helpdesk's card does not follow it. */
  readonly zone: string | undefined;
  /** The activity's id: two deliveries of one click have the same. */
  readonly activity: string;
  readonly place: { readonly kind: string; readonly channel: string | undefined };
  readonly value: unknown;
};

/** Answers a click, or says which fields its card does not send. */
export type Verb = (
  click: Click,
  data: unknown,
  words: Words,
) => Promise<InvokeResponse> | { readonly strange: readonly string[] };

export type Verbs = Readonly<Record<string, Verb>>;

export const id = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
export const text = z.string().max(4_000);
/** What most buttons carry. */
export const ofRequest = z.strictObject({ request: id });

/** Anything more than the shape, or of another type, is refused before anything is read. */
export function on<T>(
  shape: z.ZodType<T>,
  carryOut: (click: Click, data: T, words: Words) => Promise<InvokeResponse>,
): Verb {
  return (click, data, words) => {
    const parsed = shape.safeParse(data);
    return parsed.success
      ? carryOut(click, parsed.data, words)
      : { strange: parsed.error.issues.map(issue => issue.path.join('.')) };
  };
}

export function saying(refusal: Refused, words: Words): InvokeResponse {
  return withWords(refusalIn(words, refusal));
}
