// Who cannot open Teams: their manager asks, and the helpdesk hands the tracker to them on whatever device they have.
import { untilBackIn } from '../back-in.ts';
import { approves } from '../desk.ts';
import { asksFor, hearsTheCode, isHandedOver, isVouchedForOnThePage, joins, looksAgain } from '../on-behalf.ts';
import { BACK, type Persona } from '../persona.ts';
import { setsUpAnApp } from '../proofs.ts';
import type { Actor, Story } from '../story.ts';

const ALREADY = { approvers: [] } as const;

export const FOR_ANOTHER: readonly Persona[] = [
  {
    name: 'on-behalf',
    about: 'cannot open Teams: his manager asks for him, and the helpdesk hands it to him face to face',
    person: 'bela',
    expects: BACK,
    async play(story, who) {
      const filed = await isAskedFor(story, who);
      return untilBackIn(story, who, await isHandedOver(story, who, filed, story.actor('hugo')), ALREADY);
    },
  },
  {
    name: 'on-behalf-phone',
    about: 'the same from afar: words the helpdesk says on the phone, and the authenticator app set up before',
    person: 'cora',
    expects: BACK,
    async play(story, who) {
      const app = await setsUpAnApp(story, who);
      const filed = await isAskedFor(story, who);
      return untilBackIn(story, who, await hearsTheCode(story, who, filed, story.actor('hugo'), app), ALREADY);
    },
  },
];

/** Asked for by their manager, proved on the page, and approved; gives the page. */
async function isAskedFor(story: Story, who: Actor) {
  const page = await joins(story, who, await asksFor(story, story.actor(who.person.manager ?? ''), who));
  await isVouchedForOnThePage(story, who, page, story.actor('marcus'));
  const filed = await who.browser.submit(await looksAgain(who, page), { button: 'file' });
  await approves(story, story.actor('hana'), who);
  return filed;
}
