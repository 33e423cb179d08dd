// A story as it is told: who did what, and when. Everything in it goes through the real interfaces.
import { type Browser, createBrowser, type Page } from '../browser.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Client } from '../teams/client.ts';
import type { Seen } from '../teams/sight.ts';
import type { Line, Speaker } from '../words/sentences.ts';
import { type Values, wordsFor } from '../words/words.ts';
import type { Mail, Person, WireEvent, World } from '../world.ts';
import { createPace, type Onlooker } from './pace.ts';

export { type Onlooker, Stopped } from './pace.ts';

/** One step as it was told; `who` and `what` are in English, and the rest is for telling it in another language. */
export type Step = {
  readonly at: string;
  readonly who: string;
  readonly what: string;
  /** Unless it is a person. */
  readonly speaker?: Speaker;
  readonly line: Line;
  readonly values: Values;
};

const ENGLISH = wordsFor('en');

/** Somebody in the story: their Teams and their browser. */
export type Actor = { readonly person: Person; readonly teams: Client; readonly browser: Browser };

export type Story = ReturnType<typeof createStory>;

/** What a story says in words of its own, of which there are some in every language. What was read somewhere is quoted, see `quotes`. */
export type Told = Exclude<Line, 'quotes'>;

/** With `pace`, milliseconds a told step, nobody does the next thing before the last can have been read. */
export type StoryOptions = {
  readonly pace?: number;
  readonly onlooker?: Onlooker;
  /** Which time this person's story is played in one world: directories remember old passwords. */
  readonly round?: number;
};

export function createStory(
  sandbox: Pick<Sandbox, 'world' | 'teams'>,
  onStep: (step: Step, shownAt: number) => void,
  options: StoryOptions = {},
) {
  const { world } = sandbox;
  const steps: Step[] = [];
  const began = world.now();
  const pace = createPace(options.pace ?? 0, options.onlooker);
  const say = (who: string, line: Line, values: Values) => {
    const said = { what: ENGLISH.say(`line.${line}`, values), line, values };
    const speaker = `speaker.${who}`;
    const by = ENGLISH.knows(speaker) ? { who: ENGLISH.say(speaker), speaker: who as Speaker } : { who };
    const step = { at: new Date(world.now()).toISOString(), ...by, ...said };
    steps.push(step);
    onStep(step, 'speaker' in by ? pace.reported() : pace.begun());
  };
  const stop = world.watch(event => {
    const told = narrated(world, event);
    if (told) say(...told);
  });
  const actors = new Map<string, Actor>();
  const newBrowser = (whose?: Person) => {
    const language = whose ? { language: whose.locale } : {};
    return pace.browser(createBrowser({ origins: [world.origin, world.botOrigin], ...language }), whose);
  };
  return {
    world,
    steps,
    /** What the person chooses in the end. */
    ownPassword: `Walnut-Ferry-Lantern-${58 + (options.round ?? 0)}`,
    /** `who` is a person's name, told as they begin to do it; or a `Speaker`, told of what has come. */
    tell: (who: string, line: Told, values: Values = {}) => say(who, line, values),
    /** What somebody could read, in whatever language it was in. */
    quotes: (who: Speaker, read: Seen | Page) => say(who, 'quotes', { words: headline(read) }),
    stop,
    /** Nobody does anything any more; whoever tries hears `Stopped`. */
    halt: pace.halt,
    /** For whatever somebody does beside their Teams and their browser. */
    slow: pace.slow,
    actor(key: string): Actor {
      const person = world.find(key);
      if (!person) throw new Error(`nobody called ${key} works here`);
      const actor = actors.get(key) ?? {
        person,
        teams: pace.teams(sandbox.teams.client(key)),
        browser: newBrowser(person),
      };
      actors.set(key, actor);
      return actor;
    },
    /** Waits for a mail of this story, sent before or from now on. */
    mail(want: (mail: Mail) => boolean, what: string, patience = 15_000): Promise<Mail> {
      return new Promise((resolve, reject) => {
        const look = () => {
          const found = world.mails.find(mail => mail.at >= began && want(mail));
          if (!found) return;
          unwatch();
          clearTimeout(timer);
          resolve(found);
        };
        const unwatch = world.watch(look);
        const timer = setTimeout(() => {
          unwatch();
          reject(new Error(`${what} never came`));
        }, patience);
        look();
      });
    },
    /** What they do without anybody looking on. */
    unseen: (key: string): Client => sandbox.teams.client(key),
    /** Somebody is called and told something; there is no more to a call than that, but for whoever looks on. */
    calls: pace.calls,
    hangsUp: pace.hangsUp,
    /** A browser nobody has used: no session, no memory. */
    freshBrowser: () => newBrowser(),
  };
}

function headline(read: Seen | Page): string {
  const text = 'words' in read ? read.words : read.text;
  return text.split('\n').filter(Boolean).slice(0, 2).join(' – ').slice(0, 160);
}

/** The machines' part: the reset, and mails. Reads and polls are left out, they are many. */
function narrated(world: World, { kind, title }: WireEvent): [Speaker, Line, Values] | undefined {
  if (kind === 'mail') return ['mail', 'quotes', { words: title }];
  if (kind !== 'graph' || !title.includes('/resetPassword')) return undefined;
  const [, id = '', status = ''] = /\/users\/([^/]+)\/.* → (\d+)/.exec(title) ?? [];
  const name = world.find(id)?.name ?? '?';
  return status === '202' ? ['graph', 'accepts', { name }] : ['graph', 'answers', { status, name }];
}
