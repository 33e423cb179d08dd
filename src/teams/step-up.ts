// The sign-in comes back through the chat: Teams brings the page's one-time code from the person who is chatting.
import type { InvokeResponse, TurnContext } from 'botbuilder';
import { z } from 'zod';
import { wordsFor } from '../../locales/words.ts';
import type { Desk } from '../core/desk/desk.ts';
import type { Person } from '../core/person.ts';
import type { Limits, Log, Tickets } from '../core/ports.ts';
import { isRefused } from '../core/refusals.ts';
import { plain } from './notices.ts';

const State = z.object({ state: z.string().min(1).max(200) });

type Tools = { readonly desk: Desk; readonly tickets: Tickets; readonly limits: Limits; readonly log: Log };

const HOUR = 3_600_000;

export function createStepUp({ desk, tickets, limits, log }: Tools) {
  return async (
    turn: TurnContext,
    came: { person: Person; locale: string; activity: string; value: unknown },
  ): Promise<InvokeResponse> => {
    const words = wordsFor(came.locale);
    // The code is used up by the first delivery; a second one of the same invoke must not be told that it failed.
    const first = await limits.spend(`invoke:${came.activity}`, { count: 1, per: HOUR });
    if ('until' in first) return { status: 200, body: {} };
    const parsed = State.safeParse(came.value);
    const found = parsed.success ? await tickets.redeem('step-up', parsed.data.state) : undefined;
    // A code that is unknown, used, too old or another person's tells nobody which of these it was.
    if (!found || found['person'] !== came.person.id || found['request'] === undefined) {
      await turn.sendActivity(plain(words.say('chat.verify.failed', { why: words.say('chat.refusal.proof-expired') })));
      return { status: 200, body: {} };
    }
    const authTime = Number(found['authTime']);
    const who = {
      tenant: found['tenant'] ?? '',
      id: found['id'] ?? '',
      contexts: (found['contexts'] ?? '').split(' ').filter(Boolean),
      ...(Number.isFinite(authTime) && found['authTime'] ? { authTime } : {}),
    };
    const passed = await desk.passStepUp(came.person, found['request'], who, came.activity);
    if (isRefused(passed)) {
      log.info({ request: found['request'], refused: passed.refused }, 'a step-up was refused');
      await turn.sendActivity(
        plain(words.say('chat.verify.failed', { why: words.say(`chat.refusal.${passed.refused}`) })),
      );
    }
    return { status: 200, body: {} };
  };
}
