// One person's case, taken apart: where they stand, what is asked of them and why; or why they are not served, and what would change that.
import type { Config } from '../../config/config.ts';
import type { Account, Instant } from '../../core/account.ts';
import { DIAGNOSIS, OFFERS, type Verdict } from '../../core/diagnosis.ts';
import { type Case, caseOf, type Judgement } from './case.ts';
import { type Refusal, refusalOf } from './refusal.ts';

/** As `--json` prints it. Numbers and addresses are masked; times are milliseconds. */
export type Explanation = {
  readonly person: { readonly id: string; readonly name: string; readonly upn: string };
  readonly diagnosis: Pick<Verdict, 'row' | 'route' | 'link'> & { readonly means: string; readonly next: string };
  readonly shown: readonly { readonly offer: string; readonly means: string; readonly next: string }[];
  readonly sspr: {
    readonly capable: boolean | 'unknown';
    readonly methods: readonly string[];
    readonly asOf?: Instant;
  };
  /** Both absent for whom the desk refuses. */
  readonly proofs?: Case['proofs'];
  readonly approval?: Case['approval'];
  readonly why: readonly string[];
  /** For them alone. */
  readonly refusal?: Refusal;
  /** Facts and reads that failed. Where the bot rests on them, it refuses or asks for more. */
  readonly unreadable: readonly string[];
};

/** @param served how they would be judged if a switch of the policy, which keeps them out, were on */
export function explanationOf(
  config: Pick<Config, 'policy' | 'groupNames' | 'approversGroup' | 'attested' | 'hands'>,
  judgement: Judgement,
  { served, failed, now }: { readonly served?: Judgement; readonly failed: readonly string[]; readonly now: Instant },
): Explanation {
  const { account, verdict } = judgement;
  const row = DIAGNOSIS.find(one => one.row === verdict.row);
  return {
    person: { id: account.id, name: account.name, upn: account.upn },
    diagnosis: {
      row: verdict.row,
      route: verdict.route,
      ...(verdict.link ? { link: verdict.link } : {}),
      means: row?.means ?? '',
      next: row?.next ?? '',
    },
    shown: (verdict.offers ?? []).flatMap(name =>
      OFFERS.filter(({ offer }) => offer === name).map(({ offer, means, next }) => ({ offer, means, next })),
    ),
    sspr: ssprOf(account),
    ...(verdict.route === 'refused'
      ? { why: [], refusal: refusalOf(config, judgement, served, now) }
      : caseOf(config, judgement)),
    unreadable: [
      ...Object.entries(account).flatMap(([fact, value]) => (isMissed(fact, value) ? [fact] : [])),
      ...failed,
    ],
  };
}

/** Which agent carries passwords on is known from the first audited reset on, and nobody's case turns on it. */
function isMissed(fact: string, value: unknown): boolean {
  return value === 'unknown' && fact !== 'hybridAgent';
}

function ssprOf({ sspr }: Account): Explanation['sspr'] {
  if (sspr === 'unknown') return { capable: 'unknown', methods: [] };
  return { capable: sspr.capable, methods: sspr.methods, asOf: sspr.asOf };
}
