// What came of a click stands at a card's top, and its button may be gone: whoever pressed it is led there.

/** Told to the list around it, which must not go back to its end now. */
export const READING = 'reading';

const MARGIN = 8;

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
