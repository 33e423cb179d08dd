// What crossed the wire lately, numbered, so that the page can list it and ask for one thing whole.
import type { WireEvent, World } from '../world.ts';
import type { WireView } from './protocol.ts';

const KEPT = 600;

export type Wire = ReturnType<typeof createWire>;

export function createWire(world: World, told: (event: WireView) => void) {
  const kept: (WireEvent & { n: number })[] = [];
  const last = { n: 0 };

  function keep(event: WireEvent): WireView {
    last.n += 1;
    kept.push({ ...event, n: last.n });
    if (kept.length > KEPT) kept.splice(0, kept.length - KEPT);
    return brief({ ...event, n: last.n });
  }

  for (const event of world.events.slice(-KEPT)) keep(event);
  world.watch(event => told(keep(event)));
  return {
    list: (): WireView[] => kept.map(brief),
    /** One event with all it carried; undefined when it is too long ago. */
    whole: (n: number) => kept.find(event => event.n === n),
  };
}

function brief({ n, at, kind, title }: WireEvent & { n: number }): WireView {
  return { n, at, kind, title };
}
