// What the browser remembers of the last visit: the panes and that the welcome was read. Nothing else is worth keeping.
import type { CompanyView } from '../../stage/protocol.ts';
import type { Pane, Theme } from './state.ts';

export type Kept = { readonly panes: readonly Pane[]; readonly welcomed: boolean };

const KEY = 'reset-desk-sandbox';

export function keep(kept: Kept): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing shows the welcome again; no harm.
  }
}

/** What was kept, as far as it still makes sense for this company. */
export function recall(company: CompanyView): Kept {
  const kept = read();
  const there = (pane: Pane) => company.people.some(person => person.key === pane.person && person.inTeams);
  const panes = Array.isArray(kept?.panes) ? kept.panes.filter(there) : [];
  return { panes: panes.length > 0 ? panes : usual(), welcomed: kept?.welcomed === true };
}

/** The locked-out one, her manager, the helpdesk, the admin. */
export function usual(): readonly Pane[] {
  const theme: Theme = matchMedia('(prefers-contrast: more)').matches
    ? 'contrast'
    : matchMedia('(prefers-color-scheme: dark)').matches
      ? 'dark'
      : 'light';
  return [
    { person: 'freya', show: 'chat', theme },
    { person: 'marcus', show: 'chat', theme },
    { person: 'hana', show: 'teams', theme },
    { person: 'ada', show: 'chat', theme },
  ];
}

function read(): Partial<Kept> | undefined {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<Kept> | undefined;
  } catch {
    return undefined;
  }
}
