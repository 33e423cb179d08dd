// A bot on the bench: the real dialogs, desk and store between a Teams, a directory and a Graph of our own.
import { type Activity, BotAdapter, type InvokeResponse, type ResourceResponse, TurnContext } from 'botbuilder';
import { createConversation } from '../../dialogs/root.ts';
import { wordsFor } from '../../locales/words.ts';
import { createAuthenticator } from '../../src/authenticator.ts';
import type { Account } from '../../src/core/account.ts';
import { createCodes } from '../../src/core/codes.ts';
import { createDesk } from '../../src/core/desk/desk.ts';
import type { Conversations } from '../../src/core/keeping.ts';
import type { Named, Person } from '../../src/core/person.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy.ts';
import type { Audience, Letter, NoticeKind } from '../../src/core/ports.ts';
import type { Request } from '../../src/core/request.ts';
import { createSealer } from '../../src/core/seal.ts';
import { Secret } from '../../src/core/secret.ts';
import { openStore } from '../../src/store/open.ts';
import { createActions } from '../../src/teams/actions.ts';
import { activityOf, personIn, Wire } from '../../src/teams/activity.ts';
import { shieldsAsked } from '../../src/teams/clicks/shields.ts';
import { createMessenger } from '../../src/teams/messenger.ts';
import { createPanes } from '../../src/teams/panes.ts';
import { createRouter } from '../../src/teams/router.ts';
import { createShieldsWatch } from '../../src/teams/shields-watch.ts';
import { createStanding } from '../../src/teams/standing.ts';
import { createStepUp } from '../../src/teams/step-up.ts';
import { createTurns } from '../../src/teams/turn.ts';
import { MAX as AnyMax, RITA as AnyRita, anAccount, TENANT } from '../contracts/a-request.ts';
import { aWorld } from '../contracts/a-world.ts';
import { aTeams, lineOf, roomOf, type Teams } from './a-teams.ts';
import { aDirectory, aGraph, aLog } from './a-tenant.ts';

export type Somebody = Person & Named;

export const RITA: Somebody = { ...AnyRita, name: 'Rita Reset' };
export const MAX: Somebody = { ...AnyMax, name: 'Max Manager' };
export const HANK = somebody(3, 'Hank Helpdesk');
export const HILDA = somebody(4, 'Hilda Helpdesk');
export const SAM = somebody(5, 'Sam Stranger');

export const HELPDESK = '19:desk@thread.tacv2';
export const SERVICE_URL = 'https://smba.example/teams/';
export const ADMINS = 'admins@corp.example';
export const STEP_UP = 'c1';
const IN_CHANNEL = [
  'approve',
  'deny',
  'refresh',
  'claim',
  'hand-over',
  'ask-call',
  'freeze',
  'lift',
  'join-code',
  'speak-code',
  'in-person',
];
const words = wordsFor('en');
export const say: typeof words.say = (key, values) => words.say(key, values);

export type Bot = Awaited<ReturnType<typeof aBot>>;
export type BotOptions = {
  readonly policy?: Partial<Policy>;
  readonly contact?: string;
  /** Rita's, where it is not the ordinary one. */
  readonly account?: Partial<Account>;
};

/** Makes bots that are closed after their test. */
export function bots(): (options?: BotOptions) => Promise<Bot> {
  const open: Bot[] = [];
  afterEach(async () => {
    for (const bot of open.splice(0)) await bot.close();
  });
  return async options => {
    const bot = await aBot(options);
    open.push(bot);
    return bot;
  };
}

