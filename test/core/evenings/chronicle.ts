// What happened on an evening, as the audit has it: by these names evenings are told apart.
import type { Bench } from '../a-desk.ts';

type Line = Bench['store']['lines'][number];

/** Every move as `state event`, and what is worth a name beyond that; each as often as it happened. */
export function chronicle({ store }: Bench): readonly string[] {
  const { lines } = store;
  const landed = lines.filter(({ event }) => event === 'land').map(({ request }) => store.find(request)?.person);
  const again = landed.filter(id => store.all().filter(row => row.person === id && row.landedAt).length > 1);
  return [
    ...lines.map(({ from, event }) => `${from} ${event}`),
    ...lines.flatMap(named),
    ...(new Set(landed).size > 1 ? ['both are helped'] : []),
    ...again.map(() => 'somebody is helped again'),
  ];
}

function named({ event, facts, from }: Line): readonly string[] {
  if (event === 'note')
    return [facts['busy'] === true ? 'an approval too many' : `${from}: ${facts['what'] ?? 'approved by one'}`];
  if (event === 'approve') return Number(facts['approvals']) > 1 ? ['approved by two'] : [];
  return event === 'recall' ? `${facts['asks']}`.split(' ').map(reason => `recalled for ${reason}`) : [];
}
