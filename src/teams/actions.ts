// Clicks on cards. A click brings a verb and an opaque id; who clicked comes from the verified activity, everything else from the row.
import type { InvokeResponse } from 'botbuilder';
import { z } from 'zod';
import { type Words, wordsFor } from '../../locales/words.ts';
import type { Desk } from '../core/desk/desk.ts';
import type { Named, Person } from '../core/person.ts';
import type { Log, Requests } from '../core/ports.ts';
import { isRefused, type Refused } from '../core/refusals.ts';
import { challenge, type Request } from '../core/request.ts';
import { withCard, withError, withWords } from './answers.ts';
import { helpdeskCard, managerCard, ownCard, type Rendering } from './notices.ts';

const id = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
const text = z.string().max(4_000);

/** Exactly what each verb may carry. Anything more, or of another type, is refused before anything is read. */
const CLICKS = {
  approve: z.strictObject({ request: id }),
  deny: z.strictObject({ request: id, reason: text }),
  refresh: z.strictObject({ request: id }),
  vouch: z.strictObject({ request: id, digits: z.string().max(8), attest: z.enum(['true', 'false']) }),
  'not-them': z.strictObject({ request: id }),
  cancel: z.strictObject({ request: id }),
} as const;
type Verb = keyof typeof CLICKS;

const Invoke = z.object({ action: z.object({ verb: z.string(), data: z.unknown() }) });

export type Click = {
  readonly actor: Person & Named;
  readonly locale: string;
  /** The activity's id: two deliveries of one click have the same. */
  readonly activity: string;
  readonly place: { readonly kind: string; readonly channel: string | undefined };
  readonly value: unknown;
};

type Tools = {
  readonly desk: Desk;
  readonly requests: Requests;
  readonly helpdeskChannel: string;
  readonly rendering: () => Rendering;
  readonly log: Log;
};

const MONTH = 30 * 24 * 3_600_000;

export function createActions(tools: Tools) {
  return async (click: Click): Promise<InvokeResponse> => {
    const words = wordsFor(click.locale);
    const invoke = Invoke.safeParse(click.value);
    const verb = invoke.success ? invoke.data.action.verb : '';
    if (!invoke.success || !Object.hasOwn(CLICKS, verb))
      return withError(400, 'UnknownAction', words.say('chat.click.unknown'));
    const data = CLICKS[verb as Verb].safeParse(invoke.data.action.data);
    if (!data.success) {
      tools.log.warn(
        { verb, fields: data.error.issues.map(issue => issue.path.join('.')) },
        'a click carried data that no card of ours sends',
      );
      return withError(400, 'BadData', words.say('chat.click.bad-data'));
    }
    return carryOut(tools, click, { verb: verb as Verb, ...data.data }, words);
  };
}

type Wish = {
  readonly verb: Verb;
  readonly request: string;
  readonly reason?: string;
  readonly digits?: string;
  readonly attest?: string;
};

async function carryOut(tools: Tools, click: Click, wish: Wish, words: Words): Promise<InvokeResponse> {
  const { actor, activity } = click;
  const known = await tools.requests.find(wish.request);
  if (!known || known.tenant !== actor.tenant) return withWords(words.say('chat.refusal.no-such-request'));
  if (wish.verb === 'cancel') return cancelling(tools, click, known, words);
  if (wish.verb === 'vouch' || wish.verb === 'not-them') return vouching(tools, click, wish, known, words);
  // The approval card is posted in one channel; a click that claims to come from elsewhere is not one of its clicks.
  if (click.place.channel !== tools.helpdeskChannel) return withWords(words.say('chat.click.elsewhere'));
  if (wish.verb === 'refresh') return withCard(await approval(tools, known, words));
  const decided =
    wish.verb === 'approve'
      ? await tools.desk.approve(actor, wish.request, activity)
      : await tools.desk.deny(actor, wish.request, wish.reason ?? '', activity);
  if (!isRefused(decided)) return withCard(await approval(tools, decided.done, words));
  tools.log.info({ request: wish.request, verb: wish.verb, refused: decided.refused }, 'a decision was refused');
  // Somebody was faster, perhaps they themselves with a second click: the row is the answer.
  if (decided.refused === 'already-decided' || decided.refused === 'already-approved-by-you')
    return withCard(await approval(tools, (await tools.requests.find(wish.request)) ?? known, words));
  return refused(decided, words);
}

async function vouching(tools: Tools, click: Click, wish: Wish, known: Request, words: Words): Promise<InvokeResponse> {
  const { actor, activity } = click;
  if (click.place.kind !== 'personal' || challenge(known, 'vouch')?.voucher.id !== actor.id) {
    return withWords(words.say('chat.refusal.not-yours'));
  }
  if (wish.verb === 'vouch' && wish.attest !== 'true') return withWords(words.say('chat.click.attest'));
  const done =
    wish.verb === 'vouch'
      ? await tools.desk.answerVouch(actor, wish.request, wish.digits ?? '', activity)
      : await tools.desk.freeze(actor, wish.request, activity);
  if (isRefused(done))
    tools.log.info({ request: wish.request, verb: wish.verb, refused: done.refused }, 'a vouch was refused');
  const now = isRefused(done) ? await tools.requests.find(wish.request) : done.done;
  if (!now || (isRefused(done) && done.refused === 'too-many-tries')) return refused(done as Refused, words);
  return withCard(managerCard(now, words, tools.rendering()).card);
}

async function cancelling(tools: Tools, click: Click, known: Request, words: Words): Promise<InvokeResponse> {
  const cancelled = await tools.desk.cancel(click.actor, known.id, click.activity);
  if (isRefused(cancelled) && cancelled.refused !== 'too-late') return refused(cancelled, words);
  // Too late: the card shows how far it has gone.
  const now = isRefused(cancelled) ? ((await tools.requests.find(known.id)) ?? known) : cancelled.done;
  return withCard(ownCard(now, words, tools.rendering()).card);
}

async function approval(tools: Tools, request: Request, words: Words): Promise<Record<string, unknown>> {
  const rendering = tools.rendering();
  const recent = await tools.requests.recent({ tenant: request.tenant, id: request.person }, rendering.now - MONTH);
  return helpdeskCard(request, recent, words, rendering).card;
}

function refused(refusal: Refused, words: Words): InvokeResponse {
  return withWords(words.say(`chat.refusal.${refusal.refused}`));
}
