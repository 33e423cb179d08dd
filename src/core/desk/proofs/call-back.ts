// (a) The desk calls a number of record and says two words, which the person types. They stand on the approvers' card alone.

import type { Account, Phone } from '../../account.ts';
import { spokenIn } from '../../heard.ts';
import type { Person } from '../../person.ts';
import type { CommandId } from '../../ports.ts';
import { isRefused, type Refused, refuse } from '../../refusals.ts';
import type { Request, RequestId } from '../../request.ts';
import { act } from '../act.ts';
import { asOwner } from '../answer.ts';
import type { Tools } from '../tools.ts';
import {
  accountNow,
  asked,
  bindingTo,
  offering,
  openChallenge,
  running,
  shownAgain,
  tooNew,
  unsettled,
  type Way,
} from './challenge.ts';
import { spendCode } from './tries.ts';
import { compared, hear } from './typed.ts';

const WORDS = 2;
/** A desk phone first: a mobile number is what a thief of the mobile holds already. */
const ORDER: readonly Phone['kind'][] = ['business', 'mobile'];

export function callBack(tools: Tools) {
  const way: Way = {
    kind: 'call-back',
    async hindrance(request) {
      const number = running(tools, request, 'call-back') ?? numberOf(request.account);
      if (typeof number === 'object') return isRefused(number) ? number : undefined;
      return tooNew(tools, 'call-back', request.account);
    },
  };
  return {
    way,
    verbs: {
      /** Asks the desk to call; its card gets the words and the number. */
      offerCallBack(person: Person, id: RequestId, command: CommandId) {
        let spent: Promise<Refused | undefined> | undefined;
        return act(
          tools,
          id,
          command,
          asOwner(tools, person, async request => {
            const no = await asked(tools, request, 'call-back');
            if (no) return no;
            if (running(tools, request, 'call-back')) return shownAgain(request, 'call-back');
            const account = await accountNow(tools, request);
            if (isRefused(account)) return account;
            const number = numberOf(account);
            if (typeof number === 'object') return number;
            const shaky = unsettled(tools, 'call-back', account);
            if (shaky) return shaky;
            // One code, however often this has to be judged anew.
            spent ??= spendCode(tools, `call:${number.replace(/\D/g, '')}`, command);
            const often = await spent;
            if (often) return often;
            const now = tools.world.now();
            const expiresAt = now + tools.policy.callBackValid;
            return offering(request, { kind: 'call-back', issuedAt: now, expiresAt, number, code: tools.codes.name() });
          }),
        );
      },

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
