// Who can be played, and the story each lives. A story ends with what it expects; anything else is a failure.
import type { Seen } from '../teams/sight.ts';
import type { Person } from '../world.ts';
import { asksReason, begins, consents, givesReason, headline, isForeign, linkTo, stepsUp, vouches } from './chat.ts';
import { approves } from './desk.ts';
import { changesAtAdfs, passwordWorks, signsInToCheck, takesPassword } from './finish.ts';
import type { Amendment } from './policy.ts';
import { resetsAtMicrosoft } from './sspr.ts';
import type { Actor, Story } from './story.ts';
import type { Tracker } from './tracker.ts';

export type Ending = {
  readonly route: 'sspr' | 'helpdesk' | 'refused';
  readonly state: string;
  readonly signedIn: boolean;
};

export type Persona = {
  readonly name: string;
  /** One line for --help. */
  readonly about: string;
  readonly person: string;
  readonly expects: Ending & { readonly resetCalls: number };
  /** What the company's policy must say besides; the bot is started anew for it. */
  readonly amendment?: Amendment;
  readonly play: (story: Story, who: Actor) => Promise<Ending>;
};

export const ADMIN = 'ada.brandt@finch-cloud.example';

/** Those that the page plays as well; sandbox/words has their names in every language. */
export const PERSONAS: readonly Persona[] = [
  {
    name: 'federated',
    about: 'signs in through AD FS: helpdesk, reset, writeback, AD FS update page',
    person: 'freya',
    expects: { route: 'helpdesk', state: 'completed', signedIn: true, resetCalls: 1 },
    play: (story, who) => throughTheDesk(story, who, 'adfs'),
  },
  {
    name: 'cloud',
    about: 'cloud-only: helpdesk, reset, forced change at Microsoft',
    person: 'clara',
    expects: { route: 'helpdesk', state: 'completed', signedIn: true, resetCalls: 1 },
    play: (story, who) => throughTheDesk(story, who, 'microsoft'),
  },
  {
    name: 'synced',
    about: 'synced with password hash sync: the new password also reaches the company network',
    person: 'sam',
    expects: { route: 'helpdesk', state: 'completed', signedIn: true, resetCalls: 1 },
    play: (story, who) => throughTheDesk(story, who, 'microsoft'),
  },
  {
    name: 'sspr',
    about: 'can help herself: guided through Microsoft’s self-service reset',
    person: 'selma',
    expects: { route: 'sspr', state: 'completed', signedIn: true, resetCalls: 0 },
    play: selfService,
  },
  {
    name: 'sspr-stuck',
    about: 'tries self-service, it does not work, the helpdesk takes over without asking twice',
    person: 'selma',
    expects: { route: 'helpdesk', state: 'completed', signedIn: true, resetCalls: 1 },
    play: async (story, who) => {
      await begins(story, who, isGuidance, 'the guidance');
      const since = who.teams.now();
      story.tell(who.person.name, 'writes', { words: 'it did not work' });
      await who.teams.say('it did not work');
      const question = await who.teams.waitFor(asksReason, { what: 'the question for a reason', since });
      story.tell('desk', 'quotes', { words: headline(question) });
      return fromTheReason(story, who, 'microsoft');
    },
  },
  refused('guest', 'a guest: the password lives at home', 'gus', /guest|home|own organisation/i),
  refused('disabled', 'a disabled account', 'dario', /disabled|switched off|blocked/i),
  refused('privileged', 'an administrator: never reset from a chat', 'petra', /admin/i),
  {
    name: 'protected',
    about: 'protected in AD: Graph accepts, writeback refuses, both sides are told what it means',
    person: 'paul',
    expects: { route: 'helpdesk', state: 'failed', signedIn: false, resetCalls: 1 },
    play: protectedInAd,
  },
];

async function throughTheDesk(story: Story, who: Actor, end: 'adfs' | 'microsoft'): Promise<Ending> {
  await begins(story, who, asksReason, 'the question for a reason');
  return fromTheReason(story, who, end);
}

async function fromTheReason(story: Story, who: Actor, end: 'adfs' | 'microsoft'): Promise<Ending> {
  return untilBackIn(story, who, end, await untilFiled(story, who), ['hana']);
}

