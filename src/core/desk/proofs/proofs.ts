// Who is asking: every kind of proof, one file each, and which of them can be asked for now.
import type { Instant } from '../../account.ts';
import { type Demand, wouldDo } from '../../demand.ts';
import type { ProofKind } from '../../proof.ts';
import type { RefusalCode } from '../../refusals.ts';
import type { Request } from '../../request.ts';
import { usWords } from '../../us.ts';
import type { Tools } from '../tools.ts';
import { counting, demandNow, missing } from '../weather.ts';
import { callBack } from './call-back.ts';
import { vouchersLeft } from './chain.ts';
import type { Way } from './challenge.ts';
import { mailCode, mailedCode } from './mail-code.ts';
import { stepUp } from './step-up.ts';
import { totp } from './totp.ts';
import { vouch } from './vouch.ts';

export type Available =
  | { readonly kind: ProofKind; readonly ready: true }
  | { readonly kind: ProofKind; readonly ready: false; readonly why: RefusalCode; readonly until?: Instant };

/** What stands in their way today and may be gone in a minute. */
const PASSING: readonly RefusalCode[] = ['directory-unavailable', 'changes-unreadable', 'step-up-unreadable'];

export function proving(tools: Tools) {
  const [gesture, voucher, app, call, mail] = [
    stepUp(tools),
    vouch(tools),
    totp(tools),
    callBack(tools),
    mailCode(tools),
  ] as const;
  const ways: readonly Way[] = [gesture, voucher, app, call, mail].map(({ way }) => way);
  const stillAsked = missing(tools);
  return {
    proofs: {
      /** What is asked of it now. */
      asked: (request: Request): Promise<Demand> => demandNow(tools, request),

      /** Those still to be asked for, in their order, each with what is in its way. Empty: enough is proved. */
      async available(request: Request): Promise<readonly Available[]> {
        const kinds = await stillAsked(request);
        return Promise.all(kinds.flatMap(kind => ways.filter(way => way.kind === kind)).map(way => look(way, request)));
      },

      /** Whether what is available could be enough. Where it could not, nobody need begin with the half of it. */
      async wouldDo(request: Request, available: readonly Available[]): Promise<boolean> {
        const kinds = available.filter(one => one.ready || PASSING.includes(one.why)).map(({ kind }) => kind);
        const demand = await demandNow(tools, request);
        const vouchers = request.onBehalf && kinds.includes('vouch') ? await vouchersLeft(tools, request) : 1;
        return wouldDo(kinds, counting(tools, request), demand, tools.policy, tools.world.now(), vouchers);
      },
    },
    usWords: (request: Request) => usWords(tools, request),
    mailedCode: (request: Request) => mailedCode(tools, request),
    ...gesture.verbs,
    ...voucher.verbs,
    ...app.verbs,
    ...call.verbs,
    ...mail.verbs,
  };
}

async function look({ kind, hindrance }: Way, request: Request): Promise<Available> {
  const no = await hindrance(request);
  if (!no) return { kind, ready: true };
  return { kind, ready: false, why: no.refused, ...(no.until === undefined ? {} : { until: no.until }) };
}
