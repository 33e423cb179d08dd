// The kinds of proof, and in whose hands each is held.

export type ProofKind = 'step-up' | 'vouch';

/** (a) the device that runs Teams, (b) a fresh passwordless gesture demanded by Entra, (c) another named person. */
export type Custody = 'teams-device' | 'fresh-gesture' | 'person';

export const CUSTODY: Record<ProofKind, Custody> = { 'step-up': 'fresh-gesture', vouch: 'person' };
