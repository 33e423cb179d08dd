// What is asked of somebody: what they would show and with what, who decides, and why each of it is asked.
import type { Config } from '../../config/config.ts';
import type { Account, Instant } from '../../core/account.ts';
import { type Demand, wouldDo } from '../../core/demand.ts';
import type { Available } from '../../core/desk/proofs/proofs.ts';
import type { Verdict } from '../../core/diagnosis.ts';
import { maskMail, maskNumber } from '../../core/masks.ts';
import type { Enrolment, ShieldsUp } from '../../core/ports.ts';
import { CUSTODY, type Custody, type ProofKind } from '../../core/proof.ts';
import type { RefusalCode } from '../../core/refusals.ts';
import { moment } from './moments.ts';
import { HINDRANCES, reasonOf } from './reasons.ts';

/** What the desk's own code says about somebody now. */
export type Judgement = {
  readonly account: Account;
  readonly verdict: Verdict;
  readonly demand: Demand;
  readonly available: readonly Available[];
  readonly enrolment?: Enrolment;
  readonly shields?: ShieldsUp;
};

export type Means = {
  readonly kind: ProofKind;
  readonly hand: Custody;
  readonly required: boolean;
  readonly ready: boolean;
  /** What of theirs it would be done with, as far as it can be seen. */
  readonly with?: string;
  /** What is in the way. */
  readonly hindrance?: string;
};

export type GroupAsked = { readonly id: string; readonly name?: string; readonly after?: number };

export type Case = {
  readonly proofs: {
    readonly apart: number;
    readonly means: readonly Means[];
    /** Whether what is ready now would be enough. */
    readonly enough: boolean;
  };
  readonly approval: {
    readonly approvers: number;
    readonly stepUp: boolean;
    readonly groups: readonly GroupAsked[];
    readonly guests: boolean;
    readonly adminsTold: boolean;
  };
  readonly why: readonly string[];
};

type Known = Pick<Config, 'policy' | 'groupNames' | 'approversGroup'>;

export function caseOf(config: Known, judgement: Judgement): Case {
  const { demand } = judgement;
  return {
    proofs: proofsOf(config, judgement),
    approval: approvalOf(config, demand),
    why: demand.why.map(reason => reasonOf(reason, config, judgement)),
  };
}

function proofsOf({ policy }: Known, judgement: Judgement): Case['proofs'] {
  const { account, demand } = judgement;
  const means = judgement.available.map((way): Means => {
    const own = ownMeans(way.kind, judgement);
    const hindrance = way.ready ? lacking(way.kind, account) : hindranceOf(way.why, way.until);
    return {
      kind: way.kind,
      hand: CUSTODY[way.kind],
      required: demand.required.includes(way.kind),
      ready: hindrance === undefined,
      ...(own ? { with: own } : {}),
      ...(hindrance === undefined ? {} : { hindrance }),
    };
  });
  const ready = means.filter(one => one.ready).map(({ kind }) => kind);
  return { apart: demand.apart, means, enough: wouldDo(ready, { account, proofs: [] }, demand, policy, 0) };
}

/** The desk asks for a gesture all the same: the report is hours old. */
function lacking(kind: ProofKind, { mfaRegistered }: Account): string | undefined {
  return kind === 'step-up' && mfaRegistered === false ? 'no method for it is registered, by the report' : undefined;
}

function ownMeans(kind: ProofKind, { account, enrolment }: Judgement): string | undefined {
  const { sspr, manager, phones, otherMails } = account;
  const listed = (all: readonly string[]) => (all.length > 0 ? all.join(', ') : undefined);
  switch (kind) {
    case 'step-up':
      return sspr === 'unknown' || sspr.methods.length === 0 ? undefined : `registered are ${sspr.methods.join(', ')}`;
    case 'vouch':
      return manager === 'unknown' ? undefined : manager?.name;
    case 'totp':
      return enrolment && `an app that counts from ${moment(enrolment.usableFrom)} on`;
    case 'call-back':
      return phones === 'unknown'
        ? undefined
        : listed(phones.map(({ number, kind: of }) => `${maskNumber(number)} (${of})`));
    case 'mail-code':
      return listed(otherMails.map(maskMail));
  }
}

function hindranceOf(code: RefusalCode, until: Instant | undefined): string {
  const words = HINDRANCES[code] ?? `refused: ${code}`;
  return until === undefined ? words : `${words}, until ${moment(until)}`;
}

function approvalOf(
  { policy, groupNames, approversGroup }: Known,
  { approvals, approverStepUp, tellAdmins }: Demand,
): Case['approval'] {
  const named = (id: string) => (groupNames[id] === undefined ? { id } : { id, name: groupNames[id] });
  return {
    approvers: approvals,
    stepUp: approverStepUp,
    groups: [named(approversGroup), ...policy.escalation.map(({ group, after }) => ({ ...named(group), after }))],
    guests: policy.guestApprovers,
    adminsTold: tellAdmins,
  };
}
