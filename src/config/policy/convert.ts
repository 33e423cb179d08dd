// From what an admin wrote to what the desk works with: the policy it judges by, and what it is told about the directory.
import type { Attested } from '../../core/diagnosis.ts';
import { DEFAULT_POLICY, type Policy } from '../../core/policy.ts';
import type { Group } from './entries.ts';
import type { File } from './shape.ts';

export function policyOf(file: File): Policy {
  const own = Object.entries(given(file)).filter(([entry]) => entry in DEFAULT_POLICY);
  return {
    ...DEFAULT_POLICY,
    ...(Object.fromEntries(own) as Partial<Policy>),
    rules: (file.rules ?? []).map(({ groups, ...rule }) => ({
      ...given(rule),
      ...(groups ? { groups: idsOf(groups) } : {}),
    })),
    escalation: (file.escalation ?? []).map(({ group, ...step }) => ({ ...given(step), group: group.id })),
  };
}

/** `never` is what this file adds to the accounts that the settings name. */
export function attestedOf(file: File): Attested {
  const {
    never = {},
    pilot = [],
    otherSystems = [],
    stagedRollout = [],
    finishingLinks = {},
    instead = {},
    attested = {},
  } = file;
  const [names, accounts] = parted(never.accounts ?? [], account => account.includes('*'));
  const groups = idsOf(never.groups ?? []);
  return {
    never: accounts,
    ...(names.length + groups.length > 0 ? { impersonal: { groups, names } } : {}),
    ...(pilot.length > 0
      ? { pilot: pilot.map(({ group, name: _name, ...dates }) => ({ group: group.id, ...given(dates) })) }
      : {}),
    ...(otherSystems.length > 0
      ? { elsewhere: otherSystems.map(system => ({ ...system, group: system.group.id })) }
      : {}),
    ...(stagedRollout.length > 0 ? { stagedRollout: idsOf(stagedRollout) } : {}),
    ...(Object.keys(finishingLinks).length > 0 ? { updateUrls: finishingLinks } : {}),
    ...(Object.keys(instead).length > 0 ? { instead: given(instead) } : {}),
    ...given(attested),
    ...(file.privilegedTargets ? { privilegedTargets: true } : {}),
  };
}

/** What a group is called where it is named; a wave or system without such a name lends its own. */
export function groupNamesOf({
  rules = [],
  escalation = [],
  pilot = [],
  otherSystems = [],
  stagedRollout = [],
  never,
}: File) {
  const named: readonly Group[] = [
    ...[...pilot, ...otherSystems].map(({ name, group }) => ({ name, ...group })),
    ...rules.flatMap(({ groups = [] }) => groups),
    ...escalation.map(({ group }) => group),
    ...stagedRollout,
    ...(never?.groups ?? []),
  ];
  return Object.fromEntries(named.flatMap(({ id, name }) => (name === undefined ? [] : [[id, name]])));
}

function idsOf(groups: readonly Group[]): readonly string[] {
  return groups.map(({ id }) => id);
}

function parted<T>(values: readonly T[], is: (value: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [values.filter(is), values.filter(value => !is(value))];
}

type Given<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };

/** What is left out in the file is left out here, too, and not undefined. */
function given<T extends object>(value: T): Given<T> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Given<T>;
}
