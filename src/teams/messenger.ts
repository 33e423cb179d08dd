// The only sender of what nobody just asked for: notices are rendered from the row as it is now, and go out through one carrier.
import type { ConversationReference } from 'botbuilder';
import { type Words, wordsFor } from '../../locales/words.ts';
import type { Desk } from '../core/desk/desk.ts';
import { type Conversations, type Memory, type Posting, type Postings, SERVICE_URL } from '../core/keeping.ts';
import type { Person } from '../core/person.ts';
import type { Audience, Letter, Log, NoticeKind, Requests, World } from '../core/ports.ts';
import { challenge, type Request, type RequestId } from '../core/request.ts';
import type { Carrier, Delivery } from './carrier.ts';
import { letterFor } from './mails.ts';
import {
  cardActivity,
  helpdeskCard,
  type Made,
  managerCard,
  personNotice,
  plain,
  type Rendering,
  type Said,
} from './notices.ts';
import { ownerOf, wordsOf } from './readers.ts';
import type { Standing } from './standing.ts';
import type { Turns } from './turn.ts';

type Tools = {
  readonly desk: Pick<Desk, 'deskView'>;
  readonly requests: Requests;
  readonly conversations: Conversations;
  readonly postings: Postings;
  readonly memory: Memory;
  readonly turns: Turns;
  readonly standing: Standing;
  readonly carrier: Carrier;
  readonly mail: (letter: Letter) => Promise<void>;
  readonly rendering: () => Rendering;
  readonly helpdesk: { readonly channel: string; readonly locale: string };
  readonly adminMail: string;
  /** Where Teams is until a first activity has told it. */
  readonly defaultServiceUrl: string;
  readonly world: World;
  readonly log: Log;
};

export type Messenger = ReturnType<typeof createMessenger>;

export function createMessenger(tools: Tools) {
  return {
    /** Delivers one notice. Undefined when done (or pointless); a moment when it must be tried again. */
    async deliver(id: RequestId, kind: NoticeKind, audience: Audience): Promise<number | undefined> {
      const request = await tools.requests.find(id);
      if (!request) return undefined;
      const delivery = await route(tools, request, kind, audience);
      if (delivery === 'unreachable')
        tools.log.warn({ request: id, kind, audience }, 'a notice could not reach anybody');
      return typeof delivery === 'object' ? delivery.notBefore : undefined;
    },

    /** A conversation whose last answer may have been lost is taken to the question that is due. */
    async look(person: Person): Promise<number | undefined> {
      const row = await tools.conversations.find(person);
      if (!row?.owed) return undefined;
      const delivery = await resume(tools, person, `owed:${row.version}`);
      return typeof delivery === 'object' ? delivery.notBefore : undefined;
    },
  };
}

async function route(tools: Tools, request: Request, kind: NoticeKind, audience: Audience): Promise<Delivery> {
  switch (kind) {
    case 'card':
      return audience === 'person' ? tools.standing.follow(request) : helpdesk(tools, request);
    case 'vouch-card':
      return manager(tools, request);
    case 'reminder':
    case 'escalated':
    case 'handed-over':
      return inThread(tools, request, kind);
    case 'recalled':
      return audience === 'helpdesk' ? inThread(tools, request, kind) : person(tools, request, kind);
    case 'resume':
      // The conversation of a request by another is nobody's: what is due stands on the page they joined.
      return !request.onBehalf && (request.state === 'open' || request.state === 'guided')
        ? resume(tools, ownerOf(request), `resume:${request.id}:${request.version}`)
        : 'delivered';
    case 'opener-news':
      return opener(tools, request);
    case 'opened-mail':
    case 'hand-off-mail':
    case 'filed-mail':
    case 'changed-mail':
    case 'frozen-mail':
    case 'code-mail':
    case 'enrolment-mail':
    case 'escalated-mail':
    case 'alarm':
    case 'alarm-held':
    case 'alarm-frozen':
    case 'alarm-lockout':
    case 'alarm-filed':
    case 'alarm-risk':
    case 'alarm-page':
    case 'alarm-repeat':
    case 'alarm-freezes':
    case 'alarm-office':
    case 'alarm-lifted':
      return letter(tools, request, kind, audience);
    default:
      return person(tools, request, kind);
  }
}

async function helpdesk(tools: Tools, request: Request): Promise<Delivery> {
  const words = wordsFor(tools.helpdesk.locale);
  const view = await tools.desk.deskView(request);
  return put(tools, request, 'helpdesk', helpdeskCard(request, view, words, tools.rendering()), async activity =>
    tools.carrier.postChannel(await serviceUrl(tools), tools.helpdesk.channel, activity),
  );
}

async function manager(tools: Tools, request: Request): Promise<Delivery> {
  const voucher = challenge(request, 'vouch')?.voucher;
  if (!voucher) return 'delivered';
  const reader = { tenant: request.tenant, id: voucher.id };
  const words = await wordsOf(tools.conversations, reader, tools.helpdesk.locale);
  return put(
    tools,
    request,
    `voucher:${voucher.id}`,
    managerCard(request, await tools.desk.deskView(request), words, tools.rendering()),
    async activity => {
      const where = await conversationWith(tools, reader);
      if (where === 'unreachable' || 'notBefore' in where) return where;
      return tools.carrier.postPersonal(where.reference, activity);
    },
  );
}

