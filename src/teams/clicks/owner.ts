// The person's own card: they may cancel.
import type { Desk } from '../../core/desk/desk.ts';
import type { Requests } from '../../core/ports.ts';
import { isRefused } from '../../core/refusals.ts';
import { withCard } from '../answers.ts';
import { ownCard, type Rendering } from '../notices.ts';
import { ofRequest, on, saying, type Verbs } from './click.ts';

type Tools = {
  readonly desk: Pick<Desk, 'cancel'>;
  readonly requests: Pick<Requests, 'find'>;
  readonly rendering: () => Rendering;
};

export function ownerClicks({ desk, requests, rendering }: Tools): Verbs {
  return {
    cancel: on(ofRequest, async (click, { request: id }, words) => {
      const known = await requests.find(id);
      if (!known || known.tenant !== click.actor.tenant) return saying({ refused: 'no-such-request' }, words);
      const cancelled = await desk.cancel(click.actor, id, click.activity);
      if (isRefused(cancelled) && cancelled.refused !== 'too-late') return saying(cancelled, words);
      // Too late: the card shows how far it has gone.
      const now = isRefused(cancelled) ? ((await requests.find(id)) ?? known) : cancelled.done;
      return withCard(ownCard(now, words, rendering()).card);
    }),
  };
}
