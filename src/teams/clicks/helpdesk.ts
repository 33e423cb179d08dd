// The helpdesk's card, in its channel: decisions, who looks after a request, and the way to a fresh sign-in where one is asked for.
import type { InvokeResponse } from 'botbuilder';
import { z } from 'zod';
import type { Words } from '../../../locales/words.ts';
import type { Desk } from '../../core/desk/desk.ts';
import type { Log, Requests, Tickets } from '../../core/ports.ts';
import { isRefused, type RefusalCode, type Refused } from '../../core/refusals.ts';
import type { Request } from '../../core/request.ts';
import { seenOf } from '../../core/seen.ts';
import { withCard, withWords } from '../answers.ts';
import { helpdeskCard, type Rendering } from '../notices.ts';
import { type Click, id, ofRequest, on, saying, text, type Verb, type Verbs } from './click.ts';

const withReason = z.strictObject({ request: id, reason: text });
/** How long an approver has to press the button of the page that asks for their sign-in. */
const SIGN_IN_LIFE = 10 * 60_000;
/** Somebody was faster, perhaps they themselves with a second click: the row is the answer. */
const OVERTAKEN: readonly RefusalCode[] = ['already-decided', 'already-approved-by-you', 'not-frozen'];

type HelpdeskVerb =
  | ('approve' | 'deny' | 'claim' | 'handOver' | 'askForCall' | 'freeze' | 'lift')
  | ('newJoinCode' | 'speakCode' | 'inPerson');

type Tools = {
  readonly desk: Pick<Desk, HelpdeskVerb | 'deskView' | 'viewer'>;
  readonly requests: Pick<Requests, 'find'>;
  readonly tickets: Pick<Tickets, 'issue'>;
  readonly helpdeskChannel: string;
  /** The page where an approver signs in afresh before their approval counts. */
  readonly approvePage: (ticket: string) => string;
  readonly rendering: () => Rendering;
  readonly log: Log;
};

type Answered = { readonly done: Request } | Refused;

export function helpdeskClicks(tools: Tools): Verbs {
  const { desk, requests, log } = tools;

  /** Through the one channel where this card is posted: a click that claims to come from elsewhere is not one of its clicks. */
  async function inChannel(
    click: Click,
    known: string,
    words: Words,
    carryOut: (request: Request) => Promise<InvokeResponse>,
  ): Promise<InvokeResponse> {
    const request = await requests.find(known);
    if (!request || request.tenant !== click.actor.tenant) return saying({ refused: 'no-such-request' }, words);
    if (click.place.channel !== tools.helpdeskChannel) return withWords(words.say('chat.click.elsewhere'));
    return carryOut(request);
  }

  async function drawn(click: Click, request: Request, words: Words, signIn?: string): Promise<InvokeResponse> {
    const [view, viewer] = await Promise.all([desk.deskView(request), desk.viewer(click.actor, request)]);
    const reader = { ...viewer, ...(signIn ? { signIn } : {}) };
    return withCard(helpdeskCard(request, view, words, tools.rendering(), reader).card);
  }

  async function answer(click: Click, known: Request, words: Words, answered: Answered): Promise<InvokeResponse> {
    if (!isRefused(answered)) return drawn(click, answered.done, words);
    log.info({ request: known.id, refused: answered.refused }, 'a click on the helpdesk’s card was refused');
    const now = (await requests.find(known.id)) ?? known;
    if (answered.refused === 'step-up-needed') return drawn(click, now, words, await signInFor(click, now));
    return OVERTAKEN.includes(answered.refused) ? drawn(click, now, words) : saying(answered, words);
  }

  /** Good once, for this approver, this request, and what they have before their eyes. */
  async function signInFor({ actor }: Click, request: Request): Promise<string> {
    const { tenant, id: approver } = actor;
    const claims = request.claims === undefined ? {} : { claims: request.claims };
    const asked = { request: request.id, tenant, approver, seen: seenOf(request), ...claims };
    const askedAt = String(tools.rendering().now);
    return tools.approvePage(await tools.tickets.issue('sign-in:approve', { ...asked, askedAt }, SIGN_IN_LIFE));
  }

  const simple = (verb: Exclude<HelpdeskVerb, 'deny' | 'lift'>): Verb =>
    on(ofRequest, (click, { request }, words) =>
      inChannel(click, request, words, async known =>
        answer(click, known, words, await desk[verb](click.actor, request, click.activity)),
      ),
    );
  const reasoned = (verb: 'deny' | 'lift'): Verb =>
    on(withReason, (click, { request, reason }, words) =>
      inChannel(click, request, words, async known =>
        answer(click, known, words, await desk[verb](click.actor, request, reason, click.activity)),
      ),
    );

  return {
    approve: simple('approve'),
    deny: reasoned('deny'),
    claim: simple('claim'),
    'hand-over': simple('handOver'),
    'ask-call': simple('askForCall'),
    'join-code': simple('newJoinCode'),
    'speak-code': simple('speakCode'),
    'in-person': simple('inPerson'),
    freeze: simple('freeze'),
    lift: reasoned('lift'),
    refresh: on(ofRequest, (click, { request }, words) =>
      inChannel(click, request, words, known => drawn(click, known, words)),
    ),
  };
}
