// Who decides: the approvers' and admins' groups, those asked when nobody decides, and the groups that policy names.
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, type Finding, type Judging, known } from '../finding.ts';
import type { Deciding } from '../groups.ts';
import { count, listed } from '../words.ts';

const GROUPS = 'Entra admin center, Groups';

export function groupChecks(facts: Facts, desk: Desk): readonly Finding[] {
  const { deciding } = facts.groups;
  return [
    ...Object.entries(deciding).flatMap(([name, looked]) =>
      (
        [
          ['exists', 'whether it is there', judgeExists],
          ['people', 'who is in it', judgePeople],
          ['guarded', 'who can change who is in it', judgeGuarded],
          ['dynamic', 'whether a rule fills it', judgeDynamic],
          ['owners', 'its owners', judgeOwners],
        ] as const
      ).map(([what, lookedAt, judge]) => {
        const judging = about(`groups.${name}.${what}`, `${titleOf(name)}: ${lookedAt}`);
        return known(judging, looked, found => {
          if (found) return judge(found, judging, desk, name);
          return what === 'exists'
            ? judging.fail('There is no such group in this tenant.', mendId(name))
            : judging.unknown('There is no such group.');
        });
      }),
    ),
    apart(desk),
  ];
}

type Judge = (found: Deciding, judging: Judging, desk: Desk, name: string) => Finding;

const judgeExists: Judge = ({ group }, judging) => judging.pass(`"${group.displayName ?? group.id ?? ''}".`);

const judgePeople: Judge = ({ people, group }, judging, { policy }, name) => {
  const able = people.filter(({ accountEnabled }) => accountEnabled !== false);
  const guests = able.filter(({ userType }) => userType === 'Guest');
  const counted = policy.guestApprovers ? able : able.filter(one => !guests.includes(one));
  const add = `${GROUPS}, "${group.displayName ?? ''}", Members: add who is to decide.`;
  if (counted.length === 0) return judging.fail('Nobody who could decide.', add);
  if (name === 'approvers' && counted.length < policy.approvals)
    return judging.fail(`${count(counted.length, 'person')}, and a reset needs ${policy.approvals} approvers.`, add);
  if (name === 'approvers' && counted.length === policy.approvals)
    return judging.warn(`${listed(counted.map(nameOf))} alone: nobody is left to decide about one of them.`, add);
  if (guests.length > 0 && !policy.guestApprovers)
    return judging.warn(
      `${listed(guests.map(nameOf))}: from another organization, whose word does not count here.`,
      `${GROUPS}, "${group.displayName ?? ''}", Members: remove them, or set guestApprovers in the policy file.`,
    );
  return judging.pass(
    `${count(counted.length, 'person').replace('persons', 'people')}: ${listed(counted.map(nameOf))}.`,
  );
};

const judgeGuarded: Judge = ({ group }, judging) => {
  if (group.onPremisesSyncEnabled)
    return judging.fail(
      'It comes from Active Directory: every admin of groups there could make approvers.',
      `Make a new group in the cloud, role-assignable (it cannot be changed later): ${GROUPS}, New group, "Microsoft Entra roles can be assigned to the group" = Yes.`,
    );
  return group.isAssignableToRole || group.isManagementRestricted
    ? judging.pass(group.isAssignableToRole ? 'Role-assignable.' : 'In a restricted management administrative unit.')
    : judging.fail(
        'Every Groups or User Administrator could make themselves an approver.',
        `${GROUPS}, New group, "Microsoft Entra roles can be assigned to the group" = Yes (it cannot be switched on later), then name it in the settings;`,
        'or Entra admin center, Roles & admins, Admin units: a restricted management administrative unit with the group in it.',
      );
};

const judgeDynamic: Judge = ({ group }, judging) =>
  (group.groupTypes ?? []).includes('DynamicMembership')
    ? judging.fail(
        'It is: whoever can edit a department or a title makes approvers.',
        `${GROUPS}, "${group.displayName ?? ''}", Properties, Membership type: Assigned.`,
      )
    : judging.pass('Members are assigned.');

const judgeOwners: Judge = ({ owners, group }, judging) => {
  const odd = owners.filter(({ accountEnabled, userType }) => accountEnabled === false || userType === 'Guest');
  return odd.length > 0
    ? judging.warn(
        `${listed(odd.map(nameOf))}: disabled, or from another organization, and may add members.`,
        `${GROUPS}, "${group.displayName ?? ''}", Owners: remove them.`,
      )
    : judging.pass(
        owners.length === 0
          ? 'None.'
          : `${listed(owners.map(nameOf), 20)}: each may add members. Are they all known to you?`,
      );
};

function apart({ approversGroup, adminsGroup }: Desk): Finding {
  const judging = about('groups.apart', 'Approvers and admins of the desk');
  return approversGroup === adminsGroup
    ? judging.warn(
        'One group is both: every approver may lift a freeze.',
        'Set ADMINS_GROUP_ID to a group of its own, for who runs the desk.',
      )
    : judging.pass('Two groups.');
}

function titleOf(name: string): string {
  if (name === 'approvers') return 'Approvers’ group';
  return name === 'admins' ? 'Admins’ group' : `Group asked in step ${name.replace(/\D/g, '')} of the escalation`;
}

function mendId(name: string): string {
  const where = { approvers: 'APPROVERS_GROUP_ID', admins: 'ADMINS_GROUP_ID' }[name] ?? 'escalation in the policy file';
  return `${GROUPS}, the group, Overview: its Object ID; set it as ${where}.`;
}

function nameOf({
  displayName,
  userPrincipalName,
}: {
  displayName?: string | null;
  userPrincipalName?: string | null;
}) {
  return displayName ?? userPrincipalName ?? 'unnamed';
}
