// What is written correctly and cannot be meant: rules that ask for less, that contradict themselves, or that nobody could ever meet.
import { CALM, canBeMet, type Demand, demandOf } from '../../core/demand.ts';
import type { Policy, Rule } from '../../core/policy.ts';

/** One sentence a mistake, each beginning with its place; empty when the policy makes sense. */
export function nonsense(policy: Policy): readonly string[] {
  const single = [
    // The reminder is looked at first, so a later one would put off the end as well.
    ...(policy.reminderAfter >= policy.pendingFor ? ['reminderAfter must be shorter than pendingFor'] : []),
    ...again(policy.rules.map(({ name }) => name.toLowerCase())).map(
      index => `rules[${index}].name stands there twice: each rule needs a name of its own`,
    ),
    ...policy.rules.flatMap((rule, index) => rulesTroubles(rule, `rules[${index}]`, policy)),
    ...escalationTroubles(policy),
  ];
  return single.length > 0 ? single : impossible(policy);
}

function rulesTroubles(rule: Rule, at: string, policy: Policy): readonly string[] {
  const { name, groups: _groups, kinds: _kinds, ...asked } = rule;
  const less = (['proofsApart', 'approvals'] as const).filter(entry => (rule[entry] ?? policy[entry]) < policy[entry]);
  const off = (rule.proofs ?? []).filter(kind => !policy.proofs.includes(kind));
  return [
    ...(Object.keys(asked).length === 0
      ? [`${at} (“${name}”) asks for nothing: say what it asks, or take it out`]
      : []),
    ...less.map(
      entry => `${at}.${entry} asks for less than everybody’s ${policy[entry]}: rules only ever ask for more`,
    ),
    ...off.map(kind => `${at}.proofs names "${kind}", which is not switched on: add it to proofs, or take it out here`),
  ];
}

function escalationTroubles({ escalation, pendingFor }: Policy): readonly string[] {
  return [
    ...escalation.flatMap(({ after }, index) => {
      const at = `escalation[${index}].after`;
      if (after >= pendingFor) return [`${at} must be shorter than pendingFor: by then the request has ended`];
      return after <= (escalation[index - 1]?.after ?? 0) ? [`${at} must be later than the step before it`] : [];
    }),
    ...again(escalation.map(({ group }) => group)).map(
      index => `escalation[${index}].group is asked before: once is enough`,
    ),
  ];
}

/** Where those stand that stood there before. */
export function again(values: readonly string[]): readonly number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}

/** What even somebody with every means could never show. */
function impossible(policy: Policy): readonly string[] {
  const everybody = demandFor(policy, []);
  if (!canBeMet(everybody, policy)) return [`proofs: ${short(everybody)}; switch on one that is held elsewhere`];
  const alone = policy.rules.flatMap(({ kinds: _kinds, ...open }, index) => {
    const demand = demandFor(policy, [open]);
    return canBeMet(demand, policy) ? [] : [`rules[${index}] (“${open.name}”) can never be met: ${short(demand)}`];
  });
  if (alone.length > 0) return alone;
  if (policy.privilegedTargets && !canBeMet(demandFor(policy, [], {}, true), policy))
    return ['privilegedTargets needs both "step-up" and "vouch" among proofs, and proofsApart 2'];
  return together(policy);
}

const HOMES = [
  { domain: 'federated', synced: true },
  { domain: 'managed', synced: true },
  { domain: 'managed', synced: false },
] as const;

/** Groups may overlap, so all rules that could meet one account are taken together. The first such account is told: mending it often mends the rest. */
function together(policy: Policy): readonly string[] {
  const troubles = HOMES.flatMap(home =>
    [false, ...(policy.privilegedTargets ? [true] : [])].flatMap(privileged => {
      const demand = demandFor(policy, policy.rules, home, privileged);
      if (canBeMet(demand, policy)) return [];
      const names = demand.why.flatMap(why => (why.startsWith('rule:') ? [`“${why.slice('rule:'.length)}”`] : []));
      return [`rules: whom ${names.join(' and ')} meet at once can never prove it: ${short(demand)}`];
    }),
  );
  return troubles.slice(0, 1);
}

/** Groups that were not read meet every rule. */
function demandFor(
  policy: Policy,
  rules: readonly Rule[],
  home: Partial<(typeof HOMES)[number]> = {},
  privileged = false,
): Demand {
  const account = {
    domain: 'unknown',
    synced: 'unknown',
    ...home,
    groups: 'unknown',
    mfaRegistered: 'unknown',
  } as const;
  return demandOf({ account, verdict: privileged ? { privileged: true } : {} }, { ...policy, rules }, CALM);
}

function short({ apart, kinds }: Demand): string {
  return `with ${kinds.length > 0 ? kinds.join(', ') : 'no kind of proof that all of them count'} nobody can show proofs in ${apart} different hands`;
}
