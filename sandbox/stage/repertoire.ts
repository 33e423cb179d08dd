// The stories the page offers: all that are rehearsed.
import { PERSONAS, type Persona } from '../rehearse/personas.ts';

export const REPERTOIRE: readonly Persona[] = PERSONAS;
