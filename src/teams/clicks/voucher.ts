// The manager's card, in their own chat: "it is them", or "that was not them".
import type { InvokeResponse } from 'botbuilder';
import { z } from 'zod';
import type { Words } from '../../../locales/words.ts';
import type { Desk } from '../../core/desk/desk.ts';
import type { Log, Requests } from '../../core/ports.ts';
import { isRefused, type Refused } from '../../core/refusals.ts';
import { challenge, type Request } from '../../core/request.ts';
import { withCard, withWords } from '../answers.ts';
import { managerCard, type Rendering } from '../notices.ts';
import { type Click, id, ofRequest, on, saying, type Verbs } from './click.ts';

const vouching = z.strictObject({ request: id, digits: z.string().max(8), attest: z.enum(['true', 'false']) });

type Tools = {
  readonly desk: Pick<Desk, 'answerVouch' | 'freeze' | 'deskView'>;
  readonly requests: Pick<Requests, 'find'>;
  readonly rendering: () => Rendering;
  readonly log: Log;
};

export function voucherClicks({ desk, requests, rendering, log }: Tools): Verbs {
  async function answer(click: Click, known: string, words: Words, done: () => Promise<Answered>) {
    const request = await requests.find(known);
    if (!request || request.tenant !== click.actor.tenant) return saying({ refused: 'no-such-request' }, words);
    if (click.place.kind !== 'personal' || challenge(request, 'vouch')?.voucher.id !== click.actor.id)
      return saying({ refused: 'not-yours' }, words);
    const answered = await done();
    if (answered === 'not attested') return withWords(words.say('chat.click.attest'));
    if (!isRefused(answered)) return drawn(answered.done, words);
    log.info({ request: known, refused: answered.refused }, 'a vouch was refused');
    const now = await requests.find(known);
    return !now || answered.refused === 'too-many-tries' ? saying(answered, words) : drawn(now, words);
  }

  async function drawn(request: Request, words: Words): Promise<InvokeResponse> {
    return withCard(managerCard(request, await desk.deskView(request), words, rendering()).card);
  }

  return {
    vouch: on(vouching, (click, { request, digits, attest }, words) =>
      answer(click, request, words, async () =>
        attest === 'true' ? desk.answerVouch(click.actor, request, digits, click.activity) : 'not attested',
      ),
    ),
    'not-them': on(ofRequest, (click, { request }, words) =>
      answer(click, request, words, () => desk.freeze(click.actor, request, click.activity)),
    ),
  };
}

type Answered = { readonly done: Request } | Refused | 'not attested';
