// What is right in a policy file and still worth knowing: whom it leaves without a way, and what has run out.
import type { ReadPolicy } from '../../config/policy/read.ts';
import type { Instant } from '../../core/account.ts';
import { CALM, canBeMet, demandOf } from '../../core/demand.ts';
import { mostApprovals } from '../../core/worst.ts';
import { day } from './moments.ts';

export function notesOn({ policy, attested, groupNames }: ReadPolicy, now: Instant): readonly string[] {
  const account = { domain: 'managed', synced: false, groups: [], mfaRegistered: true } as const;
  const shields = demandOf({ account, verdict: {} }, policy, { ...CALM, shieldsUp: true });
  const most = mostApprovals(policy);
  const waves = attested.pilot ?? [];
  const open = waves.filter(({ from = 0, until = Number.POSITIVE_INFINITY }) => from <= now && now < until);
  return [
    ...(policy.proofs.includes('vouch')
      ? []
      : [
          'without "vouch" among proofs nobody can be helped who has no second factor, or for whom somebody else asks.',
        ]),
    ...(canBeMet(shields, policy)
      ? []
      : [
          `while shields are up nobody can prove enough${policy.proofs.includes('vouch') ? ' for themselves: one’s manager is one voucher, and it takes two' : ''}.`,
        ]),
    ...(most > 2
      ? [
          `a request can need ${most} different approvers, and with fewer it ends undecided. npm run doctor counts those there are.`,
        ]
      : []),
    ...policy.escalation.flatMap(({ group, mail }, index) =>
      mail === undefined
        ? [
            `escalation[${index}] has no mail: that it is the turn of ${groupNames[group] ?? group} stands in the thread of the helpdesk’s channel alone, which they may not watch. Name an address where they hear of it: "mail": "night-desk@contoso.com".`,
          ]
        : [],
    ),
    ...(policy.proofs.includes('mail-code')
      ? ['"mail-code" is a weak proof: whoever has the device usually has the mailbox.']
      : []),
    ...(waves.length > 0 && open.length === 0 ? ['no wave of the pilot is open today, so nobody is served.'] : []),
    ...(['ssprUnlock', 'writeback', 'ssprTwoMethods', 'ssprReconfirm', 'ssprNotices'] as const).flatMap(name => {
      const { until = Number.POSITIVE_INFINITY, by } = attested[name] ?? {};
      return until <= now ? [`attested.${name} by ${by} ran out on ${day(until - 1)}: it counts as unknown.`] : [];
    }),
  ];
}
