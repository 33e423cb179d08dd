// What came of a click stands at a card's top, and its button may be gone: whoever pressed it is led there.

/** Told to the list around it, which must not go back to its end now. */
export const READING = 'reading';

const MARGIN = 8;

/** What a card is about and how that stands: its heading, and the line below. Its message may still be summed up as it was before the click. */
export function outcomeOn(card: HTMLElement | undefined): string {
  const lines = [...(card?.querySelectorAll('.ac-textBlock') ?? [])];
  const heading = Math.max(
    0,
    lines.findIndex(line => line.matches('[role="heading"]')),
  );
  return lines
    .slice(heading, heading + 2)
    .map(line => line.textContent)
    .join('. ');
}

export function bringsIntoView(card: HTMLElement): void {
  const list = card.closest<HTMLElement>('.messages');
  const { activeElement } = document;
  // The button that had the keyboard was drawn anew with the card.
  if (activeElement === document.body || card.contains(activeElement)) card.focus({ preventScroll: true });
  const hidden = list ? list.getBoundingClientRect().top - card.getBoundingClientRect().top : 0;
  if (!list || hidden <= 0) return;
  list.dispatchEvent(new Event(READING));
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  // The list alone: asked of the card, everything around it would move as well.
  list.scrollBy({ top: -hidden - MARGIN, behavior: still ? 'instant' : 'smooth' });
}
