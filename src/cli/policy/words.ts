// An explanation as a page of plain text for the terminal.
import type { ProofKind } from '../../core/proof.ts';
import type { Case, GroupAsked, Means } from './case.ts';
import type { Explanation } from './explanation.ts';
import { moment, span } from './moments.ts';
import { approvers } from './reasons.ts';
import type { Refusal } from './refusal.ts';

const KINDS: Readonly<Record<ProofKind, string>> = {
  'step-up': 'a fresh passwordless sign-in',
  vouch: 'somebody else’s word, their manager’s first',
  totp: 'a code of an authenticator app set up with the bot',
  'call-back': 'words the desk says on a number of record',
  'mail-code': 'a code sent to another address of theirs',
};
const HANDS = { device: 'their device', 'fresh-gesture': 'themselves, now', person: 'another person' } as const;

export function written(explanation: Explanation): string {
  const { person, diagnosis, shown, proofs, approval, why, refusal, unreadable } = explanation;
  const sections: readonly Section[] = [
    [
      `${person.name} (${person.upn})`,
      [
        ...(diagnosis.route === 'refused' ? ['Not served here.'] : []),
        `${diagnosis.means}. [${diagnosis.row}]`,
        `Where that leads: ${diagnosis.next}`,
        ...(diagnosis.link
          ? [`Sent to: ${diagnosis.link.name ? `${diagnosis.link.name}, ` : ''}${diagnosis.link.url}`]
          : []),
        ...shown.map(({ offer, means, next }) => `Also: ${means}. ${next} [${offer}]`),
      ],
    ],
    ...(refusal ? refusalSections(refusal) : []),
    ['Self-service reset (SSPR)', ssprLines(explanation)],
    ...(proofs ? ([['What they would have to prove', proofLines(proofs)]] as const) : []),
    ...(approval ? ([['Who could approve', approvalLines(approval)]] as const) : []),
    ...(why.length > 0 ? [dashed('Why', why)] : []),
    ...(unreadable.length > 0
      ? ([['Could not be read, or was noticed on the way', [unreadable.join(', ')]]] as const)
      : []),
  ];
  return `${sections.map(([title, lines]) => [title, ...lines.map(line => `  ${line}`)].join('\n')).join('\n\n')}\n`;
}

type Section = readonly [title: string, lines: readonly string[]];

function dashed(title: string, lines: readonly string[]): Section {
  return [title, lines.map(line => `- ${line}`)];
}

function refusalSections({ because, now, switch: switched }: Refusal): readonly Section[] {
  return [
    ...(because.length > 0 ? [dashed('Why not', because)] : []),
    ...(now.length > 0 ? [dashed('What to do now', now)] : []),
    ...(switched
      ? [dashed('The switch that would let them be served', switched.is), ...ifServedSections(switched.ifOn)]
      : []),
  ];
}

function ifServedSections(ifOn: NonNullable<Refusal['switch']>['ifOn']): readonly Section[] {
  if ('still' in ifOn) return [dashed('If it were on', [`They would be refused all the same: ${ifOn.still}.`])];
  return [
    ['If it were on: what they would have to prove', proofLines(ifOn.proofs)],
    ['If it were on: who could approve', approvalLines(ifOn.approval)],
    dashed('If it were on: why', ifOn.why),
  ];
}

function ssprLines({ sspr, diagnosis, proofs }: Explanation): readonly string[] {
  const methods = sspr.methods.length > 0 ? sspr.methods.join(', ') : 'none';
  const told = `Registered methods: ${methods}${sspr.asOf === undefined ? '' : `, by a report of ${moment(sspr.asOf)}`}.`;
  if (sspr.capable === 'unknown')
    return ['Microsoft’s report could not be read, or has no line for them: nobody can tell.'];
  if (diagnosis.route === 'sspr')
    return [
      'They are sent there first, and need to prove nothing here: SSPR asks for itself. What follows is asked if that does not work.',
      told,
    ];
  if (!sspr.capable) return ['They cannot use it: not enabled for them, or not enough methods registered.', told];
  return [proofs ? 'They could perhaps use it; this desk is asked all the same.' : 'They could perhaps use it.', told];
}

function proofLines({ apart, means, enough }: Case['proofs']): readonly string[] {
  return [
    apart === 1
      ? 'One proof is enough. In this order:'
      : `Proofs in ${apart} different hands; what one device holds counts once. In this order:`,
    ...means.flatMap(lineOf),
    enough
      ? 'With what they have now they could do it.'
      : 'With what they have now they could NOT do it: the bot would lead them to the helpdesk.',
  ];
}

function lineOf({ kind, hand, required, ready, with: own, hindrance }: Means): readonly string[] {
  const must = required ? '; must be shown' : '';
  const how = ready ? `can${own ? `: ${own}` : ''}` : `cannot: ${hindrance ?? 'not now'}`;
  return [`${ready ? '+' : '-'} ${kind}: ${KINDS[kind]} (held by ${HANDS[hand]}${must})`, `    ${how}`];
}

function approvalLines({ approvers: count, stepUp, groups, guests, adminsTold }: Case['approval']): readonly string[] {
  const [first, ...later] = groups;
  return [
    `${count === 1 ? 'One approver' : `${count} different approvers`} of ${nameOf('the approvers’ group', first)}.`,
    ...later.map(group => `After ${span(group.after ?? 0)} also of ${nameOf('the group', group)}.`),
    `Never they themselves, whoever vouched, or whoever asked for them; guests ${guests ? 'may' : 'may not'}.`,
    ...(stepUp ? [`Each of the ${approvers(count)} shows a fresh passwordless gesture.`] : []),
    ...(adminsTold ? ['Admins are told when it is filed.'] : []),
  ];
}

function nameOf(what: string, group: GroupAsked | undefined): string {
  if (!group) return what;
  return `${what} ${group.name === undefined ? group.id : `“${group.name}” (${group.id})`}`;
}
