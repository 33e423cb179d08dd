// The one cookie of the desk: it ties a sign-in round trip to the browser that began it. It means nothing anywhere else.

const MAX_AGE = 900;

export type BrowserCookie = ReturnType<typeof createBrowserCookie>;

/** @param secure the desk is reached by https */
export function createBrowserCookie(secure: boolean) {
  // The prefix makes browsers refuse the cookie from anything but https; `__Host-` would demand Path=/.
  const name = secure ? '__Secure-sign-in' : 'sign-in';
  const rules = `Path=/sign-in; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    set: (key: string): string => `${name}=${key}; Max-Age=${MAX_AGE}; ${rules}`,
    clear: `${name}=; Max-Age=0; ${rules}`,
    /** Empty when the browser sent none, or several: then somebody planted one. */
    read(header: string | undefined): string {
      const values = (header ?? '')
        .split(/; */)
        .map(pair => pair.split('='))
        .filter(([key]) => key === name)
        .map(([, value = '']) => value);
      return values.length === 1 ? (values[0] ?? '') : '';
    },
  };
}
