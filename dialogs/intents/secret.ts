// Whether a line gives a password away. Nobody here ever wants one; what looks like one is not kept and not read on.
import { fold, folded } from './fold.ts';

/** "my password is Harbour-7": the word, and then something with a digit in it that no sentence would say. */
const TOLD = folded(
  /(password|passwort|kennwort|mot de passe|contraseña|clave|senha|palavra-passe|パスワード|كلمة (ال)?(مرور|سر))( \p{L}+){0,2}( (is|was|ist|lautet|est|es|era|é|هي)|\s*[:=は])\s*["'“„«]?(?=[^\s"'”“»]*\d)(?!\d{1,2}\b)[^\s"'”“»]{6,}/u,
);
const LONGEST = 64;

export function givesPassword(text: string): boolean {
  return TOLD.test(fold(text)) || looksLikeOne(text.trim());
}

/** One word of three kinds of characters, a digit among them; an address is none. */
function looksLikeOne(word: string): boolean {
  if (/\s/.test(word) || word.length < 8 || word.length > LONGEST || /^https?:|@.*\./i.test(word)) return false;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /[^\p{L}\p{N}]/u].filter(kind => kind.test(word)).length;
  return /\p{N}/u.test(word) && kinds >= 2;
}
