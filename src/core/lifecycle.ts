// The law of a request's life: one table. What is not in it cannot happen; types and the drawing in docs/architecture.md follow it.

export const LIVE = ['open', 'guided', 'pending', 'approved', 'resetting', 'landed', 'frozen'] as const;
export const CLOSED = ['refused', 'denied', 'cancelled', 'expired', 'failed', 'completed'] as const;
export type State = (typeof LIVE)[number] | (typeof CLOSED)[number];

type Row = { readonly event: string; readonly from: readonly (State | 'nothing')[]; readonly to: State };

const rows = [
  { event: 'draft', from: ['nothing'], to: 'open' },
  { event: 'guide', from: ['open'], to: 'guided' },
  { event: 'refuse', from: ['open'], to: 'refused' },
  { event: 'resume', from: ['guided'], to: 'open' },
  { event: 'enrol', from: ['open'], to: 'completed' },
  { event: 'file', from: ['open'], to: 'pending' },
  { event: 'approve', from: ['pending'], to: 'approved' },
  { event: 'deny', from: ['pending'], to: 'denied' },
  { event: 'recall', from: ['approved'], to: 'pending' },
  { event: 'begin', from: ['approved'], to: 'resetting' },
  { event: 'requeue', from: ['resetting'], to: 'approved' },
  { event: 'land', from: ['resetting'], to: 'landed' },
  { event: 'fail', from: ['approved', 'resetting'], to: 'failed' },
  { event: 'finish', from: ['guided', 'landed'], to: 'completed' },
  { event: 'cancel', from: ['open', 'guided', 'pending', 'approved'], to: 'cancelled' },
  { event: 'expire', from: ['open', 'guided', 'pending', 'approved', 'landed'], to: 'expired' },
  {
    event: 'freeze',
    from: [
      ...(['open', 'guided', 'pending', 'approved', 'resetting', 'landed'] as const),
      ...(['refused', 'denied', 'cancelled', 'expired', 'failed', 'completed'] as const),
    ],
    to: 'frozen',
  },
  { event: 'lift', from: ['frozen'], to: 'cancelled' },
] as const satisfies readonly Row[];

export const LIFECYCLE: readonly Row[] = rows;

/** Everything that moves a request, and `note`: a commit that keeps the state and raises the version. */
export type Move = (typeof rows)[number]['event'];
export type Event = Move | 'note';

/** The state an event leads to, or undefined when it may not happen from there. */
export function step(from: State | 'nothing', event: Event): State | undefined {
  if (event === 'note') return from === 'nothing' ? undefined : from;
  const row = LIFECYCLE.find(candidate => candidate.event === event);
  return row?.from.includes(from) ? row.to : undefined;
}

export function isLive(state: State): boolean {
  return (LIVE as readonly State[]).includes(state);
}
