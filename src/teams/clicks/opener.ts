// The card of whoever asked for somebody else, in their own chat: a new code to tell, or the end of it.
import type { InvokeResponse } from 'botbuilder';
import { onBehalfCard } from '../../../cards/on-behalf.ts';
import type { Words } from '../../../locales/words.ts';
import type { Desk } from '../../core/desk/desk.ts';
import type { Requests } from '../../core/ports.ts';
import { isRefused, type Refused } from '../../core/refusals.ts';
import type { Request } from '../../core/request.ts';
import { withCard } from '../answers.ts';
import type { Rendering } from '../notices.ts';
import { type Click, ofRequest, on, saying, type Verb, type Verbs } from './click.ts';

type Tools = {
  readonly desk: Pick<Desk, 'newJoinCode' | 'cancelFor' | 'joinCode'>;
  readonly requests: Pick<Requests, 'find'>;
  readonly rendering: () => Rendering;
};

export function openerClicks({ desk, requests, rendering }: Tools): Verbs {
  const verb = (name: 'newJoinCode' | 'cancelFor'): Verb =>
    on(ofRequest, async (click, { request: id }, words) => {
      const known = await requests.find(id);
      if (!known || known.tenant !== click.actor.tenant) return saying({ refused: 'no-such-request' }, words);
      // The helpdesk's own button for a code stands on its card, in its channel.
      if (click.place.kind !== 'personal' || known.onBehalf?.by.id !== click.actor.id)
        return saying({ refused: 'not-yours' }, words);
      return answer(click, words, await desk[name](click.actor, id, click.activity));
    });

  function answer(click: Click, words: Words, done: { readonly done: Request } | Refused): InvokeResponse {
    if (isRefused(done)) return saying(done, words);
    const code = desk.joinCode(done.done, click.actor);
    const view = { request: done.done, url: rendering().joinUrl, ...(code ? { code } : {}) };
    return withCard(onBehalfCard(view, words).card);
  }

  return { 'for-code': verb('newJoinCode'), 'for-cancel': verb('cancelFor') };
}
