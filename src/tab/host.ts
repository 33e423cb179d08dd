// Whether something like a Teams client is around the page, and what the page takes from it.

/** The three ways there are to talk to one; without any of them teams-js need not even be loaded. */
export function maybeInTeams(): boolean {
  return window.parent !== window || window.opener !== null || 'nativeInterface' in window;
}

/** @param hosts from the page: origins that may be the client, beside Microsoft's own. Undefined when nobody answers. */
export async function joinTeams(hosts: string) {
  if (!maybeInTeams()) return undefined;
  const teams = await import('./teams.ts');
  const greeted = await teams.greetTeams(hosts.split(' ').filter(host => host !== ''));
  return greeted ? teams : undefined;
}

export type Host = Awaited<ReturnType<typeof joinTeams>>;

const THEMES: Readonly<Record<string, string>> = { default: 'light', dark: 'dark', contrast: 'contrast' };

/** The person's theme of Teams, which may be another than their system's. */
export function wear(theme: string): void {
  const known = THEMES[theme];
  if (known === undefined) delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = known;
}
