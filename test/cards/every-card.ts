// Every card in every state it can be in, named: what holds for all cards is tried on these.
import { approvalCard } from '../../cards/approval.ts';
import type { ApprovalView } from '../../cards/approval-view.ts';
import { consentCard } from '../../cards/consent.ts';
import { digitsCard } from '../../cards/digits.ts';
import { doneCard } from '../../cards/done.ts';
import { earlierCard } from '../../cards/earlier.ts';
import { enrolCard } from '../../cards/enrol.ts';
import { guidanceCard } from '../../cards/guidance.ts';
import { onBehalfCard } from '../../cards/on-behalf.ts';
import type { Rendered } from '../../cards/pieces.ts';
import { refusedCard } from '../../cards/refused.ts';
import { relockCard } from '../../cards/relock.ts';
import { shieldsCard } from '../../cards/shields.ts';
import { stepUpCard } from '../../cards/step-up.ts';
import { trackerCard } from '../../cards/tracker.ts';
import { troubleCard } from '../../cards/trouble.ts';
import { vouchCard } from '../../cards/vouch.ts';
import type { Words } from '../../locales/words.ts';
import { CALM, demandOf } from '../../src/core/demand.ts';
import type { Viewer } from '../../src/core/desk/view.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import type { ShieldsUp } from '../../src/core/ports.ts';
import type { Request } from '../../src/core/request.ts';
import { aRequest, EVERY_ROW, EVERY_STATE, inRow, MINUTE, MONA, NOW, RITA } from './a-request.ts';

export const URL_ = 'https://desk.example/tracker';
export const POLICY = DEFAULT_POLICY;

export type Shown = { readonly name: string; readonly request: Request; readonly draw: (words: Words) => Rendered };

const HOLDS = ['owner', 'hands', 'directory', 'network', 'pacing'] as const;
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
  'no-privileged-identity',
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
  [
    'resetting, unreached',
    aRequest('resetting', { attempt: { ...sent, ended: { at: NOW } } as NonNullable<typeof attempt> }),
  ],
  ['landed, open', aRequest('landed', { opened })],
  ['landed, handed over', aRequest('landed', { opened, handedOver: NOW })],
  ['expired, never filed', { ...aRequest('open'), state: 'expired' }],
  ['expired, untaken', { ...aRequest('landed'), state: 'expired' }],
  ['expired, unseen', { ...aRequest('landed', { opened }), state: 'expired' }],
  ['expired, approved', { ...aRequest('approved'), state: 'expired' }],
  ...(['locked', 'failed'] as const).map(
    ended =>
      [
        `frozen, ${ended}`,
        aRequest('frozen', { lockout: { number: 1, begunAt: NOW, correlation: 'c', nextAt: NOW, ended } }),
      ] as const,
  ),
  [
    'frozen, for somebody with the right to replace the password',
    aRequest('frozen', { lockout: { number: 0, begunAt: NOW, correlation: 'c', nextAt: NOW, waits: true } }),
  ],
  ['cancelled, was frozen', aRequest('cancelled', { frozenBy: MONA })],
  ...EVERY_ROW.map(row => [`refused, ${row}`, inRow('refused', row)] as const),
  ...[{ url: URL_, name: 'Okta' }, { url: URL_ }].map(link => {
    const request = inRow('refused', 'elsewhere');
    return ['refused, with a link', { ...request, verdict: { ...request.verdict, link } }] as const;
  }),
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
const OFFERED = (['unlock', 'unlock-perhaps', 'my-security-info', 'relock-list'] as const).map(
  offer => ({ ...able, said: 'locked', verdict: { ...able.verdict, offers: [offer] } }) as const,
);
/** What the diagnosis says to the helpdesk alone; a tenant has one way to write back, never both. */
const KNOWN = (['writeback-connect', 'writeback-cloud-sync'] as const).map(offer => {
  const request = aRequest('pending');
  return { ...request, verdict: { ...request.verdict, offers: ['sspr-off', offer] } } as const;
});
const spent: Request = aRequest('open', {
  challenges: aRequest('open').challenges.map(one => (one.kind === 'vouch' ? { ...one, spent: true } : one)),
});
const vouched: Request = { ...spent, proofs: aRequest('pending').proofs };

