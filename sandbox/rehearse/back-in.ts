// The road that most walk: asked and proved, decided by the helpdesk, and signed in again with a password of one's own.
import { asksReason, begins, consents, givesReason, hasDigits, saysYes } from './chat.ts';
import { approves } from './desk.ts';
import { type End, makesItTheirOwn, passwordWorks, takesPassword } from './finish.ts';
import { BACK, type Ending, type Persona } from './persona.ts';
import { isVouchedFor, showsPasskey } from './proofs.ts';
import type { Actor, Story } from './story.ts';
import type { Tracker } from './tracker.ts';

export const QUESTION = 'the question for a reason';
export const CONSENT = 'the question for consent';
export const DIGITS = 'the two digits';

type Course = {
  /** Who decides, one after the other; the first of the helpdesk unless told. */
  readonly approvers?: readonly string[];
  /** Where the temporary password becomes one's own; Microsoft's sign-in unless told. */
  readonly end?: End;
};

/** Somebody of whom nothing else is told than where their password lives. */
export function backIn(name: string, about: string, person: string, course: Course = {}): Persona {
  return {
    name,
    about,
    person,
    expects: BACK,
    async play(story, who) {
      await begins(story, who, asksReason, QUESTION);
      return untilBackIn(story, who, await untilFiled(story, who), course);
    },
  };
}

/** From the question for a reason until the request is with the helpdesk and its owner sits at the tracker. */
export async function untilFiled(story: Story, who: Actor): Promise<Tracker> {
  const digits = await showsPasskey(story, who, await givesReason(story, who), hasDigits, DIGITS);
  await isVouchedFor(story, who, digits, saysYes, CONSENT);
  return consents(story, who);
}

/** With the helpdesk, until its owner has signed in; decided by as many as are asked. */
export async function untilBackIn(
  story: Story,
  who: Actor,
  tracker: Tracker,
  { approvers = ['hana'], end = 'microsoft' }: Course = {},
): Promise<Ending> {
  try {
    for (const approver of approvers) await approves(story, story.actor(approver), who);
    const forgotten = who.person.password;
    const temporary = await takesPassword(story, who, tracker);
    const done = await makesItTheirOwn(story, who, tracker, temporary, end);
    const oldOnes = (await passwordWorks(story, who, forgotten)) || (await passwordWorks(story, who, temporary));
    if (oldOnes) throw new Error('an old password still opens the door');
    story.tell('sign-in', 'old-ones');
    const signedIn = done && (await passwordWorks(story, who, story.ownPassword));
    return { route: 'helpdesk', state: stateOf(tracker), signedIn };
  } finally {
    tracker.close();
  }
}

export function stateOf(tracker: Tracker): string {
  return tracker.state?.progress.state ?? 'unknown';
}
