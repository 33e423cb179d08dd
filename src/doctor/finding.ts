// What a check says: what was looked at, how it stands, and the exact steps that mend it.

export type Verdict = 'pass' | 'warn' | 'fail' | 'unknown';

export type Finding = {
  /** Stable, for whoever watches: `registration.bot.public-client`. */
  readonly id: string;
  readonly lookedAt: string;
  readonly verdict: Verdict;
  readonly found: string;
  /** In this order; empty when there is nothing to do. */
  readonly mend: readonly string[];
};

/** One check, not yet judged. */
export function about(id: string, lookedAt: string) {
  const finding =
    (verdict: Verdict) =>
    (found: string, ...mend: readonly string[]): Finding => ({ id, lookedAt, verdict, found, mend });
  return { pass: finding('pass'), warn: finding('warn'), fail: finding('fail'), unknown: finding('unknown') };
}

export type Judging = ReturnType<typeof about>;

/** What was read, or why it could not be. Nothing that could not be read is taken for good or for bad. */
export type Looked<T> = { readonly value: T } | { readonly unread: string; readonly mend: readonly string[] };

/** Judges what was read; what was not is `unknown`, with the way to make it readable. */
export function known<T>(judging: Judging, looked: Looked<T>, judge: (value: T) => Finding): Finding {
  return 'value' in looked ? judge(looked.value) : judging.unknown(looked.unread, ...looked.mend);
}

/** For a check that rests on another's subject: that one has the steps. */
export function seeFirst(id: string): string {
  return `First mend ${id}.`;
}

/** Several at once; the first that could not be read says so for all. */
export function both<A, B>(one: Looked<A>, other: Looked<B>): Looked<readonly [A, B]> {
  if (!('value' in one)) return one;
  return 'value' in other ? { value: [one.value, other.value] } : other;
}
