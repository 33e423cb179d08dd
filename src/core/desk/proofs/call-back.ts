// (a) The desk calls a number of record and says two words, which the person types. They stand on the approvers' card alone.
import type { Account, Phone } from '../../account.ts';
import { spokenIn } from '../../heard.ts';
import type { Person } from '../../person.ts';
import type { CommandId } from '../../ports.ts';
import { isRefused, type Refused, refuse } from '../../refusals.ts';
import type { Request, RequestId } from '../../request.ts';
import type { Tools } from '../tools.ts';
import { byCode } from './by-code.ts';
import { bindingTo, openChallenge } from './challenge.ts';
import { compared, hear } from './typed.ts';

const WORDS = 2;
/** A desk phone first: a mobile number is what a thief of the mobile holds already. */
const ORDER: readonly Phone['kind'][] = ['business', 'mobile'];

export function callBack(tools: Tools) {
  const { way, offer } = byCode(tools, {
    kind: 'call-back',
    to: numberOf,
    countedAs: number => `call:${number.replace(/\D/g, '')}`,
    validFor: tools.policy.callBackValid,
    challenge: (number, times) => ({ kind: 'call-back', number, ...times }),
  });
  return {
    way,
    verbs: {
      /** Asks the desk to call; its card gets the words and the number. */
      offerCallBack: offer,

      answerCallBack(person: Person, id: RequestId, text: string, command: CommandId) {
        return hear(tools, person, id, command, {
          kind: 'call-back',
          ready(request) {
            const offered = openChallenge(tools, request, 'call-back');
            return isRefused(offered) ? offered : undefined;
          },
          compare: request => compared(callBackWords(tools, request), spokenIn(text).join(' ')),
        });
      },
    },
  };
}

/** What the approver says on the phone; undefined when no call is asked for. For the approvers' card and nobody else. */
export function callBackWords(tools: Pick<Tools, 'codes' | 'world'>, request: Request): string | undefined {
  const offered = request.challenges.find(one => one.kind === 'call-back');
  if (request.state !== 'open' || !offered || offered.spent || tools.world.now() > offered.expiresAt) return undefined;
  return tools.codes.words(offered.code, bindingTo(request, 'call-back'), WORDS).join(' ');
}

function numberOf({ phones }: Account): string | Refused {
  if (phones === 'unknown') return refuse('directory-unavailable');
  const found = ORDER.flatMap(kind => phones.filter(phone => phone.kind === kind))[0];
  return found ? found.number : refuse('no-number');
}
