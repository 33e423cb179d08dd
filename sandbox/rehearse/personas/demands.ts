// Of whom more is asked: by what they have, by a rule of policy, or because the desk is on its guard.
import { backIn, CONSENT, DIGITS, QUESTION, untilBackIn, untilFiled } from '../back-in.ts';
import { asksReason, begins, consents, hasDigits, says, saysYes } from '../chat.ts';
import { turnsShields } from '../desk.ts';
import { BACK, type Persona } from '../persona.ts';
import { isVouchedFor } from '../proofs.ts';

const TWO = { approvers: ['hana', 'hugo'] } as const;

export const DEMANDS: readonly Persona[] = [
  {
    name: 'no-mfa',
    about: 'has no second factor: her manager’s word, and two approvers',
    person: 'nora',
    expects: BACK,
    async play(story, who) {
      await begins(story, who, asksReason, QUESTION);
      const digits = await says(story, who, 'the screen says my password is not right any more', hasDigits, DIGITS);
      await isVouchedFor(story, who, digits, saysYes, CONSENT);
      return untilBackIn(story, who, await consents(story, who), TWO);
    },
  },
  backIn('vip', 'a rule of policy asks for two approvers', 'violet', TWO),
  {
    name: 'shields',
    about: 'asked under shields: only strong proofs, and two approvers',
    person: 'sean',
    expects: BACK,
    async play(story, who) {
      await turnsShields(story, 'shields-raise', { reason: 'Calls that ask for codes', hours: '1' });
      try {
        await begins(story, who, asksReason, QUESTION);
        return await untilBackIn(story, who, await untilFiled(story, who), TWO);
      } finally {
        await turnsShields(story, 'shields-lower', { reason: 'The calls have stopped' });
      }
    },
  },
];
