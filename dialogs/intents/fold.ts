// One way of writing for what people write in many: full-width forms, accents, apostrophes, invisible marks, the forms of an Arabic letter.

/** Marks that stand on letters: Latin accents, Arabic vowels and hamza, and the stroke that only makes a word longer. */
const MARKS = /[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]/g;
const ONE_FORM: Readonly<Record<string, string>> = {
  ß: 'ss',
  œ: 'oe',
  æ: 'ae',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ة: 'ه',
  ک: 'ك',
  '؟': '?',
  '،': ',',
  '؛': ';',
  '、': ',',
  '。': '.',
};

/** A line as the patterns expect it, from its first letter on. Kana keep their marks: か and が are different letters. */
export function fold(line: string): string {
  return bare(line.toLowerCase())
    .replace(/^[^\p{L}\p{N}?]+/u, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The same pattern for folded lines. */
export function folded(pattern: RegExp): RegExp {
  return new RegExp(bare(pattern.source), pattern.flags);
}

function bare(text: string): string {
  return text
    .replace(/[’‘ʼ´`′]/g, "'")
    .replace(/\p{Cf}/gu, '')
    .normalize('NFKC')
    .normalize('NFD')
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(/[ßœæٱىیةک؟،؛、。]/g, letter => ONE_FORM[letter] ?? letter);
}
