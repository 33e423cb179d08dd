// The stories the page offers: all that are rehearsed, but for those that end in a freeze. Nobody in this company lifts one, so they could be played once.
import { PERSONAS, type Persona } from '../rehearse/personas.ts';
import { ROADS } from '../rehearse/roads.ts';

export const REPERTOIRE: readonly Persona[] = [...PERSONAS, ...ROADS].filter(
  ({ expects }) => expects.state !== 'frozen',
);
