// Whether there are as many approvers as a request can come to need. One too few, and it ends undecided, whatever its person can prove.
import type { User } from '@microsoft/microsoft-graph-types';
import type { Policy } from '../../core/policy.ts';
import { mostApprovals } from '../../core/worst.ts';
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, type Finding, seeFirst } from '../finding.ts';
import { ENTRA, persons, span } from '../words.ts';

/** Those whose word counts here. */
export function whoCounts(people: readonly User[], { guestApprovers }: Policy): readonly User[] {
  return people.filter(
    ({ accountEnabled, userType }) => accountEnabled !== false && (guestApprovers || userType !== 'Guest'),
  );
}

/** Each once, with those of the escalation: they are asked before a request ends. */
export function enough(facts: Facts, { policy }: Desk): Finding {
  const judging = about('groups.enough', 'Whether as many can decide as a request can need');
  const groups = Object.entries(facts.groups.deciding).filter(([name]) => name !== 'admins');
  const counted = new Set(
    groups.flatMap(([, looked]) =>
      'value' in looked ? whoCounts(looked.value?.people ?? [], policy).map(({ id }) => id) : [],
    ),
  ).size;
  const most = mostApprovals(policy);
  if (counted >= most) return judging.pass(`${persons(counted)}; a request can need ${most}.`);
  const unseen = groups.find(([, looked]) => !('value' in looked && looked.value));
  if (unseen)
    return judging.unknown(
      `${persons(counted)} at least; a request can need ${most}.`,
      seeFirst(`groups.${unseen[0]}.exists`),
    );
  return judging.fail(
    `${persons(counted)}, and a request can need ${most}${whyMore(policy, most)}. It would end undecided.`,
    `${ENTRA}, Groups, the approvers’ group, Members: add who is to decide, until there are ${most}; or ask for fewer in the policy file: approvals, rules.`,
  );
}

function whyMore({ approvals, pairsWithin }: Policy, most: number): string {
  if (most > approvals + 1) return ', as a rule of the policy file asks';
  const two = most === 2 ? 'two where no second factor is registered or shields are up, and ' : '';
  return `: ${two}one more than usual where an approver meets the same person or voucher again within ${span(pairsWithin)}, or decides very often`;
}
