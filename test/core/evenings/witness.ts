// Whoever stands by and writes down what people really did. The desk's own rows are held against it, and never copied into it.
import type { World } from '../../../src/core/ports.ts';

const TEN_MINUTES = 600_000;

/** A press of "approve". `busy`: it came when this approver had decided as often as is good within ten minutes. */
export type Click = {
  readonly request: string;
  readonly who: string;
  readonly step: number;
  readonly gesture: boolean;
  readonly busy: boolean;
};

type Showing = { readonly kind: string; readonly by?: { readonly id: string } };
export type Witness = ReturnType<typeof aWitness>;

export function aWitness(world: World, limits: { readonly decisionsPer10Minutes: number }) {
  const shown = new Set<string>();
  const clicks: Click[] = [];
  const decisions = new Map<string, number[]>();
  const failed = new Map<string, number[]>();
  const wrongs: string[] = [];
  /** Step by step, whoever was of the desk at any moment of it. */
  const desks: Set<string>[] = [];

  const step = () => desks.length - 1;
  const proofOf = (request: string, { kind, by }: Showing) => `${request} ${kind} ${by?.id ?? ''}`;

  return {
    wrongs,
    step,
    nextStep: (approvers: Iterable<string>) => void desks.push(new Set(approvers)),
    joinsTheDesk: (who: string) => void desks.at(-1)?.add(who),
    isOfTheDesk: (who: string, at = step()) => desks[at]?.has(who) === true,
    wrong: (what: string) => void wrongs.push(what),

    /** Somebody gives the right answer for this very request. Whether it is taken is the desk's to say. */
    shows: (request: string, proof: Showing) => void shown.add(proofOf(request, proof)),
    wasShown: (request: string, proof: Showing) => shown.has(proofOf(request, proof)),

    /** Somebody decides, on whatever request, and whether or not it is theirs to decide. */
    decides(who: string, approving?: { readonly request: string; readonly gesture: boolean }): void {
      const now = world.now();
      const ofLate = (decisions.get(who) ?? []).filter(at => at > now - TEN_MINUTES);
      const busy = ofLate.length >= limits.decisionsPer10Minutes;
      decisions.set(who, busy ? ofLate : [...ofLate, now]);
      if (approving) clicks.push({ ...approving, who, step: step(), busy });
    },
    /** Before the evening began. */
    hadApproved: (request: string, who: string) =>
      void clicks.push({ request, who, step: step(), gesture: true, busy: false }),
    clicksOn: (request: string, who: string) => clicks.filter(one => one.request === request && one.who === who),

    /** A wrong answer was heard: compared, and found wrong. An evening is shorter than the day it counts for. */
    fails: (person: string) => void failed.set(person, [...(failed.get(person) ?? []), step()]),
    failures: (person: string) => failed.get(person)?.length ?? 0,
    failuresBefore: (person: string) => (failed.get(person) ?? []).filter(at => at < step()).length,
  };
}
