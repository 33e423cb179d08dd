// Who decides: the approvers' and admins' groups, those asked when nobody decides, and the groups that policy names.
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, type Finding, type Judging, known, seeFirst } from '../finding.ts';
import type { Deciding } from '../groups.ts';
import { ENTRA, listed, persons } from '../words.ts';
import { enough, whoCounts } from './enough.ts';

const GROUPS = `${ENTRA}, Groups`;

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
          ['inside', 'whether other groups lie in it', judgeInside],
        ] as const
      ).map(([what, lookedAt, judge]) => {
        const judging = about(`groups.${name}.${what}`, `${titleOf(name)}: ${lookedAt}`);
        return known(judging, looked, found => {
          if (found) return judge(found, judging, desk);
          return what === 'exists'
            ? judging.fail('There is no such group in this tenant.', mendId(name))
            : judging.unknown('There is no such group.', seeFirst(`groups.${name}.exists`));
        });
      }),
    ),
    enough(facts, desk),
    apart(desk),
    told(desk),
  ];
}

type Judge = (found: Deciding, judging: Judging, desk: Desk) => Finding;

const judgeExists: Judge = ({ group }, judging) => judging.pass(`"${group.displayName ?? group.id ?? ''}".`);

const judgePeople: Judge = ({ people, group }, judging, { policy }) => {
  const counted = whoCounts(people, policy);
  const guests = whoCounts(people, { ...policy, guestApprovers: true }).filter(one => !counted.includes(one));
  if (counted.length === 0)
    return judging.fail(
      'Nobody who could decide.',
      `${GROUPS}, "${group.displayName ?? ''}", Members: add who is to decide.`,
    );
  if (guests.length > 0)
    return judging.warn(
      `${listed(guests.map(nameOf))}: from another organization, whose word does not count here.`,
      `${GROUPS}, "${group.displayName ?? ''}", Members: remove them, or set guestApprovers in the policy file.`,
    );
  return judging.pass(`${persons(counted.length)}: ${listed(counted.map(nameOf))}.`);
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
        `or ${ENTRA}, Roles & admins, Admin units: a restricted management administrative unit with the group in it.`,
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

const judgeInside: Judge = ({ inside, group }, judging) =>
  inside.length > 0
    ? judging.warn(
        `${listed(inside.map(nameOf))}: whoever owns or may change a group inside it makes approvers, too.`,
        `${GROUPS}, "${group.displayName ?? ''}", Members: people alone; take the groups out.`,
      )
    : judging.pass('None.');

function apart({ approversGroup, adminsGroup }: Desk): Finding {
  const judging = about('groups.apart', 'Approvers and admins of the desk');
  return approversGroup === adminsGroup
    ? judging.warn(
        'One group is both: every approver may lift a freeze.',
        'Set ADMINS_GROUP_ID to a group of its own, for who runs the desk.',
      )
    : judging.pass('Two groups.');
}

function told({ policy: { escalation }, groupNames }: Desk): Finding {
  const judging = about('groups.told', 'Whether those who are asked when nobody decides hear of it');
  const unheard = escalation.filter(({ mail }) => mail === undefined).map(({ group }) => groupNames[group] ?? group);
  if (escalation.length === 0) return judging.pass('Nobody else is asked: the policy names no escalation.');
  return unheard.length > 0
    ? judging.warn(
        `${listed(unheard)}: only the thread in the helpdesk’s channel says that it is their turn, and they may not watch it.`,
        'Policy file, escalation: give the step a "mail", a list, a mailbox or an on-call service, such as "night-desk@contoso.com". Restart the bot.',
      )
    : judging.pass(`Each of ${escalation.length === 1 ? 'one step' : `${escalation.length} steps`} is written to.`);
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
