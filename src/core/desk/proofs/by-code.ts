// What the proofs that send a code have in common: where it goes comes from the directory, one code goes out a cause, and few an hour.
import type { Account } from '../../account.ts';
import type { Person } from '../../person.ts';
import type { CommandId } from '../../ports.ts';
import { isRefused, type Refused } from '../../refusals.ts';
import type { Challenge, Request, RequestId } from '../../request.ts';
import { act, type Decision } from '../act.ts';
import { asOwner } from '../answer.ts';
import type { Tools } from '../tools.ts';
import { accountNow, asked, offering, running, shownAgain, tooNew, unsettled, type Way } from './challenge.ts';
import { spendCode } from './tries.ts';

export type Times = { readonly issuedAt: number; readonly expiresAt: number; readonly code: string };

export type Sending = {
  readonly kind: 'call-back' | 'mail-code';
  /** A number or an address of record, or why there is none. */
  readonly to: (account: Account) => string | Refused;
  /** What codes are counted by: the same for every way of writing it. */
  readonly countedAs: (to: string) => string;
  readonly validFor: number;
  readonly challenge: (to: string, times: Times) => Challenge;
  readonly tell?: Decision['tell'];
};

export function byCode(tools: Tools, sending: Sending) {
  const { kind, validFor } = sending;
  const way: Way = {
    kind,
    async hindrance(request) {
      const to = running(tools, request, kind) ?? sending.to(request.account);
      if (typeof to === 'object') return isRefused(to) ? to : undefined;
      return tooNew(tools, kind, request.account);
    },
  };

  /** What a fresh code takes, or what stands in its way. `spend` is asked last: nothing else may cost a code. */
  async function fresh(request: Request, spend: (to: string) => Promise<Refused | undefined>) {
    const account = await accountNow(tools, request);
    if (isRefused(account)) return account;
    const to = sending.to(account);
    if (typeof to === 'object') return to;
    const no = unsettled(tools, kind, account) ?? (await spend(to));
    if (no) return no;
    const issuedAt = tools.world.now();
    const times = { issuedAt, expiresAt: issuedAt + validFor, code: tools.codes.name() };
    const offered = offering(request, sending.challenge(to, times));
    return sending.tell ? { ...offered, tell: sending.tell } : offered;
  }

  return {
    way,
    offer(person: Person, id: RequestId, command: CommandId) {
      // One code, however often this has to be judged anew.
      let spent: Promise<Refused | undefined> | undefined;
      return act(
        tools,
        id,
        command,
        asOwner(tools, person, async request => {
          const no = await asked(tools, request, kind);
          if (no) return no;
          if (running(tools, request, kind)) return shownAgain(request, kind);
          return fresh(request, to => (spent ??= spendCode(tools, sending.countedAs(to), command)));
        }),
      );
    },
  };
}
