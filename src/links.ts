// The addresses of the desk's own pages, as they are given to people.
import type { Request } from './core/request.ts';

export function createLinks(publicUrl: string, ssprUrl: string, securityInfo: string) {
  const tracker = (request: string) => `${publicUrl}/sign-in/tracker?request=${encodeURIComponent(request)}`;
  const signIn = (purpose: string) => (ticket: string) =>
    `${publicUrl}/sign-in/${purpose}?ticket=${encodeURIComponent(ticket)}`;
  return {
    prove: signIn('prove'),
    approve: signIn('approve'),
    enrol: signIn('enrol'),
    /** Where somebody with the right replaces a frozen person's password. The sign-in decides, so the link may lie in a mail. */
    lockOut: (request: string) => `${publicUrl}/sign-in/lock-out?request=${encodeURIComponent(request)}`,
    tracker,
    /** Where somebody joins the request that was asked for them. */
    join: `${publicUrl}/join`,
    /** @param keyOf what stops a request from a mail; undefined where nothing does */
    stopping: (keyOf: (request: Request) => string | undefined) => (request: Request) => {
      const key = keyOf(request);
      return key && `${publicUrl}/join/stop?${new URLSearchParams({ request: request.id, key }).toString()}`;
    },
    trackerPage: (request: string, ticket?: string) =>
      ticket ? `${publicUrl}/tracker#ticket=${ticket}` : tracker(request),
    /** `mkt` is documented; a name to fill in is not, so none is given. */
    sspr: (locale: string) => `${ssprUrl}?mkt=${encodeURIComponent(locale)}`,
    /** Microsoft's page where people keep their own ways to sign in. */
    securityInfo,
  };
}
