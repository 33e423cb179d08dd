// Times as people read them: how long is left, and when something happened.

/** Minutes and seconds, "9:59", never less than "0:00": digits, so the same in every language. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** In the reader's own time zone, which only the browser knows. @param lang BCP 47: language and region decide how a time is written */
export function timeOf(at: number, lang: string): string {
  return new Intl.DateTimeFormat(lang, { hour: 'numeric', minute: '2-digit' }).format(at);
}
