// How many things are new, beside what they are in.
import { useWords } from '../model/words.ts';

export function Count({ of: count }: { readonly of: number }) {
  const { say } = useWords();
  if (count === 0) return null;
  return (
    <span class="count">
      <span aria-hidden="true">{count}</span>
      <span class="sr-only">{say('rail.new', { count })}</span>
    </span>
  );
}
