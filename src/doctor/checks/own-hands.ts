// What is particular to the model in which approvers reset with their own hands: who among them may, by Microsoft's own table.
import type { User } from '@microsoft/microsoft-graph-types';
import { resetRight } from '../../core/reset-rights.ts';
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, both, type Finding, type Judging, known } from '../finding.ts';
import type { Holder } from '../resetters.ts';
import { listed } from '../words.ts';
import { AUTHENTICATION, PRIVILEGED, ROLES } from './resetter.ts';

type Target = Parameters<typeof resetRight>[1];

const ORDINARY: Target = { roles: [], ownsRoleGroups: [], restricted: false };
const POWERFUL: Target = { ...ORDINARY, roles: ['Global Administrator'] };
/** People with power over others take two approvals, and each approver's own right. */
const TWO = 2;

/** Their own rights reset: an approver without the role is told so at the click, and the request waits for another. */
export function ownHandsChecks({ resetters, groups }: Facts, { policy }: Desk): readonly Finding[] {
  const check = (judging: Judging, target: Target, role: string, judge: typeof ordinary) =>
    known(judging, both(resetters, groups.deciding.approvers), ([holders, approvers]) => {
      if (!approvers) return judging.unknown('There is no approvers’ group.');
      const mend = `${ROLES}, ${role}, Add assignments: the approvers’ group (active, or eligible for a time).`;
      const may = (one: User) => resetRight(rolesOf(one, holders), target) === 'yes';
      return judge(judging, approvers.people.filter(may), approvers.people, mend);
    });
  const everybody = about('identity.approvers-role', 'Approvers who may reset with their own hands');
  const powerful = about('identity.approvers-power', 'Approvers who may reset people with power over others');
  return [
    check(everybody, ORDINARY, AUTHENTICATION, ordinary),
    ...(policy.privilegedTargets ? [check(powerful, POWERFUL, PRIVILEGED, privileged)] : []),
  ];
}

function ordinary(judging: Judging, able: readonly User[], all: readonly User[], mend: string): Finding {
  if (able.length === 0)
    return judging.fail('Nobody, as far as active assignments show: no approval can be carried out.', mend);
  const unable = all.filter(one => !able.includes(one)).map(({ displayName }) => displayName);
  return unable.length > 0
    ? judging.warn(`Not ${listed(unable)}: they may approve and cannot reset.`, mend)
    : judging.pass(`All ${able.length}.`);
}

function privileged(judging: Judging, able: readonly User[], _all: readonly User[], mend: string): Finding {
  const names = listed(able.map(({ displayName }) => displayName));
  return able.length < TWO
    ? judging.fail(`${able.length === 0 ? 'Nobody' : `Only ${names}`}: they are reset by two approvers who may.`, mend)
    : judging.pass(`${names}.`);
}

function rolesOf({ id }: User, holders: readonly Holder[]): readonly string[] {
  return holders.filter(({ person }) => person === id).map(({ role }) => role);
}
