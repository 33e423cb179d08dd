// What is particular to two models: approvers who reset with their own hands, and a second account for people with power over others.
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, both, type Finding, known } from '../finding.ts';
import { listed } from '../words.ts';
import { AUTHENTICATION, PRIVILEGED, signInChecks } from './identity.ts';

const ROLES = 'Entra admin center, Roles & admins';

/** Their own rights reset: an approver without the role is told so at the click, and the request waits for another. */
export function approverModelChecks({ resetters, groups }: Facts): readonly Finding[] {
  const judging = about('identity.approvers-role', 'Approvers who may reset with their own hands');
  const mend = `${ROLES}, ${AUTHENTICATION}, Add assignments: the approvers’ group (active, or eligible for a time).`;
  return [
    known(judging, both(resetters, groups.deciding.approvers), ([assignments, approvers]) => {
      if (!approvers) return judging.unknown('There is no approvers’ group.');
      const holders = assignments.map(({ principalId }) => principalId);
      if (holders.includes(approvers.group.id)) return judging.pass('All: the role is the group’s.');
      const able = approvers.people.filter(({ id }) => holders.includes(id));
      if (able.length === 0)
        return judging.fail(
          'Nobody, as far as active assignments of their own show: no approval can be carried out.',
          mend,
        );
      const unable = approvers.people.filter(one => !able.includes(one)).map(one => one.displayName);
      return unable.length > 0
        ? judging.warn(`Not ${listed(unable)}: they may approve and cannot reset.`, mend)
        : judging.pass(`All ${able.length}.`);
    }),
  ];
}

export function privilegedIdentityChecks(
  { privileged, privilegedHands, now }: Facts,
  { hands }: Desk,
): readonly Finding[] {
  const account = hands.privilegedAccount ?? '';
  const enabled = about('privileged.enabled', `${account}: whether it may sign in`);
  const role = about('privileged.role', `${account}: its roles`);
  const missing =
    'Set HANDS_PRIVILEGED_ACCOUNT to its user principal name or object id, then npm run connect -- privileged.';
  return [
    known(enabled, privileged, identity => {
      if (!identity) return enabled.fail('Nobody of that name is in this tenant.', missing);
      return identity.user.accountEnabled === false
        ? enabled.fail(
            'It is blocked: nobody with power over others can be reset.',
            'Entra admin center, Users, the account, Properties, Settings: Account enabled.',
          )
        : enabled.pass('It may.');
    }),
    known(role, privileged, identity => {
      const names = (identity?.assignments ?? []).map(({ roleDefinition }) => roleDefinition?.displayName ?? 'unnamed');
      const others = names.filter(name => name !== PRIVILEGED);
      if (!names.includes(PRIVILEGED))
        return role.fail(
          `${names.length === 0 ? 'None' : listed(names)}: it cannot reset them.`,
          `${ROLES}, ${PRIVILEGED}, Add assignments: the account, active.`,
        );
      return others.length > 0
        ? role.warn(`Also ${listed(others)}: more than it needs.`, `${ROLES}: remove it from ${listed(others)}.`)
        : role.pass(`${PRIVILEGED}: the least that serves.`);
    }),
    ...signInChecks('privileged', privilegedHands, now, 'npm run connect -- privileged'),
  ];
}
