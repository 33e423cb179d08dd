// One for each place where a password lives, and each page where it ends.
import type { Seen } from '../../teams/sight.ts';
import type { Person } from '../../world.ts';
import { backIn, QUESTION, stateOf, untilBackIn, untilFiled } from '../back-in.ts';
import { asksReason, begins, FORGOT, isForeign, linkTo, says } from '../chat.ts';
import { approves } from '../desk.ts';
import { passwordWorks } from '../finish.ts';
import { ADMIN, BACK, type Ending, GUIDED, type Persona, REFUSED } from '../persona.ts';
import { resetsAtMicrosoft } from '../sspr.ts';
import type { Actor, Story } from '../story.ts';

export const HOMES: readonly Persona[] = [
  backIn('federated', 'signs in through AD FS: helpdesk, reset, writeback, AD FS update page', 'freya', {
    end: 'adfs',
  }),
  backIn(
    'federated-other',
    'signs in through another identity provider: ends on its page, by the link of policy',
    'otto',
    {
      end: 'other',
    },
  ),
  backIn('staged-rollout', 'in a federated domain, but signs in at Microsoft: never sent to AD FS', 'stella'),
  backIn('cloud', 'cloud-only: helpdesk, reset, forced change at Microsoft', 'clara'),
  backIn('synced', 'synced with password hash sync: the new password also reaches the company network', 'sam'),
  {
    name: 'sspr',
    about: 'can help herself: guided through Microsoft’s self-service reset',
    person: 'selma',
    expects: GUIDED,
    play: selfService,
  },
  {
    name: 'sspr-stuck',
    about: 'tries self-service, it does not work, the helpdesk takes over without asking twice',
    person: 'selma',
    expects: BACK,
    async play(story, who) {
      await begins(story, who, isGuidance, 'the guidance');
      story.quotes('desk', await says(story, who, 'it did not work', asksReason, QUESTION));
      return untilBackIn(story, who, await untilFiled(story, who));
    },
  },
  {
    name: 'protected',
    about: 'protected in AD: Graph accepts, writeback refuses, both are told what it means, and the next time at once',
    person: 'paul',
    expects: { route: 'helpdesk', state: 'failed', signedIn: false, resetCalls: 1 },
    play: protectedInAd,
  },
];

async function selfService(story: Story, who: Actor): Promise<Ending> {
  const guidance = await begins(story, who, isGuidance, 'the guidance');
  await resetsAtMicrosoft(story, who, linkTo(guidance, '/sspr'), story.ownPassword);
  const isEnd = (message: Seen) => /directory/.test(message.text) || isForeign(message);
  const end = await says(story, who, 'it worked', isEnd, 'the end');
  story.quotes('desk', end);
  const signedIn =
    (await passwordWorks(story, who, story.ownPassword)) && !(await passwordWorks(story, who, who.person.password));
  return { route: 'sspr', state: /has seen your new password/.test(end.text) ? 'completed' : 'unseen', signedIn };
}

async function protectedInAd(story: Story, who: Actor): Promise<Ending> {
  // For a day nobody tries again what Active Directory itself has refused.
  const first = await begins(story, who, message => asksReason(message) || isRefusal(message), QUESTION);
  if (isRefusal(first)) return REFUSED;
  const tracker = await untilFiled(story, who);
  try {
    const before = who.teams.now();
    await approves(story, story.actor('hana'), who);
    await tracker.until('the failure', ({ progress }) => progress.state === 'failed');
    const isWhy = (message: Seen) =>
      /specially protected/.test(message.text) || (isForeign(message) && message.changed > before);
    const told = await who.teams.waitFor(isWhy, { what: 'why it failed' });
    story.quotes('desk', told);
    await adminIsTold(story, who.person);
    story.quotes('desk', await says(story, who, FORGOT, isRefusal, 'that it is not tried again'));
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
  story.quotes('channel', card);
  await story.mail(mail => mail.to.includes(ADMIN) && /AdminActionRequired/.test(mail.text), 'the mail to the admins');
}

const isRefusal = (message: Seen) =>
  message.card !== undefined && (/lets no new password in from outside/.test(message.words) || isForeign(message));

function isGuidance(message: { card?: unknown }): boolean {
  return JSON.stringify(message.card ?? {}).includes('/sspr/');
}
