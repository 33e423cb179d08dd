// The stories the page offers: all that are rehearsed, but for those that end in a freeze (nobody in this company lifts one, so they could be
// played once) and those that need another policy (which is read at the bot's start).
import { PERSONAS, type Persona } from '../rehearse/personas.ts';
import { ROADS } from '../rehearse/roads.ts';

export const REPERTOIRE: readonly Persona[] = [...PERSONAS, ...ROADS].filter(
  ({ expects, amendment }) => expects.state !== 'frozen' && !amendment,
);
