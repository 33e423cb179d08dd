// What a person can do with a card in Teams: Action.Execute, Action.Submit, links, refreshing, and dialogs.

import type { Person } from '../world.ts';
import { type Activity, type Card, cardOf, isObject, type Json, teamsId } from './activity.ts';
import { fillIn, type Inputs, pick } from './card.ts';
import type { Answer, Handover } from './delivery.ts';
import { type Outcome, outcomeOf, type Task, taskOf } from './outcome.ts';
import type { Seen, Sight } from './sight.ts';
import type { Silently } from './silent.ts';

/** The person's own token, or the code of the sign-in page, when the bot asked for one. */
export type SignedIn = { readonly authentication?: Json; readonly state?: string };

export type Submitted =
  | { readonly kind: 'message'; readonly answer: Answer }
  | { readonly kind: 'dialog'; readonly answer: Answer; readonly task: Task | undefined }
  /** The popup Teams would open. */
  | { readonly kind: 'sign-in'; readonly url: string };

export type Clicks = ReturnType<typeof createClicks>;

/** `silently` gets the person's token where the bot asks for one, and `send` delivers an activity from this person about a message (its thread matters in channels). */
export function createClicks(
  person: Person,
  sight: Sight,
  silently: Silently,
  send: (part: Activity, about: Seen | undefined, how: Handover) => Promise<Answer>,
  speak: (text: string, how: Handover) => Promise<Answer>,
) {
  const invoke = (name: string, value: unknown, about: Seen | undefined, how: Handover) =>
    send({ type: 'invoke', name, value, ...(about ? { replyToId: about.id } : {}) }, about, how);

  async function action(message: Seen, value: Json, how: Handover): Promise<Outcome> {
    const outcome = outcomeOf(await invoke('adaptiveCard/action', value, message, how));
    if (outcome.kind === 'card') sight.show(message.id, { card: outcome.card });
    if (outcome.kind === 'message') sight.show(message.id, { notice: outcome.text });
    // Refused with the token Teams had: it asks the person then, and says nothing yet.
    const asksThem = 'authentication' in value && outcome.answer.status === 412;
    if (outcome.kind === 'error' && !asksThem)
      sight.show(message.id, { error: outcome.text, unreachable: outcome.code === 'unreachable' });
    return outcome;
  }

  return {
    /**
     * Clicks the `Action.Execute` that `which` names by verb, title or id (or the only one), with what was entered.
     * The returned card becomes this person's view. A sign-in the bot asks for is tried silently first. Throws where Teams would not send, e.g. a required input is empty.
     */
    async execute(
      message: string | Seen,
      which?: string,
      inputs: Inputs = {},
      how: Handover & SignedIn = {},
    ): Promise<Outcome> {
      const about = sight.find(message);
      const offered = pick(cardIn(about), ['Action.Execute'], which);
      const { id, title, verb, data } = offered.action;
      const filled = { ...(isObject(data) ? data : {}), ...fillIn(offered, inputs) };
      const chosen = withoutGaps({ type: 'Action.Execute', id, title, verb, data: filled });
      const { authentication, state, ...handover } = how;
      const value = withoutGaps({ action: chosen, trigger: 'manual', authentication, state });
      const first = await action(about, value, handover);
      if (first.kind !== 'sign-in' || authentication || state !== undefined) return first;
      const token = await silently(person, first.request);
      if (!token) return first;
      const again = await action(about, { ...value, authentication: token }, handover);
      return again.answer.status === 412 ? first : again;
    },

    /**
     * Asks for this person's view of a card that has `refresh`: by itself (`automatic`) when the card names them, as
     * from the message's menu (`manual`) when not.
     */
    refresh(message: string | Seen, how: Handover = {}): Promise<Outcome> {
      const about = sight.find(message);
      const refresh = refreshOf(cardOf(about.activity));
      if (!refresh) throw new Error(`The card of message ${about.id} cannot be refreshed`);
      const { type, id, verb, data } = isObject(refresh['action']) ? refresh['action'] : {};
      const chosen = withoutGaps({ type, id, verb, data });
      return action(about, { action: chosen, trigger: listed(refresh, person) ? 'automatic' : 'manual' }, how);
    },

    /** Whether the stored card renews itself on this person's screen. */
    refreshes: (message: Seen) => listed(refreshOf(cardOf(message.activity)), person),

    /** Clicks an `Action.Submit`: a message with a value, or what its `msteams` data asks for instead. */
    async submit(message: string | Seen, which?: string, inputs: Inputs = {}, how: Handover = {}): Promise<Submitted> {
      const about = sight.find(message);
      const offered = pick(cardIn(about), ['Action.Submit'], which);
      const filled = fillIn(offered, inputs);
      const own = offered.action['data'];
      const data =
        typeof own === 'string' && Object.keys(filled).length === 0
          ? own
          : { ...(isObject(own) ? own : {}), ...filled };
      const msteams = isObject(data) && isObject(data['msteams']) ? data['msteams'] : {};
      switch (msteams['type']) {
        case 'signin':
          return { kind: 'sign-in', url: String(msteams['value']) };
        case 'task/fetch': {
          const answer = await invoke('task/fetch', { data, context: { theme: 'default' } }, about, how);
          return { kind: 'dialog', answer, task: taskOf(answer) };
        }
        case 'imBack':
          // Everybody sees what the button says in their name, as if they had typed it.
          return { kind: 'message', answer: await speak(String(msteams['value']), how) };
        case 'messageBack': {
          const value = isObject(msteams['value']) ? { ...msteams['value'], ...filled } : (msteams['value'] ?? filled);
          const part = { ...words(msteams['text']), value, replyToId: about.id };
          return { kind: 'message', answer: await send(part, about, how) };
        }
      }
      return { kind: 'message', answer: await send({ type: 'message', value: data, replyToId: about.id }, about, how) };
    },

    /** Where an `Action.OpenUrl` leads. */
    link(message: string | Seen, which?: string): string {
      return String(pick(cardIn(sight.find(message)), ['Action.OpenUrl'], which).action['url']);
    },

    /** Sends a dialog's result; gives the next dialog, or undefined when it closes. */
    async taskSubmit(data: unknown, how: Handover = {}): Promise<Task | undefined> {
      return taskOf(await invoke('task/submit', { data, context: { theme: 'default' } }, undefined, how));
    },

    /** What Teams sends when a sign-in popup ends with `notifySuccess(code)`. */
    verifyState: (code: string, how: Handover = {}): Promise<Answer> =>
      invoke('signin/verifyState', { state: code }, undefined, how),
  };
}

function cardIn(message: Seen): Json {
  if (!message.card) throw new Error(`Message ${message.id} has no card: ${message.words.slice(0, 200)}`);
  return message.card;
}

function refreshOf(card: Card | undefined): Json | undefined {
  const refresh = card?.['refresh'];
  return isObject(refresh) ? refresh : undefined;
}

/** Without `userIds` everybody is meant, since no conversation here has more than 60 members; ids are Teams ids only. */
function listed(refresh: Json | undefined, person: Person): boolean {
  if (!refresh) return false;
  const ids = refresh['userIds'];
  return !Array.isArray(ids) || ids.slice(0, 60).includes(teamsId(person));
}

function words(text: unknown): Activity {
  return { type: 'message', textFormat: 'plain', ...(typeof text === 'string' ? { text } : {}) };
}

function withoutGaps(value: Json): Json {
  return Object.fromEntries(Object.entries(value).filter(([, inside]) => inside !== undefined));
}
