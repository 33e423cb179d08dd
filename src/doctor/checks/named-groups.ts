// What the policy file names: pilot waves first, for an empty one serves nobody; accounts that must be left alone; groups.
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, type Finding, known } from '../finding.ts';
import { count, day, ENTRA, listed } from '../words.ts';

export function namedGroupChecks(facts: Facts, desk: Desk): readonly Finding[] {
  const pilots = new Set((desk.attested.pilot ?? []).map(({ group }) => group));
  return [
    waves(facts, desk),
    never(facts),
    ...Object.entries(facts.groups.named).map(([id, looked]) => {
      const title = desk.groupNames[id] ?? id;
      const pilot = pilots.has(id);
      const judging = about(`policy.group.${id}`, `${pilot ? 'Pilot group' : 'Group of the policy file'} "${title}"`);
      return known(judging, looked, found => {
        if (!found)
          return judging.fail(
            'There is no such group: what the policy file says of it meets nobody.',
            `Policy file: replace ${id} by the object id of the group (${ENTRA}, Groups, the group, Overview).`,
          );
        if (!found.empty) return judging.pass(`"${found.name}" has people in it.`);
        const judge = pilot ? judging.fail : judging.warn;
        return judge(
          'It is empty.',
          `${ENTRA}, Groups, "${found.name}", Members: add people, or take it out of the policy file.`,
        );
      });
    }),
  ];
}

function never(facts: Facts): Finding {
  const judging = about('policy.never', 'Accounts that are never reset');
  return known(judging, facts.never, ({ named, nobody }) => {
    if (nobody.length > 0)
      return judging.warn(
        `Nobody is called ${listed(nobody)}: whoever was meant is reset like anybody else.`,
        `NEVER_RESET in the settings, or never in the policy file: the name as it stands in ${ENTRA}, Users, the user; or better the Object ID. Take out who has left.`,
      );
    return judging.pass(named === 0 ? 'None is named.' : `${count(named, 'account')}, and all are there.`);
  });
}

function waves({ now }: Facts, { attested }: Desk): Finding {
  const judging = about('policy.pilot', 'Whom the pilot serves today');
  const { pilot = [] } = attested;
  if (pilot.length === 0) return judging.pass('There is no pilot: everybody is served.');
  const open = pilot.filter(({ from = 0, until = Number.POSITIVE_INFINITY }) => from <= now && now < until);
  if (open.length > 0) return judging.pass(`Open: ${open.length} of ${count(pilot.length, 'wave')}.`);
  const next = Math.min(...pilot.map(({ from = 0 }) => from).filter(from => from > now));
  return judging.fail(
    `No wave is open today, so nobody is served${Number.isFinite(next) ? `; the next opens on ${day(next)}` : ''}.`,
    'Policy file, pilot: change the dates, or take the waves out to serve everybody.',
  );
}