export function approvalOf(request: Request, over: Partial<Parameters<typeof approvalCard>[0]> = {}) {
  return (words: Words) =>
    approvalCard({ request, recent: [request], usWords: 'amber otter', now: NOW, policy: POLICY, ...over }, words);
}

const TOLD = { digits: '123456', until: NOW + 10 * MINUTE };
const DEMAND = demandOf(aRequest('pending'), POLICY, CALM);
const BY = { id: 'sue-id', name: 'Sue Stern' };
const SHIELDS: readonly ShieldsUp[] = [
  { since: NOW, until: NOW + 60 * MINUTE, why: 'Calls that ask for codes', by: BY },
  { since: NOW, until: NOW + 60 * MINUTE, why: 'breaker' },
  { since: NOW, until: NOW + 60 * MINUTE, why: 'repeated' },
];
const HANK = { id: 'hank-id', name: 'Hank Field', at: NOW - 5 * MINUTE };
const REASONS = [
  'privileged',
  'no-mfa',
  'shields',
  'by-another',
  'repeated-pair',
  'busy-approver',
  'often-reset',
  'rule:Wards',
] as const;
const REFUSALS = [
  'wrong-tenant',
  'not-an-approver',
  'membership-unreadable',
  'own-request',
  'you-vouched',
  'you-asked',
  'already-approved-by-you',
] as const;
const seen = (more: Partial<Viewer & { signIn: string }>) => ({
  viewer: { id: HANK.id, mayFreeze: true, mayLift: false, ...more },
});
const demanding = { demand: { ...DEMAND, approvals: 2, approverStepUp: true, why: ['policy', ...REASONS] } } as const;

/** What the helpdesk's card shows over and above the row, and to whom. */
const APPROVALS: readonly (readonly [string, Request, Partial<ApprovalView>])[] = [
  ['all there is to ask', aRequest('pending', demanding), {}],
  [
    'one of two',
    aRequest('pending', { ...demanding, approvals: [HANK] }),
    seen({ refused: 'already-approved-by-you' }),
  ],
  ['a fresh sign-in', aRequest('pending', demanding), seen({ signIn: URL_ })],
  ['a sign-in with their own hands', aRequest('pending'), seen({ signIn: URL_ })],
  ['own hands that were gone', aRequest('pending', { recalled: 'approver must sign in again' }), {}],
  ['claimed by its viewer', aRequest('pending', { claim: HANK, callWanted: HANK }), seen({})],
  ['claimed by another', aRequest('pending', { claim: { ...HANK, ...BY } }), seen({})],
  ['too little proved', aRequest('pending', { demand: DEMAND, proofs: [] }), {}],
  ['asked for by the desk', aRequest('pending', { onBehalf: { by: BY, as: 'desk' } }), {}],
  ['asked for by a manager', aRequest('pending', { onBehalf: { by: MONA, as: 'manager' } }), {}],
  ...(['spoken', 'in-person'] as const).map(
    how =>
      [
        `handing off, ${how}`,
        aRequest('approved', { onBehalf: { by: MONA, as: 'manager' } }),
        { joinUrl: URL_, ...seen({ join: TOLD, handOff: { how, code: 'amber otter 17', until: NOW } }) },
      ] as const,
  ),
  ['a call to make', aRequest('open'), { call: { number: '+49 151 2345678', words: 'amber otter' } }],
  ['to be lifted', aRequest('frozen'), seen({ mayLift: true, refused: 'not-an-approver' })],
  ...REFUSALS.map(refused => [`for ${refused}`, aRequest('pending'), seen({ refused })] as const),
  ...SHIELDS.map(shields => [`under shields, ${shields.why}`, aRequest('pending'), { shields }] as const),
  [
    'proved by everything',
    aRequest('pending', {
      proofs: (['totp', 'call-back', 'mail-code'] as const).map(kind => ({
        kind,
        custody: 'device',
        at: NOW - MINUTE,
      })),
    }),
    {},
  ],
];

