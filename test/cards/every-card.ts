// Every card in every state it can be in, named: what holds for all cards is tried on these.
import { approvalCard } from '../../cards/approval.ts';
import { consentCard } from '../../cards/consent.ts';
import { digitsCard } from '../../cards/digits.ts';
import { doneCard } from '../../cards/done.ts';
import { guidanceCard } from '../../cards/guidance.ts';
import type { Rendered } from '../../cards/pieces.ts';
import { refusedCard } from '../../cards/refused.ts';
import { stepUpCard } from '../../cards/step-up.ts';
import { trackerCard } from '../../cards/tracker.ts';
import { vouchCard } from '../../cards/vouch.ts';
import type { Words } from '../../locales/words.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import type { Request } from '../../src/core/request.ts';
import { aRequest, EVERY_ROW, EVERY_STATE, inRow, MINUTE, MONA, NOW, RITA } from './a-request.ts';

export const URL_ = 'https://desk.example/tracker';
export const POLICY = DEFAULT_POLICY;

export type Shown = { readonly name: string; readonly request: Request; readonly draw: (words: Words) => Rendered };

const HOLDS = ['owner', 'hands', 'directory', 'pacing'] as const;
const EVIDENCE = ['signed-in', 'password-changed', 'said-so'] as const;
export const FAULTS = [
  'success-cloud-failure',
  'not-set-up',
  'admin-action-required',
  'connectivity',
  'policy',
  'writeback-off',
  'denied',
  'not-found',
  'bad-request',
  'throttled',
  'not-eligible',
  'unknown-outcome',
  'unknown',
  'a code of tomorrow',
] as const;

const opened = { session: 's', at: NOW - MINUTE };
const held = (why: (typeof HOLDS)[number]) => ({ hold: { why, since: NOW, until: NOW + 30 * MINUTE } });
const attempt = aRequest('resetting').attempt;
const { acceptedAt: _, ...sent } = attempt ?? { acceptedAt: 0 };

/** The ways a request can look, over and above its state. */
export const REQUESTS: readonly (readonly [string, Request])[] = [
  ...EVERY_STATE.map(state => [state, aRequest(state)] as const),
  ...EVERY_ROW.flatMap(row => [true, false].map(wb => [`pending, ${row}`, inRow('pending', row, wb)] as const)),
  ...HOLDS.map(why => [`approved, held for ${why}`, aRequest('approved', held(why))] as const),
  ...HOLDS.map(
    why => [`expired, held for ${why}`, { ...aRequest('approved', held(why)), state: 'expired' } as const] as const,
  ),
  ...FAULTS.map(code => [`failed: ${code}`, aRequest('failed', { failure: { code } })] as const),
  ...EVIDENCE.map(evidence => [`completed: ${evidence}`, aRequest('completed', { evidence })] as const),
  ['pending, nothing proved', aRequest('pending', { proofs: [] })],
  ['pending, one approval', aRequest('pending', { approvals: aRequest('approved').approvals })],
  ['pending, no manager', aRequest('pending', { account: { ...RITA, manager: null } })],
  ['pending, manager unreadable', aRequest('pending', { account: { ...RITA, manager: 'unknown' } })],
  ['resetting, not accepted', aRequest('resetting', { attempt: sent as NonNullable<typeof attempt> })],
  [
    'resetting, answer lost',
    aRequest('resetting', { attempt: { ...sent, unknownSince: NOW } as NonNullable<typeof attempt> }),
  ],
  ['landed, open', aRequest('landed', { opened })],
  ['landed, handed over', aRequest('landed', { opened, handedOver: NOW })],
  ['expired, never filed', { ...aRequest('open'), state: 'expired' }],
  ['expired, untaken', { ...aRequest('landed'), state: 'expired' }],
  ['expired, unseen', { ...aRequest('landed', { opened }), state: 'expired' }],
  ['expired, approved', { ...aRequest('approved'), state: 'expired' }],
  ['cancelled, was frozen', aRequest('cancelled', { frozenBy: MONA })],
  ...EVERY_ROW.map(row => [`refused, ${row}`, inRow('refused', row)] as const),
];

