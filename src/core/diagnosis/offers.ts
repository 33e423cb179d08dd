// What is shown beside the road, before it or after it. None of it is promised: the directory's evidence decides whether it worked.

import { within } from './closed.ts';
import { READS, type Rest } from './rests.ts';
import { isFresh, unlocks } from './roads.ts';
import type { Situation } from './situation.ts';

const HOUR = 3_600_000;

/** What the road already decided, as far as offers turn on it. */
type Decided = {
  readonly route: 'sspr' | 'helpdesk';
  readonly finish: string;
  readonly updateUrl?: string;
  readonly privileged?: true;
};

type OfferRow = {
  readonly offer: string;
  readonly means: string;
  readonly next: string;
  readonly rests: readonly Rest[];
  /** To the person before the road or after it, or to the approver beside the facts. */
  readonly shown: 'before' | 'after' | 'helpdesk';
  readonly when: (situation: Situation, decided: Decided) => boolean;
};

export const offers = [
  {
    offer: 'relock-list',
    means: 'The password changed within the last hour',
    next: 'Where the old one may still be stored: a device that keeps trying it locks the account again.',
    rests: [READS.user, 'own records'],
    shown: 'before',
    when: ({ account, history, now }) =>
      [account.passwordChangedAt, history?.resetAt].some(at => at !== 'unknown' && within(at, HOUR, now)),
  },
  {
    offer: 'my-security-info',
    means: 'Has a second factor and signs in at Microsoft',
    next: 'Somewhere still signed in, My Security Info can change the password without the old one.',
    rests: [READS.report, 'asked'],
    shown: 'before',
    when: ({ account, said }, { finish }) =>
      account.mfaRegistered === true && finish === 'microsoft' && (said === undefined || said === 'forgot'),
  },
  {
    offer: 'change-there',
    means: 'Says the password has expired, and there is a page that changes it with the old one',
    next: 'That page: nobody else is needed.',
    rests: ['asked', READS.federation],
    shown: 'before',
    when: ({ said }, { updateUrl }) => said === 'expired' && updateUrl !== undefined,
  },
  {
    offer: 'unlock',
    means: 'Locked, can use SSPR, and an admin attested that it unlocks',
    next: 'Unlocking there; the password stays as it is.',
    rests: ['asked', READS.report, 'attested by admin'],
    shown: 'before',
    when: (situation, { route }) => situation.said === 'locked' && route === 'sspr' && unlocks(situation) === true,
  },
  {
    offer: 'unlock-perhaps',
    means: 'Locked and can use SSPR, and nobody attested whether it unlocks',
    next: 'Unlocking there, if the page offers it.',
    rests: ['asked', READS.report],
    shown: 'before',
    when: (situation, { route }) => situation.said === 'locked' && route === 'sspr' && unlocks(situation) === 'unknown',
  },
  {
    offer: 'sspr-perhaps',
    means: 'The SSPR report is missing, or older than 36 hours and says they can',
    next: 'SSPR may work for them; the desk is asked all the same.',
    rests: [READS.report],
    shown: 'before',
    when: ({ account: { sspr }, now }, { route, privileged }) =>
      route === 'helpdesk' && !privileged && (sspr === 'unknown' || (sspr.capable && !isFresh(sspr, now))),
  },
  {
    offer: 'register-afterwards',
    means: 'Allowed to use SSPR, but not enough methods registered',
    next: 'A nudge to register, once they are back in.',
    rests: [READS.report],
    shown: 'after',
    when: ({ account: { sspr } }) => sspr !== 'unknown' && sspr.enabled && !sspr.registered,
  },
  {
    offer: 'sspr-off',
    means: 'Not allowed to use SSPR',
    next: 'Nothing to try; the approver knows why they ask.',
    rests: [READS.report],
    shown: 'helpdesk',
    when: ({ account: { sspr } }) => sspr !== 'unknown' && !sspr.enabled,
  },
  {
    offer: 'writeback-connect',
    means: 'Synced, and the newest audited reset was written back by Entra Connect',
    next: 'Trouble is looked for on its server.',
    rests: [READS.user, READS.audit],
    shown: 'helpdesk',
    when: ({ account }) => account.synced === true && account.hybridAgent === 'connect',
  },
  {
    offer: 'writeback-cloud-sync',
    means: 'Synced, and the newest audited reset was written back by cloud sync',
    next: 'Trouble is looked for at its agents.',
    rests: [READS.user, READS.audit],
    shown: 'helpdesk',
    when: ({ account }) => account.synced === true && account.hybridAgent === 'cloud-sync',
  },
] as const satisfies readonly OfferRow[];
