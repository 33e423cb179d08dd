// The stories the page offers: all that are rehearsed.
import { PERSONAS, type Persona } from '../rehearse/personas.ts';
import { ROADS } from '../rehearse/roads.ts';

export const REPERTOIRE: readonly Persona[] = [...PERSONAS, ...ROADS];