const METHODS = [
  'mobilePhone',
  'alternateMobilePhone',
  'officePhone',
  'email',
  'microsoftAuthenticatorPush',
  'softwareOneTimePasscode',
  'hardwareOneTimePasscode',
  'securityQuestion',
];
const able: Request = aRequest('guided', {
  account: { ...RITA, sspr: { capable: true, enabled: true, registered: true, methods: METHODS, asOf: NOW } },
});
const spent: Request = aRequest('open', {
  challenges: aRequest('open').challenges.map(one => (one.kind === 'vouch' ? { ...one, spent: true } : one)),
});
const vouched: Request = { ...spent, proofs: aRequest('pending').proofs };

export function approvalOf(request: Request, over: Partial<Parameters<typeof approvalCard>[0]> = {}) {
  return (words: Words) => approvalCard({ request, recent: [request], now: NOW, policy: POLICY, ...over }, words);
}

export const EVERY_CARD: readonly Shown[] = [
  ...REQUESTS.map(([name, request]) => ({ name: `approval: ${name}`, request, draw: approvalOf(request) })),
  {
    name: 'approval: two approvals wanted, with a past',
    request: aRequest('pending', { approvals: aRequest('approved').approvals }),
    draw: approvalOf(aRequest('pending', { approvals: aRequest('approved').approvals }), {
      policy: { ...POLICY, approvals: 2 },
      recent: [aRequest('completed', { id: 'r1' }), aRequest('denied', { id: 'r2' })],
    }),
  },
  ...REQUESTS.map(([name, request]) => ({
    name: `tracker: ${name}`,
    request,
    draw: (words: Words) => trackerCard({ request, policy: POLICY, now: NOW, url: URL_ }, words),
  })),
  ...(
    [
      ['waiting', aRequest('open'), NOW],
      ['passed', vouched, NOW],
      ['passed and pending', { ...vouched, state: 'pending' }, NOW],
      ['spent', spent, NOW],
      ['expired', aRequest('open'), NOW + 61 * MINUTE],
      ['cancelled', aRequest('cancelled', { proofs: [] }), NOW],
      ['frozen', aRequest('frozen'), NOW],
    ] as const
  ).map(([name, request, now]) => ({
    name: `vouch: ${name}`,
    request,
    draw: (words: Words) => vouchCard({ request, now }, words),
  })),
  ...([aRequest('open'), spent] as const).map(request => ({
    name: 'digits',
    request,
    draw: (words: Words) => digitsCard({ request }, words),
  })),
  {
    name: 'step-up',
    request: aRequest('open'),
    draw: words => stepUpCard({ request: aRequest('open'), url: URL_ }, words),
  },
  ...[true, false].map(wb => ({
    name: 'consent',
    request: inRow('open', 'cloud', wb),
    draw: (words: Words) => consentCard({ request: inRow('open', 'cloud', wb) }, words),
  })),
  ...[able, inRow('guided', 'sspr', false)].map(request => ({
    name: 'guidance',
    request,
    draw: (words: Words) => guidanceCard({ request, url: URL_ }, words),
  })),
  ...REQUESTS.filter(([, { state }]) => state === 'refused').flatMap(([name, request]) =>
    [
      [],
      [
        { title: 'Call the helpdesk', url: URL_ },
        { title: 'Home page', url: URL_ },
      ],
    ].map(links => ({
      name,
      request,
      draw: (words: Words) => refusedCard({ request, links }, words),
    })),
  ),
  ...REQUESTS.filter(([, { state }]) => state === 'completed').map(([name, request]) => ({
    name: `done: ${name}`,
    request,
    draw: (words: Words) => doneCard({ request }, words),
  })),
];
