// Who is offered something beside the road, or who needs no new password at all: row by row of the offers in docs/diagnosis.md.
import type { Seen } from '../../teams/sight.ts';
import { QUESTION, untilBackIn, untilFiled } from '../back-in.ts';
import { asksReason, begins, FORGOT, isSaid, linkTo, says } from '../chat.ts';
import { changesAt, passwordWorks } from '../finish.ts';
import { BACK, BY_THEMSELVES, type Ending, GUIDED, type Persona } from '../persona.ts';
import { changesAtSecurityInfo, resetsAtMicrosoft, unlocksAtMicrosoft } from '../sspr.ts';
import type { Actor, Story } from '../story.ts';

export const OFFERS: readonly Persona[] = [
  {
    name: 'relock',
    about: 'locked again just after a change: where the old password still hides',
    person: 'rex',
    expects: BY_THEMSELVES,
    async play(story, who) {
      await who.teams.install();
      const card = await says(story, who, 'I am locked out', isPlaces, 'the places that still know the old one');
      story.quotes('desk', card);
      return itWorked(story, who, 'helpdesk', who.person.password);
    },
  },
  {
    name: 'locked',
    about: 'knows the password and is locked out: unlocked at Microsoft’s page, nothing reset',
    person: 'luke',
    expects: GUIDED,
    async play(story, who) {
      await triesInVain(story, who);
      await who.teams.install();
      const card = await says(story, who, 'I am locked out', isUnlocking, 'the guidance');
      story.quotes('desk', card);
      await unlocksAtMicrosoft(story, who, linkTo(card, '/sspr'));
      return itWorked(story, who, 'sspr', who.person.password);
    },
  },
  {
    name: 'expired',
    about: 'still knows the expired password: changes it at AD FS herself, and nobody else is needed',
    person: 'edda',
    expects: BY_THEMSELVES,
    async play(story, who) {
      await who.teams.install();
      const offer = await says(
        story,
        who,
        'my password has expired',
        isSaid(/If you still know the expired/),
        'the offer',
      );
      story.quotes('desk', offer);
      await changesAt('adfs', story, who, linkIn(offer), who.person.password, story.ownPassword);
      return itWorked(story, who, 'helpdesk', story.ownPassword);
    },
  },
  {
    name: 'my-security-info',
    about: 'still signed in somewhere: changes it without the old one, and the directory has seen it',
    person: 'mei',
    expects: BY_THEMSELVES,
    async play(story, who) {
      await begins(story, who, isSaid(/My Security Info/), 'the offer');
      await changesAtSecurityInfo(story, who, story.ownPassword);
      return itWorked(story, who, 'helpdesk', story.ownPassword, /has seen your new password/);
    },
  },
  {
    name: 'stale-report',
    about: 'the report is too old to be believed: the reset page is offered beside the desk, and works',
    person: 'sigrid',
    expects: BY_THEMSELVES,
    async play(story, who) {
      const { quirks } = story.world;
      quirks.reportsStale = true;
      try {
        await who.teams.install();
        const offer = await says(story, who, FORGOT, isSaid(/reset page may work for you as well/), 'the offer');
        story.quotes('desk', offer);
        await resetsAtMicrosoft(story, who, linkIn(offer), story.ownPassword);
        return await itWorked(story, who, 'helpdesk', story.ownPassword, /has seen your new password/);
      } finally {
        quirks.reportsStale = false;
      }
    },
  },
  {
    name: 'nudged',
    about: 'could help himself, had he registered: once he is back in, the desk tells him how',
    person: 'ravi',
    expects: BACK,
    async play(story, who) {
      await begins(story, who, asksReason, QUESTION);
      const ending = await untilBackIn(story, who, await untilFiled(story, who));
      const isNudge = (message: Seen) => /set up a way to reset your password yourself/.test(message.words);
      story.quotes('desk', await who.teams.waitFor(isNudge, { what: 'the nudge to register' }));
      return ending;
    },
  },
];

const isPlaces = (message: Seen) => /Something still uses your old password/.test(message.words);
const isUnlocking = (message: Seen) => /let it only unlock your account/.test(message.words);

/** They say so, and the password that should work now does. */
async function itWorked(
  story: Story,
  who: Actor,
  route: Ending['route'],
  password: string,
  end = /^Good/,
): Promise<Ending> {
  story.quotes('desk', await says(story, who, 'it worked', isSaid(end), 'the end'));
  return { route, state: 'completed', signedIn: await passwordWorks(story, who, password) };
}

/** Too often: now the right password does not open the door either. */
async function triesInVain(story: Story, who: Actor): Promise<void> {
  story.tell(who.person.name, 'tries');
  for (let tries = 0; tries < 10; tries++) await passwordWorks(story, who, `Wrong-Guess-${tries}`);
  if (await passwordWorks(story, who, who.person.password)) throw new Error('the account is not locked');
}

function linkIn({ text }: Seen): string {
  const link = /https?:\/\/[^\s)]+/.exec(text)?.[0];
  if (!link) throw new Error(`no page was offered: ${text}`);
  return link;
}
