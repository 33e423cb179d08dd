// Who can be played, in the order of `--all`; sandbox/words has a line about each in every language.
import type { Persona } from './persona.ts';
import { ATTACKERS } from './personas/attackers.ts';
import { DEMANDS } from './personas/demands.ts';
import { FOR_ANOTHER } from './personas/for-another.ts';
import { HOMES } from './personas/homes.ts';
import { OFFERS } from './personas/offers.ts';
import { PRIVILEGED } from './personas/privileged.ts';
import { PROOFS } from './personas/proofs.ts';
import { REFUSALS } from './personas/refusals.ts';

export type { Ending, Persona } from './persona.ts';

export const PERSONAS: readonly Persona[] = [
  ...HOMES,
  ...REFUSALS,
  ...PROOFS,
  ...DEMANDS,
  ...OFFERS,
  ...FOR_ANOTHER,
  ...ATTACKERS,
  PRIVILEGED,
];