async function aBot({ policy: changed = {}, contact, account = {} }: BotOptions = {}) {
  const world = aWorld();
  const policy: Policy = { ...DEFAULT_POLICY, ...changed };
  const store = await openStore({ file: ':memory:', world });
  const { requests, tickets, sessions, limits, memory, postings, jobs, history, shields, enrolments } = store;
  const keyRing = [{ id: 'k1', key: new Secret(Buffer.alloc(32, 7).toString('base64')) }];
  // A test may put another in its place, to lose a race or a row.
  const kept: { conversations: Conversations } = { conversations: store.conversations };
  const conversations: Conversations = {
    find: person => kept.conversations.find(person),
    save: (row, wake) => kept.conversations.save(row, wake),
    settle: (person, version) => kept.conversations.settle(person, version),
  };
  const teams = aTeams(SERVICE_URL);
  const directory = aDirectory(anAccount(account), [HANK.id, HILDA.id]);
  const graph = aGraph();
  const mails: Letter[] = [];
  const lines: string[] = [];
  const log = aLog(lines);
  const links = {
    prove: (ticket: string) => `https://desk.example/prove?ticket=${ticket}`,
    tracker: (request: string) => `https://desk.example/sign-in/tracker?request=${request}`,
    join: 'https://desk.example/join',
    sspr: (locale: string) => `https://sspr.example/?mkt=${locale}`,
    enrol: (ticket: string) => `https://desk.example/sign-in/enrol?ticket=${ticket}`,
    securityInfo: 'https://signins.example/security-info',
  };
  const desk = createDesk({
    requests,
    limits,
    tickets,
    sessions,
    directory,
    hands: {
      whose: 'desk',
      offer: () => {
        throw new Error('approvers bring no hands here');
      },
      take: async () => ({ token: new Secret('hands'), as: 'hands@corp.example' }),
      state: async () => ({ connected: true }),
    },
    resets: graph,
    history,
    shields,
    enrolments,
    codes: createCodes(keyRing, world),
    authenticator: createAuthenticator(world),
    sealer: createSealer(keyRing),
    policy,
    attested: { never: ['break-glass@corp.example'] },
    stepUpContext: STEP_UP,
    world,
    log,
  });
  const converse = createConversation({
    desk,
    requests,
    tickets,
    policy,
    world,
    links,
    ...(contact ? { contact } : {}),
  });
  const turns = createTurns({ conversations, converse, world, log });
  const rendering = () => ({
    policy,
    now: world.now(),
    trackerUrl: links.tracker,
    joinUrl: links.join,
    lockOutUrl: (request: string) => `https://desk.example/sign-in/lock-out?request=${request}`,
    stopUrl: (request: Request) => {
      const key = desk.stopKey(request);
      return key && `https://desk.example/join/stop?request=${request.id}&key=${key}`;
    },
    usWords: desk.usWords,
    securityInfo: links.securityInfo,
    mailedCode: desk.mailedCode,
  });
  const standing = createStanding({ requests, conversations, postings, carrier: teams.carrier, rendering });
  const messenger = createMessenger({
    desk,
    requests,
    conversations,
    postings,
    memory,
    turns,
    standing,
    carrier: teams.carrier,
    mail: async letter => void mails.push(letter),
    rendering,
    helpdesk: { channel: HELPDESK, locale: 'en' },
    adminMail: ADMINS,
    defaultServiceUrl: SERVICE_URL,
    world,
    log,
  });
  const trackerPage = (request: string, ticket?: string) =>
    ticket ? `https://desk.example/tracker#ticket=${ticket}` : links.tracker(request);
  const approvePage = (ticket: string) => `https://desk.example/sign-in/approve?ticket=${ticket}`;
  const mail = async (letter: Letter) => void mails.push(letter);
  const watchShields = createShieldsWatch({ shields, requests, mail, adminMail: ADMINS, locale: 'en', world });
  const router = createRouter({
    tenant: TENANT,
    turns,
    standing,
    actions: createActions({ desk, requests, tickets, helpdeskChannel: HELPDESK, approvePage, rendering, log }),
    shields: (actor, text, words) => shieldsAsked({ desk, rendering }, actor, text, words),
    panes: createPanes({ requests, tickets, trackerPage }),
    stepUp: createStepUp({ desk, tickets, limits, log }),
    memory,
    log,
  });

  /** As the gate hands it on. With `cut`, the wire breaks before the first reply. */
  async function deliver(raw: Record<string, unknown>, { cut = false } = {}) {
    const wire = Wire.parse(raw);
    const line = new Line(teams, wire.conversation.id, cut);
    await router(
      new TurnContext(line, structuredClone(raw) as unknown as Activity),
      activityOf(wire, personIn(wire) ?? '', TENANT, wire.serviceUrl),
    );
    return { replies: line.replies, answer: line.answer };
  }

  const heard = { count: 0 };
  function activity(from: Somebody, part: Record<string, unknown>): Record<string, unknown> {
    heard.count += 1;
    return {
      id: `activity-${heard.count}`,
      channelId: 'msteams',
      serviceUrl: SERVICE_URL,
      from: { id: `29:${from.id}`, aadObjectId: from.id, name: from.name },
      recipient: { id: '28:bot' },
      conversation: { id: roomOf(from.id), conversationType: 'personal', tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
      locale: 'en',
      ...part,
    };
  }
  const spoken = (from: Somebody, text: string) => activity(from, { type: 'message', text });
  const invoked = (from: Somebody, name: string, value: unknown, part: Record<string, unknown> = {}) =>
    activity(from, { type: 'invoke', name, value, ...part });
  /** A click on a card: the helpdesk's in its channel, everybody else's in their chat. */
  const clicked = (from: Somebody, verb: string, data: unknown, part: Record<string, unknown> = {}) =>
    invoked(from, 'adaptiveCard/action', { action: { type: 'Action.Execute', verb, data } }, part);
  const inChannel = (channel = HELPDESK) => ({
    conversation: { id: `${channel};messageid=1`, conversationType: 'channel', tenantId: TENANT },
    channelData: { tenant: { id: TENANT }, channel: { id: channel } },
  });

  /** Does everything that is due, and what that makes due, as the runner would; fails when it never ends. */
  async function work(): Promise<void> {
    for (let rounds = 0; rounds < 100; rounds++) {
      const due = await jobs.lease(50, 45_000);
      if (due.length === 0) return;
      for (const job of due) {
        const again = await look(job.key);
        await (again === undefined ? jobs.done(job) : jobs.retry(job, again));
      }
    }
    throw new Error('the jobs never end');
  }

  async function look(key: string): Promise<number | undefined> {
    const [prefix, first = '', second = '', third] = key.split(':');
    if (prefix === 'request') return desk.advance(first);
    if (prefix === 'shields') return watchShields();
    if (prefix === 'tell') return messenger.deliver(first, second as NoticeKind, third as Audience);
    return messenger.look({ tenant: first, id: second });
  }

  return {
    world,
    store,
    desk,
    teams,
    directory,
    graph,
    mails,
    lines,
    kept,
    messenger,
    policy,
    rendering,
    deliver,
    activity,
    spoken,
    invoked,
    clicked,
    inChannel,
    work,

    /** Says it and gives what came back at once. */
    async says(from: Somebody, text: string): Promise<readonly string[]> {
      return (await deliver(spoken(from, text))).replies;
    },
    async clicks(from: Somebody, verb: string, data: unknown): Promise<InvokeResponse | undefined> {
      const place = IN_CHANNEL.includes(verb) ? inChannel() : {};
      return (await deliver(clicked(from, verb, data, place))).answer;
    },
    /** Everything that stands in somebody's chat with the bot. */
    chat: (person: Person) => teams.read(roomOf(person.id)),
    async later(ms: number): Promise<void> {
      world.advance(ms);
      await work();
    },
    async request(person: Person = RITA): Promise<Request> {
      const latest = await requests.latest(person);
      if (!latest) throw new Error('there is no request');
      return latest;
    },
    close: () => store.close(),
  };
}

/** Botbuilder's side of a delivery: replies go to the room, an invoke's answer to whoever posted it. */
class Line extends BotAdapter {
  readonly replies: string[] = [];
  answer: InvokeResponse | undefined;
  readonly #teams: Teams;
  readonly #room: string;
  readonly #cut: boolean;

  constructor(teams: Teams, room: string, cut: boolean) {
    super();
    this.#teams = teams;
    this.#room = room;
    this.#cut = cut;
  }

  override async sendActivities(_turn: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    if (this.#cut) throw new Error('the wire broke');
    return activities.map(activity => {
      if (activity.type === 'invokeResponse') {
        this.answer = activity.value as InvokeResponse;
        return { id: '' };
      }
      this.replies.push(lineOf(activity));
      return { id: this.#teams.put(this.#room, activity) };
    });
  }

  override updateActivity(): Promise<never> {
    return Promise.reject(new Error('nothing is updated in a turn'));
  }
  override deleteActivity(): Promise<never> {
    return Promise.reject(new Error('nothing is deleted'));
  }
  override continueConversation(): Promise<never> {
    return Promise.reject(new Error('not in a turn'));
  }
}

function somebody(number: number, name: string): Somebody {
  return { tenant: TENANT, id: `22222222-aaaa-4bbb-8ccc-00000000000${number}`, name };
}
