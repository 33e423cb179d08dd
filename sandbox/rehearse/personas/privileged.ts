// An administrator where policy serves them: both strong proofs, two approvers who sign in for it, and hands of its own.
import { resetsAs, resetters } from '../../hands.ts';
import { QUESTION, untilBackIn, untilFiled } from '../back-in.ts';
import { asksReason, begins } from '../chat.ts';
import { ADMIN, BACK, type Persona } from '../persona.ts';

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
    const hands = resetters(story.world, who.person).at(-1);
    if (!hands || hands !== resetsAs(story.world, 'hugo', 'privileged'))
      throw new Error(`the reset was done by ${hands}`);
    story.tell('graph', 'names', { account: hands });
    return ending;
  },
};
