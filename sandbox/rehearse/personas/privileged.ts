// An administrator where policy serves them: both strong proofs, two approvers who sign in for it, and hands of its own.
import type { World } from '../../world.ts';
import { QUESTION, untilBackIn, untilFiled } from '../back-in.ts';
import { asksReason, begins } from '../chat.ts';
import { ADMIN, BACK, type Persona } from '../persona.ts';
import type { Actor } from '../story.ts';

const HANDS = 'privileged-service';

export const PRIVILEGED: Persona = {
  name: 'privileged-on',
  about: 'an administrator, where policy serves them: two approvers who sign in for it, and other hands',
  person: 'petra',
  amendment: { privilegedTargets: true },
  expects: BACK,
  async play(story, who) {
    await begins(story, who, asksReason, QUESTION);
    const tracker = await untilFiled(story, who);
    await story.mail(({ to, text }) => to.includes(ADMIN) && text.includes(who.person.upn), 'the mail to the admins');
    const ending = await untilBackIn(story, who, tracker, { approvers: ['hana', 'hugo'] });
    const hands = handsOf(story.world, who);
    if (!hands || hands !== story.world.find(HANDS)?.upn) throw new Error(`the reset was done by ${hands}`);
    story.tell('graph', 'names', { account: hands });
    return ending;
  },
};

/** As the directory's audit has it. */
function handsOf({ audits }: World, { person }: Actor): string | undefined {
  const resets = audits.filter(({ activityDisplayName }) => activityDisplayName === 'Reset password (by admin)');
  const theirs = resets.filter(({ targetResources }) => targetResources?.some(({ id }) => id === person.id));
  return theirs.at(-1)?.initiatedBy?.user?.userPrincipalName ?? undefined;
}
