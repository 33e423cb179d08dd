// Makes the temporary password: long, unambiguous, and acceptable to both Entra and AD DS.
import type { Account } from './account.ts';
import type { World } from './ports.ts';
import { Secret } from './secret.ts';

// No 0 O o 1 l I: people type this from one screen into another. Symbols that survive cards, mail and shells.
const LOWER = 'abcdefghijkmnpqrstuvwxyz';
const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGIT = '23456789';
const SYMBOL = '#%*+-=?@';
const ALL = LOWER + UPPER + DIGIT + SYMBOL;

/** Entra compares after folding look-alikes; fold the same way before looking for names. */
const FOLD: Record<string, string> = {
  '@': 'a',
  $: 's',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '5': 's',
  '7': 't',
  '4': 'a',
  '8': 'b',
  '2': 'z',
  '9': 'g',
  '6': 'g',
};

/** @param length at least 12; the domain's own minimum is invisible in Graph, so it is a setting */
export function temporaryPassword(world: World, account: Account, length: number): Secret {
  const forbidden = namesIn(account);
  for (;;) {
    const candidate = draw(world, Math.max(length, 12));
    const plain = candidate.toLowerCase();
    const folded = fold(plain);
    if (!forbidden.some(name => plain.includes(name) || folded.includes(fold(name)))) return new Secret(candidate);
  }
}

function fold(text: string): string {
  return [...text].map(letter => FOLD[letter] ?? letter).join('');
}

/** AD DS refuses the account name and any part of the display name of three letters or more. */
function namesIn(account: Account): readonly string[] {
  const parts = [account.name, account.upn.split('@')[0] ?? '', account.samAccountName ?? ''].flatMap(text => [
    text,
    ...text.split(/[,.\-_\s#\t]+/),
  ]);
  return [...new Set(parts.map(part => part.toLowerCase()))].filter(part => part.length >= 3);
}

/** One of each class in random places, the rest from all; the first is a letter, so no spreadsheet or shell takes it for something else. */
function draw(world: World, length: number): string {
  const letters = Array.from({ length }, () => pick(world, ALL));
  const places = shuffle(
    world,
    Array.from({ length: length - 1 }, (_, index) => index + 1),
  );
  for (const [index, kind] of [LOWER, UPPER, DIGIT, SYMBOL].entries())
    letters[places[index] ?? index] = pick(world, kind);
  letters[0] = pick(world, LOWER + UPPER);
  return letters.join('');
}

function shuffle(world: World, list: number[]): number[] {
  for (let at = list.length - 1; at > 0; at--) {
    const other = below(world, at + 1);
    [list[at], list[other]] = [list[other] as number, list[at] as number];
  }
  return list;
}

function pick(world: World, letters: string): string {
  return letters.charAt(below(world, letters.length));
}

/** A number below `end` (at most 256) without modulo bias: bytes past the last whole multiple are drawn again. */
function below(world: World, end: number): number {
  const fair = 256 - (256 % end);
  for (;;) {
    const byte = world.random(1)[0] ?? 255;
    if (byte < fair) return byte % end;
  }
}
