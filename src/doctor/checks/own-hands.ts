// What is particular to the model in which approvers reset with their own hands.
import type { Facts } from '../facts.ts';
import { about, both, type Finding, known } from '../finding.ts';
import { listed } from '../words.ts';
import { AUTHENTICATION, ROLES } from './resetter.ts';

/** Their own rights reset: an approver without the role is told so at the click, and the request waits for another. */
export function ownHandsChecks({ resetters, groups }: Facts): readonly Finding[] {
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
