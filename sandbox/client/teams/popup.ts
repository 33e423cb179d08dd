// The window Teams opens for a sign-in, and the code that comes back from it.
import { hostPage } from './host.ts';

export type SignIn = {
  readonly person: string;
  readonly address: string;
  /** The bot's pages are the only ones that may answer. */
  readonly botOrigin: string;
  readonly theme: string;
  readonly locale: string;
};

/** The code its last page handed over; `closed` before that; or `blocked`: the browser opened no window at all. */
export type SignedIn = { readonly code: string } | 'closed' | 'blocked';

/** Opens the sign-in page, and gives what came of it. */
export function signIn({ person, address, botOrigin, theme, locale }: SignIn): Promise<SignedIn> {
  const popup = window.open(address, `sign-in-${person}`, 'popup,width=500,height=680');
  if (!popup) return Promise.resolve('blocked');
  return new Promise(resolve => {
    const end = (code?: string) => {
      stop();
      clearInterval(watch);
      resolve(code === undefined ? 'closed' : { code });
    };
    const stop = hostPage({
      window: () => popup,
      origins: [botOrigin],
      frame: 'authentication',
      context: () => ({ locale: locale.toLowerCase(), theme, frameContext: 'authentication' }),
      signedIn: end,
      failed: () => end(),
    });
    // Nobody tells when a window is closed.
    const watch = setInterval(() => {
      if (popup.closed) end();
    }, 500);
  });
}
