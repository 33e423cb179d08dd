// The page's own key to its request: in memory, and in this tab's storage so that a reload does not lose it.

const PREFIX = 'tracker:';

export type Bearer = ReturnType<typeof createBearer>;

/** @param storage the tab's session storage; undefined where the browser denies it to framed pages */
export function createBearer(storage: Storage | undefined) {
  let current: string | undefined;
  const keys = () => (storage ? Object.keys(storage).filter(key => key.startsWith(PREFIX)) : []);
  return {
    get: (): string | undefined => current,
    set(bearer: string): void {
      current = bearer;
      // Whatever page this tab showed before, it shows this one now.
      for (const key of keys()) storage?.removeItem(key);
    },
    /** Found after a reload: the request it is for. */
    restore(): string | undefined {
      const key = keys()[0];
      current = key === undefined ? undefined : (storage?.getItem(key) ?? undefined);
      return key?.slice(PREFIX.length);
    },
    /** Keeps it for a reload as long as the request lives, and no longer. */
    keep(request: string, live: boolean): void {
      if (live && current !== undefined) storage?.setItem(PREFIX + request, current);
      else storage?.removeItem(PREFIX + request);
    },
    /** The server no longer knows it. */
    drop(): void {
      current = undefined;
      for (const key of keys()) storage?.removeItem(key);
    },
  };
}

/** Reading the property alone throws where third-party storage is blocked. */
export function tabStorage(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}
