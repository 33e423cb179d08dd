// (c) Another named person: two digits that the person reads out, live, and the manager types. One try.

import { sameCode } from '../../codes.ts';
import { digitsIn } from '../../heard.ts';
import { type Named, named, type Person, same } from '../../person.ts';
import type { CommandId } from '../../ports.ts';
import { isRefused, type Refused, refuse } from '../../refusals.ts';
import { type Challenge, challenge, type Passed, type Request, type RequestId } from '../../request.ts';
import { act, type Done } from '../act.ts';
import { asOwner } from '../answer.ts';
import type { Tools } from '../tools.ts';
import { turnAway } from '../turned-away.ts';
import { voucherFor } from './chain.ts';
import {
  accountNow,
  asked,
  failed,
  instead,
  offering,
  openChallenge,
  passed,
  running,
  shownAgain,
  type Way,
} from './challenge.ts';
import { forgiveTry, spendTry } from './tries.ts';

export function vouch(tools: Tools) {
  const way: Way = {
    kind: 'vouch',
    async hindrance(request) {
      const next =
        running(tools, request, 'vouch') ?? (await voucherFor(tools, request, request.account, { fresh: false }));
      return isRefused(next) ? next : undefined;
    },
  };
  return {
    way,
    verbs: {
      /** Two digits for the person to read out; a card to whoever vouches, who types them. */
      offerVouch(person: Person, id: RequestId, command: CommandId) {
        return act(
          tools,
          id,
          command,
          asOwner(tools, person, async request => {
            const no = await asked(tools, request, 'vouch');
            if (no) return no;
            if (running(tools, request, 'vouch')) return shownAgain(request, 'vouch');
            const account = await accountNow(tools, request);
            if (isRefused(account)) return account;
            const voucher = await voucherFor(tools, request, account, { fresh: true });
            if (isRefused(voucher)) return voucher;
            const now = tools.world.now();
            const expiresAt = now + tools.policy.vouchValid;
            return offering(request, { kind: 'vouch', issuedAt: now, expiresAt, voucher, digits: twoDigits(tools) });
          }),
        );
      },

      /** They typed the digits. One try: a wrong answer ends this vouch, and the person asks for a new one. */
      async answerVouch(
        actor: Person & Named,
        id: RequestId,
        digits: string,
        command: CommandId,
      ): Promise<Done | Refused> {
        const request = await tools.requests.find(id);
        if (!request || !voucherIs(request, actor)) return refuse(request ? 'not-yours' : 'no-such-request');
        if (await tools.requests.answered(id, command)) return { done: request, repeated: true };
        const away = (no: Refused) => turnAway(tools, request, { what: 'vouch', actor: named(actor), command }, no);
        // What is too late anyway costs no try.
        const late = openChallenge(tools, request, 'vouch');
        if (isRefused(late)) return away(late);
        const no = await gone(tools, request, late.voucher.id);
        if (no) return away(no);
        const spent = await spendTry(tools, request, command);
        if (spent === 'repeated') return { done: request, repeated: true };
        if ('until' in spent) return away(refuse('too-many-tries', spent));
        let right = false;
        const result = await act(tools, id, command, current => {
          if (!voucherIs(current, actor)) return refuse('not-yours');
          const offered = openChallenge(tools, current, 'vouch');
          if (isRefused(offered)) return offered;
          const closed: Challenge = { ...offered, spent: true };
          const tell = [{ kind: 'resume', audience: 'person' }] as const;
          right = sameCode(offered.digits, digitsIn(digits));
          if (!right) {
            return {
              ...failed(current, 'vouch', 'digits-wrong', actor),
              next: { challenges: instead(current, closed) },
              tell,
            };
          }
          const decision = passed(tools, current, 'vouch', actor);
          return { ...decision, next: { ...decision.next, challenges: instead(current, closed) }, tell };
        });
        // By what was compared just now: the row may show an earlier word of theirs as well.
        if (!isRefused(result) && right) await forgiveTry(tools, request);
        return result;
      },
    },
  };
}

/** True when the last vouch ended with wrong digits, so that the conversation can say so. */
export function vouchFailed(request: Request): boolean {
  return challenge(request, 'vouch')?.spent === true && !vouchPassed(request);
}

/** The same manager may have vouched before: it is this vouch that is asked about. */
export function vouchPassed(request: Request): boolean {
  const last = challenge(request, 'vouch');
  const theirs = ({ kind, by }: Passed) => kind === 'vouch' && by?.id.toLowerCase() === last?.voucher.id.toLowerCase();
  return last !== undefined && request.proofs.some(proof => theirs(proof) && proof.at >= last.issuedAt);
}

/** An hour is long enough to lose one's post, or one's report. */
async function gone(tools: Tools, request: Request, voucher: string): Promise<Refused | undefined> {
  const account = await accountNow(tools, request);
  if (isRefused(account)) return account;
  const next = await voucherFor(tools, request, account, { fresh: true });
  if (isRefused(next)) return next;
  return next.id.toLowerCase() === voucher.toLowerCase() ? undefined : refuse('voucher-not-suitable');
}

function voucherIs(request: Request, actor: Person): boolean {
  const voucher = challenge(request, 'vouch')?.voucher;
  return (
    voucher !== undefined && same({ tenant: request.tenant, id: voucher.id }, actor) && actor.id !== request.person
  );
}

function twoDigits(tools: Tools): string {
  for (;;) {
    const byte = tools.world.random(1)[0] ?? 255;
    if (byte < 180) return String(10 + (byte % 90));
  }
}
