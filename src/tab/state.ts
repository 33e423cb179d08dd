// What the server tells the tracker page: the one contract of both. Types only; the page holds no sentence of its own.
import type { Progress, StepName, Way } from '../core/progress.ts';

export type State = {
  readonly progress: Progress;
  /** The password was opened by this very page. */
  readonly mine: boolean;
  /** A newer page of theirs is the one that counts: here is nothing to take. */
  readonly superseded: boolean;
  readonly words: TrackerWords;
  readonly person: { readonly name: string; readonly upn: string };
  /** The server's clock, in milliseconds since 1970: countdowns follow it and not the PC's. */
  readonly now: number;
};

export type WayWords = {
  readonly key: Way;
  readonly title: string;
  readonly steps: readonly string[];
  readonly link?: { readonly text: string; readonly url: string };
};

export type TrackerWords = {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly title: string;
  readonly lead: string;
  readonly ball: string;
  readonly who: string;
  /** Further sentences that belong to the state: what a hold waits for, what the approver wrote. */
  readonly notes: readonly string[];
  readonly steps: Readonly<Record<StepName, string>>;
  /** Read out beside each step, for those who do not see its mark. */
  readonly status: Readonly<Record<'done' | 'now' | 'next' | 'failed', string>>;
  readonly ways: readonly WayWords[];
  readonly password: Readonly<Record<PasswordWord, string>>;
  readonly buttons: Readonly<Record<ButtonWord, string>>;
  readonly headings: Readonly<Record<HeadingWord, string>>;
  readonly lines: Readonly<Record<LineWord, string>>;
  /** What still keeps the old password, once there is a new one. */
  readonly afterwards: { readonly title: string; readonly why: string; readonly places: readonly string[] };
};

export type PasswordWord =
  | 'label'
  | 'masked'
  | 'rule'
  | 'left'
  | 'waits'
  | 'copied'
  | 'elsewhere'
  | 'handed-over'
  | 'over';

export type ButtonWord =
  | 'reveal'
  | 'show'
  | 'hide'
  | 'copy'
  | 'have-it'
  | 'check'
  | 'keep-open'
  | 'not-me'
  | 'not-me-sure'
  | 'not-me-back';

export type HeadingWord = 'steps' | 'password' | 'ways' | 'check' | 'keep-open' | 'not-me' | 'not-me-sure';

/** Sentences around the request; the page brings the first five itself too, in the browser's language, for as long as it knows no request. */
export type LineWord =
  | 'page'
  | 'offline'
  | 'problem'
  | 'moved'
  | 'sign-in-again'
  /** With `{time}` in it, which is the browser's to write. */
  | 'waits'
  | 'keep-open-why'
  | 'check-why';
