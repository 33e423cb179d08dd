// The kinds of proof, and in whose hands each is held. Custody, not count: what one hand holds counts once.

export const PROOF_KINDS = ['step-up', 'vouch', 'totp', 'call-back', 'mail-code'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

/**
 * (a) a device: whoever holds an unlocked phone or PC holds Teams, its authenticator app, its mailbox and its calls; (b) a fresh
 * passwordless gesture demanded by Entra; (c) another named person. The Teams session itself proves nothing: every request begins with it.
 */
export type Custody = 'device' | 'fresh-gesture' | 'person';

export const CUSTODY: Readonly<Record<ProofKind, Custody>> = {
  'step-up': 'fresh-gesture',
  vouch: 'person',
  totp: 'device',
  'call-back': 'device',
  'mail-code': 'device',
};

/** What is left when desks are under attack, and for privileged people. */
export const STRONG: readonly ProofKind[] = ['step-up', 'vouch'];

type Held = { readonly custody: Custody; readonly by?: { readonly id: string } };

/** Whose hands the proofs are in: two different people are two hands, two things on one device are one. */
export function handsOf(proofs: readonly Held[]): ReadonlySet<string> {
  return new Set(
    proofs.map(({ custody, by }) => (custody === 'person' && by ? `person:${by.id.toLowerCase()}` : custody)),
  );
}
