// (a) Six digits to a private address in the directory. Weak, since mail is read on the same devices; off unless policy names it.
import type { Account, Instant } from '../../account.ts';
import { digitsIn } from '../../heard.ts';
import type { Person } from '../../person.ts';
import type { CommandId } from '../../ports.ts';
import { isRefused, type Refused, refuse } from '../../refusals.ts';
import type { Request, RequestId } from '../../request.ts';
import type { Tools } from '../tools.ts';
import { byCode } from './by-code.ts';
import { bindingTo, openChallenge } from './challenge.ts';
import { compared, hear } from './typed.ts';

export function mailCode(tools: Tools) {
  const { way, offer } = byCode(tools, {
    kind: 'mail-code',
    to: addressOf,
    countedAs: address => `mail:${address.toLowerCase()}`,
    validFor: tools.policy.codeValid,
    challenge: (to, times) => ({ kind: 'mail-code', to, ...times }),
    tell: [{ kind: 'code-mail', audience: 'person' }],
  });
  return {
    way,
    verbs: {
      offerMailCode: offer,

      answerMailCode(person: Person, id: RequestId, text: string, command: CommandId) {
        return hear(tools, person, id, command, {
          kind: 'mail-code',
          ready(request) {
            const offered = openChallenge(tools, request, 'mail-code');
            return isRefused(offered) ? offered : undefined;
          },
          compare: request => compared(mailedCode(tools, request)?.digits, digitsIn(text)),
        });
      },
    },
  };
}

export type MailedCode = { readonly to: string; readonly digits: string; readonly expiresAt: Instant };

/** For the letter alone; undefined once it is of no use any more. */
export function mailedCode(tools: Pick<Tools, 'codes' | 'world'>, request: Request): MailedCode | undefined {
  const offered = request.challenges.find(one => one.kind === 'mail-code');
  if (request.state !== 'open' || !offered || offered.spent || tools.world.now() > offered.expiresAt) return undefined;
  const digits = tools.codes.digits(offered.code, bindingTo(request, 'mail-code'));
  return { to: offered.to, digits, expiresAt: offered.expiresAt };
}

/**
 * Not the mailbox that is locked. Aliases are not read, so every address in a domain of the account itself counts as that mailbox.
 */
function addressOf(account: Account): string | Refused {
  const own = [account.upn, account.mail ?? ''].map(domainOf);
  const found = account.otherMails.find(address => domainOf(address) !== '' && !own.includes(domainOf(address)));
  return found ?? refuse('no-other-address');
}

function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? '' : address.slice(at + 1).toLowerCase();
}
