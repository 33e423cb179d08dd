// The rules of the demo company, as its admins would write them: every road is open, and waits of days are seconds.
import { writeFileSync } from 'node:fs';
import { GROUPS } from '../company.ts';
import { CHANGE } from '../ping/ping.ts';

const named = ({ id, displayName }: (typeof GROUPS)[keyof typeof GROUPS]) => `${id} ${displayName}`;

/** Names and durations as in env/policy.example.json. */
const QUARTER = 90 * 24 * 3_600_000;

const companyPolicy = (origin: string) => ({
  proofs: ['step-up', 'vouch', 'totp', 'call-back', 'mail-code'],
  enrolmentSettles: '1s',
  // Everybody here has the same manager and the same helpdesk.
  pairsWithin: '1s',
  draftsPerHour: 100,
  decisionsPer10Minutes: 200,
  resetsPerDay: 20,
  codesPerHour: 10,
  breakerPerHour: 1_000,
  rules: [{ name: 'Executives', groups: [named(GROUPS.executives)], approvals: 2, tellAdmins: true }],
  pilot: [{ name: 'First wave', group: named(GROUPS.staff) }],
  otherSystems: [
    { name: 'Factory accounts', group: named(GROUPS.factory), link: 'https://factory.alderfinch.example/password' },
  ],
  stagedRollout: [named(GROUPS.stagedRollout)],
  // Its directory does not say it, and its provider has no page that could be guessed.
  finishingLinks: { 'wren.example': `${origin}${CHANGE}` },
  instead: { 'mfa-lost': 'https://help.alderfinch.example/second-factor' },
  never: { accounts: ['shared-*@finch-cloud.example', 'reset-desk@finch-cloud.example'] },
  attested: {
    ssprUnlock: { value: true, by: 'Ada Brandt', until: new Date(Date.now() + QUARTER).toISOString().slice(0, 10) },
  },
});

/**
 * For the bot's setting POLICY_FILE, read at its start. What a story needs to be otherwise: see rules.ts.
 * @param origin the sandbox's, where its identity providers are
 */
export function writePolicy(file: string, origin: string): void {
  writeFileSync(file, JSON.stringify(companyPolicy(origin), undefined, 2));
}