type Reached = { readonly reference: Partial<ConversationReference> };
type Unreached = Exclude<Delivery, 'delivered'>;

/** Posts the card once; after that, brings that very message up to date. */
async function put(
  tools: Tools,
  request: Request,
  audience: string,
  made: Made,
  post: (activity: ReturnType<typeof cardActivity>) => Promise<{ readonly posting: Posting } | Unreached>,
): Promise<Delivery> {
  const posted = await tools.postings.find(request.id, audience);
  if (posted) return tools.carrier.update(posted, cardActivity(made));
  const fresh = await post(cardActivity(made));
  if (fresh === 'unreachable' || 'notBefore' in fresh) return fresh;
  await tools.postings.save(request.id, audience, fresh.posting);
  return 'delivered';
}

/** Beside the card, which follows the row by itself: an update in place rings nobody. */
async function inThread(
  tools: Tools,
  request: Request,
  kind: 'reminder' | 'escalated' | 'handed-over' | 'recalled',
): Promise<Delivery> {
  const posted = await tools.postings.find(request.id, 'helpdesk');
  if (!posted || request.state !== 'pending') return 'delivered';
  const minutes = Math.max(1, Math.round((tools.world.now() - request.since) / 60_000));
  const { name, upn } = request.account;
  return tools.carrier.reply(
    posted,
    plain(wordsFor(tools.helpdesk.locale).say(`chat.desk.${kind}`, { name, upn, minutes })),
  );
}

async function person(tools: Tools, request: Request, kind: NoticeKind): Promise<Delivery> {
  const words = await wordsOf(tools.conversations, ownerOf(request), request.locale);
  const said = personNotice(kind, request, words, tools.rendering());
  if (!said) return 'delivered';
  const where = await conversationWith(tools, ownerOf(request));
  if (where === 'unreachable' || 'notBefore' in where) return where;
  return speak(tools, where.reference, said);
}

/** A line about how far it has come: nothing of the person, and nothing to do. */
async function opener(tools: Tools, request: Request): Promise<Delivery> {
  if (!request.onBehalf || request.state === 'guided') return 'delivered';
  const reader = { tenant: request.tenant, id: request.onBehalf.by.id };
  const words = await wordsOf(tools.conversations, reader, tools.helpdesk.locale);
  const where = await conversationWith(tools, reader);
  if (where === 'unreachable' || 'notBefore' in where) return where;
  const text = words.say(`chat.for.news.${request.state}`, { name: request.account.name });
  return speak(tools, where.reference, { activities: [plain(text)], stands: [] });
}

async function speak(tools: Tools, reference: Partial<ConversationReference>, said: Said): Promise<Delivery> {
  const sent = await tools.carrier.send(reference, said.activities);
  if (sent === 'unreachable' || 'notBefore' in sent) return sent;
  await tools.standing.posted(said.stands, sent.postings);
  return 'delivered';
}

/** A proactive turn: the dialogs run as in any turn, only nobody said anything. */
async function resume(tools: Tools, owner: Person, cause: string): Promise<Delivery> {
  const where = await conversationWith(tools, owner);
  if (where === 'unreachable' || 'notBefore' in where) return where;
  const row = await tools.conversations.find(owner);
  const reply = await tools.turns.take({
    person: owner,
    name: '',
    locale: row?.locale ?? tools.helpdesk.locale,
    zone: row?.zone,
    activity: undefined,
    cause,
    reference: where.reference,
    heard: {},
  });
  const delivery = await speak(tools, where.reference, reply);
  // Nothing is owed to somebody who cannot be reached: a debt would bring the worker back for ever.
  if (typeof delivery !== 'object') await tools.turns.settle(owner, reply);
  // Later: the turn is saved and owed, and the conversation's own job sends it. A second try by whoever woke us would ask twice.
  return delivery === 'unreachable' ? delivery : 'delivered';
}

async function letter(tools: Tools, request: Request, kind: NoticeKind, audience: Audience): Promise<Delivery> {
  const words = await readerWords(tools, request, audience);
  const { adminMail } = tools;
  const written = letterFor(kind, audience, request, words, { adminMail, ...tools.rendering() });
  if (written) await tools.mail(written);
  return 'delivered';
}

async function conversationWith(tools: Tools, who: Person): Promise<Reached | Unreached> {
  const row = await tools.conversations.find(who);
  if (row) return { reference: row.reference as Partial<ConversationReference> };
  return tools.carrier.personal(await serviceUrl(tools), who.id);
}

async function serviceUrl(tools: Tools): Promise<string> {
  return (await tools.memory.read(SERVICE_URL)) ?? tools.defaultServiceUrl;
}

/** Everybody is written to in their own language and time zone, as far as they are known. */
async function readerWords(tools: Tools, request: Request, audience: Audience): Promise<Words> {
  if (audience === 'person') return wordsOf(tools.conversations, ownerOf(request), request.locale);
  const { manager } = request.account;
  if (audience !== 'manager' || manager === 'unknown' || manager === null) return wordsFor(tools.helpdesk.locale);
  return wordsOf(tools.conversations, { tenant: request.tenant, id: manager.id }, tools.helpdesk.locale);
}
