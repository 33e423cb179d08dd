// In whose language things are said: the page's reader around everything, and each pane's person within it.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { DoneView } from '../../stage/protocol.ts';
import { type Words, wordsFor } from '../../words/words.ts';

export type { Words } from '../../words/words.ts';

export const WordsContext = createContext<Words>(wordsFor('en'));

export function useWords(): Words {
  return useContext(WordsContext);
}

/** What went wrong, for the person: in their language where there are words for it. */
export function troubleIn(words: Words, { trouble, code }: DoneView): string | undefined {
  return code === undefined ? trouble : words.say(`trouble.${code}`);
}
