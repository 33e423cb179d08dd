// Going around the page without a pointer: F6 to the next of its regions, as in Teams itself.

const REGIONS = '.bar, .pane, .drawer';

/** Listens until told to stop. */
export function walkRegions(): () => void {
  const walk = (event: KeyboardEvent) => {
    if (event.key !== 'F6') return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  };
  addEventListener('keydown', walk);
  return () => removeEventListener('keydown', walk);
}

/** Into a region; where a dialog lies over it, into that. */
export function enter(region: HTMLElement | null): void {
  (region?.querySelector<HTMLElement>('.dialog') ?? region)?.focus();
}

function step(by: number): void {
  const regions = [...document.querySelectorAll<HTMLElement>(REGIONS)].filter(one => one.checkVisibility());
  const here = regions.findIndex(one => one.contains(document.activeElement));
  const next = here < 0 ? 0 : (here + by + regions.length) % regions.length;
  enter(regions[next] ?? null);
}
