// What a language must be able to say to the desk. One file a language; all of them have the same closed list.

export type Intent =
  | 'recover'
  | 'status'
  | 'cancel'
  | 'help'
  | 'person'
  | 'yes'
  | 'no'
  | 'worked'
  | 'not-worked'
  | 'wants-password'
  | 'other';

/**
 * In the order they are tried: "I don't think it worked" before "it worked", "cancel my password request" before "password", "hi, I am
 * locked out" before "hi". `explain` is help that asks how all this works, `greeting` is a hello or a call for help.
 */
export const ORDER = [
  'explain',
  'not-worked',
  'worked',
  'wants-password',
  'cancel',
  'status',
  'person',
  'yes',
  'no',
  'recover',
  'greeting',
] as const;
export type Saying = (typeof ORDER)[number];

/**
 * Patterns are held against a folded line (fold.ts): lower case, one space, straight apostrophes, no accents, Arabic letters in one form.
 * They may be written with accents, for they are folded too. JavaScript's `\b` knows ASCII letters only: it is right for folded Latin
 * script, and for no other.
 */
export type Sayings = Readonly<Record<Saying, RegExp>> & {
  /** Words that take a yes back, in whatever language it was said: being signed out must be their own choice. */
  readonly wavers: RegExp;
  /** Words that make "it worked" a question or a hope. */
  readonly doubts: RegExp;
};
