// Which sentences there are: those of English. A language that lacks one does not compile.
import type { outside } from './en/outside.ts';
import type { page } from './en/page.ts';
import type { story } from './en/story.ts';

export type PageSentences = Readonly<Record<keyof typeof page, string>>;
export type StorySentences = Readonly<Record<keyof typeof story, string>>;
export type OutsideSentences = Readonly<Record<keyof typeof outside, string>>;
export type Sentences = PageSentences & StorySentences & OutsideSentences;
export type Key = keyof Sentences;

/** The lines a story tells, by the name of their sentence without its `line.`. */
export type Line = keyof typeof story extends infer Name ? (Name extends `line.${infer Rest}` ? Rest : never) : never;

/** Who speaks in a story when it is no person. */
export type Speaker = keyof typeof story extends infer Name
  ? Name extends `speaker.${infer Rest}`
    ? Rest
    : never
  : never;
