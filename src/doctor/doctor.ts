// The doctor: every check over what was read. Judges only; changes nothing.
import { attestedChecks } from './checks/attested.ts';
import { canaryChecks } from './checks/canary.ts';
import { deskChecks } from './checks/desk.ts';
import { federationChecks } from './checks/federation.ts';
import { groupChecks } from './checks/groups.ts';
import { hybridChecks } from './checks/hybrid.ts';
import { identityChecks } from './checks/identity.ts';
import { namedGroupChecks } from './checks/named-groups.ts';
import { onPremisesChecks } from './checks/on-premises.ts';
import { ownHandsChecks } from './checks/own-hands.ts';
import { permissionChecks } from './checks/permissions.ts';
import { registrationChecks } from './checks/registrations.ts';
import { accountsOf, idlePower } from './checks/resetter.ts';
import { secretChecks } from './checks/secrets.ts';
import { selfServiceChecks } from './checks/self-service.ts';
import { stepUpChecks } from './checks/step-up.ts';
import type { Desk } from './desk.ts';
import type { Facts } from './facts.ts';
import type { Finding, Verdict } from './finding.ts';
import type { OnPremises } from './on-premises/result.ts';

export type Section = { readonly title: string; readonly findings: readonly Finding[] };
export type Report = {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The worst of all: `unknown` is worse than a warning only where nothing warns. */
  readonly verdict: Verdict;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly sections: readonly Section[];
};

/** @param onPremises what the script found on the other side, if it was run */
export function examine(facts: Facts, desk: Desk, onPremises?: OnPremises): Report {
  const sections: readonly Section[] = [
    { title: 'App registrations', findings: registrationChecks(facts, desk) },
    { title: 'Secrets and certificates', findings: secretChecks(facts) },
    { title: 'Permissions', findings: permissionChecks(facts, desk) },
    { title: 'Whose hands reset', findings: handsChecks(facts, desk) },
    { title: 'Who decides', findings: groupChecks(facts, desk) },
    { title: 'Pilot and policy', findings: namedGroupChecks(facts, desk) },
    { title: 'Step-up', findings: stepUpChecks(facts, desk) },
    { title: 'Self-service and licences', findings: selfServiceChecks(facts, desk) },
    { title: 'Attested', findings: attestedChecks(facts, desk) },
    { title: 'Hybrid', findings: [...hybridChecks(facts, desk), ...canaryChecks(facts, desk)] },
    { title: 'Federation', findings: federationChecks(facts, desk) },
    { title: 'On premises', findings: onPremisesChecks(facts, onPremises) },
    { title: 'The desk itself', findings: deskChecks(facts, desk) },
  ].filter(({ findings }) => findings.length > 0);
  const all = sections.flatMap(({ findings }) => findings);
  const of = (verdict: Verdict) => all.filter(finding => finding.verdict === verdict).length;
  const counts = { pass: of('pass'), warn: of('warn'), fail: of('fail'), unknown: of('unknown') };
  return { at: new Date(facts.now).toISOString(), verdict: worst(counts), counts, sections };
}

function handsChecks(facts: Facts, desk: Desk): readonly Finding[] {
  return desk.hands.model === 'approver'
    ? ownHandsChecks(facts, desk)
    : [...accountsOf(desk).flatMap(resetter => identityChecks(facts, resetter)), idlePower(desk)];
}

function worst(counts: Readonly<Record<Verdict, number>>): Verdict {
  const order: readonly Verdict[] = ['fail', 'warn', 'unknown'];
  return order.find(verdict => counts[verdict] > 0) ?? 'pass';
}