export const EVERY_CARD: readonly Shown[] = [
  ...APPROVALS.map(([name, request, over]) => ({
    name: `approval: ${name}`,
    request,
    draw: approvalOf(request, over),
  })),
  ...([...SHIELDS, 'down'] as const).map(shields => ({
    name: 'shields',
    request: aRequest('pending'),
    draw: (words: Words) => shieldsCard({ shields, now: NOW }, words),
  })),
  ...REQUESTS.map(([name, request]) => ({ name: `approval: ${name}`, request, draw: approvalOf(request) })),
  ...KNOWN.map(request => ({
    name: `approval: ${request.verdict.offers.join(', ')}`,
    request,
    draw: approvalOf(request),
  })),
  {
    name: 'approval: two approvals wanted, with a past',
    request: aRequest('pending', { approvals: aRequest('approved').approvals }),
    draw: approvalOf(aRequest('pending', { approvals: aRequest('approved').approvals }), {
      policy: { ...POLICY, approvals: 2 },
      recent: [aRequest('completed', { id: 'r1' }), aRequest('denied', { id: 'r2' })],
    }),
  },
  ...REQUESTS.map(([name, request]) => ({
    name: `on behalf: ${name}`,
    request,
    draw: (words: Words) => onBehalfCard({ request, url: URL_, code: TOLD, sspr: URL_ }, words),
  })),
  {
    name: 'on behalf: the code was used',
    request: aRequest('open'),
    draw: (words: Words) => onBehalfCard({ request: aRequest('open'), url: URL_ }, words),
  },
  ...REQUESTS.map(([name, request]) => ({
    name: `tracker: ${name}`,
    request,
    draw: (words: Words) => trackerCard({ request, policy: POLICY, now: NOW, url: URL_ }, words),
  })),
  ...(
    [
      ['waiting', aRequest('open'), NOW],
      ['waiting, asked for by the desk', aRequest('open', { onBehalf: { by: BY, as: 'desk' } }), NOW],
      ['passed', vouched, NOW],
      ['passed and pending', { ...vouched, state: 'pending' }, NOW],
      ['waiting, for an authenticator', { ...aRequest('open'), purpose: 'enrol' }, NOW],
      ['passed, for an authenticator', { ...vouched, purpose: 'enrol' }, NOW],
      ['spent', spent, NOW],
      ['expired', aRequest('open'), NOW + 61 * MINUTE],
      ['cancelled', aRequest('cancelled', { proofs: [] }), NOW],
      ['frozen', aRequest('frozen'), NOW],
    ] as const
  ).map(([name, request, now]) => ({
    name: `vouch: ${name}`,
    request,
    draw: (words: Words) => vouchCard({ request, now, recent: [request], shieldsUp: true }, words),
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
  ...[able, inRow('guided', 'sspr', false), ...OFFERED].map(request => ({
    name: 'guidance',
    request,
    draw: (words: Words) => guidanceCard({ request, url: URL_, securityInfo: URL_ }, words),
  })),
  { name: 'trouble', request: aRequest('open'), draw: troubleCard },
  { name: 'relock', request: aRequest('guided'), draw: relockCard },
  { name: 'enrol', request: aRequest('open'), draw: words => enrolCard({ url: URL_ }, words) },
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
  { name: 'earlier', request: aRequest('pending'), draw: earlierCard },
  ...REQUESTS.filter(([, { state }]) => state === 'completed').map(([name, request]) => ({
    name: `done: ${name}`,
    request,
    draw: (words: Words) => doneCard({ request, securityInfo: URL_ }, words),
  })),
];
