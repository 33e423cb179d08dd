// Words that need not be typed: one press says them.

/** @param label what the list is, for those who do not see it */
export function Suggestions({
  label,
  words,
  say,
}: {
  readonly label: string;
  readonly words: readonly string[];
  readonly say: (words: string) => void;
}) {
  if (words.length === 0) return null;
  return (
    <ul class="suggestions" aria-label={label}>
      {words.map(one => (
        <li key={one}>
          <button type="button" onClick={() => say(one)}>
            {one}
          </button>
        </li>
      ))}
    </ul>
  );
}
