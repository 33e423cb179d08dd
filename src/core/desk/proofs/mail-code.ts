// (a) Six digits to a private address in the directory. Weak, since mail is read on the same devices; off unless policy names it.
import type { Account, Instant } from '../../account.ts';
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

export function mailCode(tools: Tools) {
  const way: Way = {
    kind: 'mail-code',
    async hindrance(request) {
      const address = running(tools, request, 'mail-code') ?? addressOf(request.account);
      if (typeof address === 'object') return isRefused(address) ? address : undefined;
      return tooNew(tools, 'mail-code', request.account);
    },
  };
  return {
    way,
    verbs: {
      offerMailCode(person: Person, id: RequestId, command: CommandId) {
        let spent: Promise<Refused | undefined> | undefined;
        return act(
          tools,
          id,
          command,
          asOwner(tools, person, async request => {
            const no = await asked(tools, request, 'mail-code');
            if (no) return no;
            if (running(tools, request, 'mail-code')) return shownAgain(request, 'mail-code');
            const account = await accountNow(tools, request);
            if (isRefused(account)) return account;
            const to = addressOf(account);
            if (typeof to === 'object') return to;
            const shaky = unsettled(tools, 'mail-code', account);
            if (shaky) return shaky;
            // One code, however often this has to be judged anew.
            spent ??= spendCode(tools, `mail:${to.toLowerCase()}`, command);
            const often = await spent;
            if (often) return often;
            const now = tools.world.now();
            const expiresAt = now + tools.policy.codeValid;
            const fresh = { kind: 'mail-code', issuedAt: now, expiresAt, to, code: tools.codes.name() } as const;
            return { ...offering(request, fresh), tell: [{ kind: 'code-mail', audience: 'person' }] };
          }),
        );
      },

      answerMailCode(person: Person, id: RequestId, text: string, command: CommandId) {
        return hear(tools, person, id, command, {
          kind: 'mail-code',
          ready(request) {
            const offered = openChallenge(tools, request, 'mail-code');
            return isRefused(offered) ? offered : undefined;
          },
          compare: request => compared(mailedCode(tools, request)?.digits, text.replace(/\s/g, '')),
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