/** With the helpdesk, until its owner has signed in; decided by as many as are asked. */
export async function untilBackIn(
  story: Story,
  who: Actor,
  end: 'adfs' | 'microsoft',
  tracker: Tracker,
  approvers: readonly string[],
): Promise<Ending> {
  try {
    for (const approver of approvers) await approves(story, story.actor(approver), who);
    const forgotten = who.person.password;
    const temporary = await takesPassword(story, who, tracker);
    if (end === 'adfs') await changesAtAdfs(story, who, tracker, temporary, story.ownPassword);
    const done =
      end === 'adfs'
        ? await signsInToCheck(story, who, tracker, story.ownPassword)
        : await signsInToCheck(story, who, tracker, temporary, story.ownPassword);
    const oldOnes = (await passwordWorks(story, who, forgotten)) || (await passwordWorks(story, who, temporary));
    if (oldOnes) throw new Error('an old password still opens the door');
    story.tell('sign-in', 'old-ones');
    return {
      route: 'helpdesk',
      state: stateOf(tracker),
      signedIn: done && (await passwordWorks(story, who, story.ownPassword)),
    };
  } finally {
    tracker.close();
  }
}

/** Everything until the request is with the helpdesk and its owner sits at the tracker. */
export async function untilFiled(story: Story, who: Actor): Promise<Tracker> {
  const signInCard = await givesReason(story, who);
  const digits = await stepsUp(story, who, signInCard);
  await vouches(story, who, story.actor(who.person.manager ?? ''), digits);
  return consents(story, who);
}

async function selfService(story: Story, who: Actor): Promise<Ending> {
  const guidance = await begins(story, who, isGuidance, 'the guidance');
  await resetsAtMicrosoft(story, who, linkTo(guidance, '/sspr'), story.ownPassword);
  const since = who.teams.now();
  await who.teams.say('it worked');
  story.tell(who.person.name, 'writes', { words: 'it worked' });
  const isEnd = (message: Seen) => /directory/.test(message.text) || (message.from === 'bot' && isForeign(message));
  const end = await who.teams.waitFor(isEnd, { what: 'the end', since });
  story.tell('desk', 'quotes', { words: headline(end) });
  const signedIn =
    (await passwordWorks(story, who, story.ownPassword)) && !(await passwordWorks(story, who, who.person.password));
  return { route: 'sspr', state: /has seen your new password/.test(end.text) ? 'completed' : 'unseen', signedIn };
}

async function protectedInAd(story: Story, who: Actor): Promise<Ending> {
  await begins(story, who, asksReason, 'the question for a reason');
  const tracker = await untilFiled(story, who);
  try {
    const before = who.teams.now();
    await approves(story, story.actor('hana'), who);
    await tracker.until('the failure', ({ progress }) => progress.state === 'failed');
    const isWhy = (message: Seen) =>
      /specially protected/.test(message.text) || (isForeign(message) && message.changed > before);
    const told = await who.teams.waitFor(isWhy, { what: 'why it failed' });
    story.tell('desk', 'quotes', { words: headline(told) });
    await adminIsTold(story, who.person);
    return { route: 'helpdesk', state: stateOf(tracker), signedIn: false };
  } finally {
    tracker.close();
  }
}

/** The helpdesk reads it on its card, the admins in their mail: with the name Microsoft gives it, and what to do. */
async function adminIsTold(story: Story, about: Person): Promise<void> {
  const channel = story.actor('hana').teams.inChannel();
  const isTold = (message: Seen) => message.words.includes(about.upn) && /AdminActionRequired/.test(message.words);
  const card = await channel.waitFor(isTold, { what: 'what it means, on the helpdesk’s card' });
  story.tell('channel', 'quotes', { words: headline(card) });
  await story.mail(mail => mail.to.includes(ADMIN) && /AdminActionRequired/.test(mail.text), 'the mail to the admins');
}

function refused(name: string, about: string, person: string, why: RegExp): Persona {
  return {
    name,
    about: `${about}: told why, and what to do instead`,
    person,
    expects: { route: 'refused', state: 'refused', signedIn: false, resetCalls: 0 },
    play: async (story, who) => {
      const isWhy = (message: Seen) => message.card !== undefined && (why.test(message.words) || isForeign(message));
      await begins(story, who, isWhy, 'the refusal in plain words');
      return { route: 'refused', state: 'refused', signedIn: false };
    },
  };
}

function isGuidance(message: { card?: unknown }): boolean {
  return JSON.stringify(message.card ?? {}).includes('/sspr/');
}

function stateOf(tracker: Tracker): string {
  return tracker.state?.progress.state ?? 'unknown';
}
