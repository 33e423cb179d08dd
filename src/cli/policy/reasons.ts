// Why something is asked, and why something cannot be shown, in sentences for whoever keeps the desk.
import type { Config } from '../../config/config.ts';
import type { Account } from '../../core/account.ts';
import type { DemandReason } from '../../core/demand.ts';
import type { Rule } from '../../core/policy.ts';
import type { ShieldsUp } from '../../core/ports.ts';
import type { RefusalCode } from '../../core/refusals.ts';
import { moment } from './moments.ts';

type Situation = { readonly account: Pick<Account, 'groups'>; readonly shields?: ShieldsUp };

/** By themselves. */
const RAISED: Readonly<Record<string, string>> = {
  breaker: 'by themselves: too many resets at once',
  repeated: 'by themselves: one person or approver again and again',
};

/** One sentence a reason. */
export function reasonOf(
  reason: DemandReason,
  { policy, groupNames }: Pick<Config, 'policy' | 'groupNames'>,
  { account, shields }: Situation,
): string {
  switch (reason) {
    case 'policy':
      return `Everybody: proofs in ${policy.proofsApart} different hands, and ${approvers(policy.approvals)}.`;
    case 'privileged':
      return 'They have power over others: a gesture and a voucher, two approvers who each show a gesture, and all admins are told.';
    case 'no-mfa':
      return 'They have no second factor: somebody else’s word instead of one hand, and two approvers.';
    case 'shields':
      return `Shields are up${shields ? ` (${RAISED[shields.why] ?? shields.why}; until ${moment(shields.until)})` : ''}: only a gesture and a voucher count, two approvers, and nobody who has power over others.`;
    case 'by-another':
      return 'Somebody else asks for them: only a gesture and vouchers count.';
    case 'repeated-pair':
      return 'The same approver and person, or approver and voucher, met before: one approver more.';
    case 'busy-approver':
      return 'An approver decided very often of late: one approver more.';
    case 'often-reset':
      return `They were reset ${policy.resetsPerDay === 1 ? 'once' : `${policy.resetsPerDay} times`} or more within a day: only a gesture and a voucher count, and two approvers.`;
    case 'enrolment':
      return 'An authenticator app is to be set up: a gesture or a voucher, and nobody decides.';
    default: {
      const name = reason.slice('rule:'.length);
      const rule = policy.rules.find(one => one.name === name);
      return `Rule “${name}”, ${rule ? `${whom(rule, account, groupNames)}: ${asks(rule)}.` : 'which is no longer in the policy.'}`;
    }
  }
}

function whom({ groups, kinds }: Rule, account: Situation['account'], names: Config['groupNames']): string {
  const own = account.groups === 'unknown' ? undefined : account.groups.map(group => group.toLowerCase());
  const met = groups?.filter(group => own === undefined || own.includes(group.toLowerCase()));
  const parts = [
    ...(met
      ? [
          `of ${own === undefined ? 'groups that could not be read, among them ' : ''}${met.map(id => names[id] ?? id).join(', ')}`,
        ]
      : []),
    ...(kinds ? [`for ${kinds.join(', ')} accounts`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'for everybody';
}

function asks({ proofsApart, proofs, approvals, approverStepUp, tellAdmins }: Rule): string {
  return [
    ...(proofsApart === undefined ? [] : [`proofs in ${proofsApart} different hands`]),
    ...(proofs === undefined ? [] : [`only ${proofs.join(', ')} count${proofs.length === 1 ? 's' : ''}`]),
    ...(approvals === undefined ? [] : [approvers(approvals)]),
    ...(approverStepUp ? ['each approver shows a gesture'] : []),
    ...(tellAdmins ? ['admins are told'] : []),
  ].join('; ');
}

export function approvers(count: number): string {
  return count === 1 ? 'one approver' : `${count} approvers`;
}

/** What is in the way of a proof: in this person's case, the words are the admin's, not theirs. */
export const HINDRANCES: Readonly<Partial<Record<RefusalCode, string>>> = {
  'proof-switched-off': 'not switched on',
  'proof-too-new': 'changed too recently',
  'changes-unreadable': 'whether it changed recently could not be read',
  'step-up-not-covered': 'no enforced Conditional Access policy asks them for the authentication context',
  'step-up-unreadable': 'the Conditional Access policies could not be read, or cannot be judged for them',
  'no-manager': 'no manager in the directory',
  'voucher-not-suitable': 'the manager is disabled, an approver, or otherwise not somebody who may vouch',
  'no-number': 'no number in the directory',
  'no-other-address': 'no address in the directory but the locked mailbox',
  'not-enrolled': 'no authenticator app set up with the bot',
  'enrolment-too-new': 'set up too recently',
  'too-many-codes': 'too many codes of late',
  'directory-unavailable': 'what it rests on could not be read',
};
