// The pieces that sentences of several checks are made of.
import type { Instant } from '../core/account.ts';
import type { Which } from './sources.ts';

export const DAY = 24 * 3_600_000;
export const HOUR = 3_600_000;

/** What docs/permissions.md calls the registrations. */
export const NAMES: Readonly<Record<Which, string>> = {
  bot: 'Reset Desk (bot)',
  desk: 'Reset Desk (reads and sign-ins)',
  hands: 'Reset Desk (hands)',
};

/** As its menu stands in Microsoft's pages of 2026. */
export const ENTRA = 'Entra admin center, Entra ID';
export const PASSWORD_RESET = `${ENTRA}, Password reset`;
export const CLOUD_SYNC = `${ENTRA}, Entra Connect, Cloud sync`;

/** Where a registration is mended. */
export function inPortal(which: Which, blade: string): string {
  return `${ENTRA}, App registrations, "${NAMES[which]}", ${blade}`;
}

export function day(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** `3 days`, `1 hour`. */
export function count(of: number, one: string): string {
  return `${of} ${one}${of === 1 ? '' : 's'}`;
}

export function persons(of: number): string {
  return of === 1 ? '1 person' : `${of} people`;
}

export function times(of: number): string {
  return of === 1 ? 'Once' : `${of} times`;
}

/** In the largest unit that is whole enough to mean something. */
export function span(ms: number): string {
  if (ms >= 2 * DAY) return count(Math.floor(ms / DAY), 'day');
  return ms >= 2 * HOUR ? count(Math.floor(ms / HOUR), 'hour') : count(Math.max(1, Math.round(ms / 60_000)), 'minute');
}

export function listed(names: readonly (string | null | undefined)[], most = 5): string {
  const given = names.map(name => name ?? 'unnamed');
  const more = given.length - most;
  return more > 0 ? `${given.slice(0, most).join(', ')} and ${more} more` : given.join(', ');
}

/** A text in single quotes for PowerShell, where nothing in it means anything. On one line: a console runs a pasted line at its end. */
export function quoted(text: string): string {
  return `'${text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').replaceAll(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}
