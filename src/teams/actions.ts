// Clicks on cards. A click brings a verb and an opaque id; who clicked comes from the verified activity, everything else from the row.
import type { InvokeResponse } from 'botbuilder';
import { z } from 'zod';
import { wordsFor } from '../../locales/words.ts';
import type { Desk } from '../core/desk/desk.ts';
import type { Log, Requests, Tickets } from '../core/ports.ts';
import { withError } from './answers.ts';
import type { Click, Verbs } from './clicks/click.ts';
import { helpdeskClicks } from './clicks/helpdesk.ts';
import { openerClicks } from './clicks/opener.ts';
import { ownerClicks } from './clicks/owner.ts';
import { shieldsClicks } from './clicks/shields.ts';
import { voucherClicks } from './clicks/voucher.ts';
import type { Rendering } from './notices.ts';

const Invoke = z.object({ action: z.object({ verb: z.string(), data: z.unknown() }) });

export function createActions(tools: {
  readonly desk: Desk;
  readonly requests: Requests;
  readonly tickets: Tickets;
  readonly helpdeskChannel: string;
  readonly approvePage: (ticket: string) => string;
  readonly rendering: () => Rendering;
  readonly log: Log;
}) {
  const verbs: Verbs = {
    ...helpdeskClicks(tools),
    ...voucherClicks(tools),
    ...ownerClicks(tools),
    ...openerClicks(tools),
    ...shieldsClicks(tools),
  };
  return async (click: Click): Promise<InvokeResponse> => {
    // The helpdesk's card is read in more zones than one.
    const words = wordsFor(click.locale, click.place.kind === 'personal' ? click.zone : undefined);
    const invoke = Invoke.safeParse(click.value);
    const name = invoke.success ? invoke.data.action.verb : '';
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    if (!invoke.success || !verb) return withError(400, 'UnknownAction', words.say('chat.click.unknown'));
    const answer = verb(click, invoke.data.action.data, words);
    if (!('strange' in answer)) return answer;
    tools.log.warn({ verb: name, fields: answer.strange }, 'a click carried data that no card of ours sends');
    return withError(400, 'BadData', words.say('chat.click.bad-data'));
  };
}
