// Pages opened as Teams dialogs: the tracker. The activity proves who asks, so the page gets a ticket instead of a sign-in.
import type { InvokeResponse } from 'botbuilder';
import { z } from 'zod';
import { wordsFor } from '../../locales/words.ts';
import type { Named, Person } from '../core/person.ts';
import type { Requests, Tickets } from '../core/ports.ts';
import { withDialogWords, withPage } from './answers.ts';

const Fetch = z.object({
  data: z.object({ request: z.string().max(64), pane: z.literal('tracker') }),
});

/** From the click to the page's first request; a ticket works once. */
const TICKET_LIFE = 60_000;

type Tools = {
  readonly requests: Requests;
  readonly tickets: Tickets;
  /** The page with a ticket in its fragment, which never reaches a server's log; and without, for a browser, where one signs in. */
  readonly trackerPage: (request: string, ticket?: string) => string;
};

export function createPanes({ requests, tickets, trackerPage }: Tools) {
  return async (opener: { actor: Person & Named; locale: string; value: unknown }): Promise<InvokeResponse> => {
    const words = wordsFor(opener.locale);
    const asked = Fetch.safeParse(opener.value);
    if (!asked.success) return withDialogWords(words.say('chat.click.unknown'));
    const request = await requests.find(asked.data.data.request);
    const own = request && request.tenant === opener.actor.tenant && request.person === opener.actor.id;
    if (!own) return withDialogWords(words.say('chat.refusal.not-yours'));
    if (request.onBehalf) return withDialogWords(words.say('chat.refusal.asked-by-another'));
    const ticket = await tickets.issue('tracker', { request: request.id, person: request.person }, TICKET_LIFE);
    return withPage({
      title: words.say('chat.tracker.title'),
      url: trackerPage(request.id, ticket),
      fallbackUrl: trackerPage(request.id),
    });
  };
}
