// What people do in their Teams, as the page asks for it: write, click, answer dialogs, come back from a sign-in.
import { isObject } from '../teams/activity.ts';
import type { Answer } from '../teams/delivery.ts';
import { type Outcome, type Task, Unreachable } from '../teams/outcome.ts';
import { Refused } from './door.ts';
import type { People } from './people.ts';
import type { DoneView, Place } from './protocol.ts';

export type Click = {
  readonly person: string;
  readonly place: Place;
  readonly message: string;
  /** The action's verb, title or id. */
  readonly which?: string | undefined;
  readonly inputs: Readonly<Record<string, string>>;
  /** The code of the sign-in the bot asked for at this click. */
  readonly state?: string | undefined;
};

export type Told = {
  /** A message has changed how it looks for its sender. */
  readonly delivery: (person: string, place: Place, id: string) => void;
  readonly typing: (person: string, on: boolean) => void;
};

export function createActs(people: People, told: Told) {
  /** The bot is at work for them as long as it has not answered. */
  async function working<Result>(person: string, place: Place, work: () => Promise<Result>): Promise<Result> {
    if (place === 'chat') told.typing(person, true);
    try {
      return await work();
    } finally {
      if (place === 'chat') told.typing(person, false);
    }
  }

  async function deliver(
    person: string,
    place: Place,
    begin: () => { id: string; answer: Promise<Answer | undefined> },
  ): Promise<DoneView> {
    const { id, answer } = begin();
    people.deliveries.set(id, 'sending');
    told.delivery(person, place, id);
    const came = await working(person, place, () => answer);
    const failed = came !== undefined && (came.status < 200 || came.status > 299);
    if (failed) people.deliveries.set(id, 'failed');
    else people.deliveries.delete(id);
    told.delivery(person, place, id);
    return {};
  }

  return {
    say(person: string, place: Place, text: string, thread?: string, mention?: boolean): Promise<DoneView> {
      const view = people.view(person, place);
      return deliver(person, place, () => {
        const answer = view.say(text, { ...(thread ? { thread } : {}), ...(mention === undefined ? {} : { mention }) });
        // Written before the bot hears of it, so the last of their own is the one just said.
        const id = view.messages.findLast(message => message.from === person)?.id ?? '';
        return { id, answer };
      });
    },

    /** Hands a message that the bot did not take to it again, under the same id. */
    async again(person: string, id: string): Promise<DoneView> {
      const view = people.view(person, 'chat');
      const said = view.messages.find(message => message.id === id && message.from === person);
      if (!said || people.deliveries.get(id) !== 'failed') throw new Refused('There is nothing to send again.');
      const part = { type: 'message', id, textFormat: 'plain', text: said.text };
      return deliver(person, 'chat', () => ({ id, answer: view.deliver(part) }));
    },

    async execute({ person, place, message, which, inputs, state }: Click): Promise<DoneView> {
      const how = state === undefined ? {} : { state };
      const view = people.view(person, place);
      return doneBy(await view.execute(message, which, inputs, how));
    },

    async refresh(person: string, place: Place, message: string): Promise<DoneView> {
      return doneBy(await people.view(person, place).refresh(message));
    },

    submit: ({ person, place, message, which, inputs }: Click): Promise<DoneView> =>
      reaching(async () => {
        const done = await working(person, place, () => people.view(person, place).submit(message, which, inputs));
        if (done.kind === 'dialog') return withTask(done.task);
        if (done.kind === 'sign-in') return { signIn: { url: done.url } };
        return unreached(done.answer);
      }),

    taskSubmit: (person: string, data: unknown): Promise<DoneView> =>
      reaching(async () => withTask(await people.client(person).taskSubmit(data))),

    async verifyState(person: string, code: string): Promise<DoneView> {
      return unreached(await working(person, 'chat', () => people.client(person).verifyState(code)));
    },

    async install(person: string, add: boolean): Promise<DoneView> {
      const client = people.client(person);
      const answers = await working(person, 'chat', () => (add ? client.install() : client.uninstall()));
      return unreached(answers.find(answer => answer.status !== 200));
    },
  };
}

/** Cards, words and errors are on the message already; only a sign-in is left for the page to open. */
function doneBy(outcome: Outcome): DoneView {
  if (outcome.kind !== 'sign-in') return {};
  const card = isObject(outcome.request) ? outcome.request : {};
  const buttons: unknown[] = Array.isArray(card['buttons']) ? card['buttons'] : [];
  const button = buttons.filter(isObject).find(({ type }) => type === 'signin');
  if (typeof button?.['value'] !== 'string')
    return { trouble: 'The bot asked for a sign-in without a page.', code: 'no-page' };
  const said = (name: string, words: unknown) => (typeof words === 'string' && words !== '' ? { [name]: words } : {});
  return { signIn: { url: button['value'], ...said('title', button['title']), ...said('text', card['text']) } };
}

/** What cannot be reached, or not be understood, is for the person to read. */
async function reaching(act: () => Promise<DoneView>): Promise<DoneView> {
  try {
    return await act();
  } catch (fault) {
    if (!(fault instanceof Unreachable)) throw fault;
    return { trouble: fault.message, code: 'unreachable' };
  }
}

function withTask(task: Task | undefined): DoneView {
  return task === undefined ? {} : { task };
}

function unreached(answer: Answer | undefined): DoneView {
  if (answer === undefined || (answer.status >= 200 && answer.status < 300)) return {};
  return { trouble: `Unable to reach app (${answer.failed ?? answer.status})`, code: 'unreachable' };
}
