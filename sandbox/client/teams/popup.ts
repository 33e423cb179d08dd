// The window Teams opens for a sign-in, and the code that comes back from it.
import { hostPage } from './host.ts';

export type SignIn = {
  readonly person: string;
  readonly address: string;
  /** The bot's pages are the only ones that may answer. */
  readonly botOrigin: string;
  readonly theme: string;
};

/** Opens the sign-in page; gives the code its last page hands over, or nothing when the window is closed before. */
export function signIn({ person, address, botOrigin, theme }: SignIn): Promise<string | undefined> {
  const popup = window.open(address, `sign-in-${person}`, 'popup,width=500,height=680');
  if (!popup) return Promise.resolve(undefined);
  return new Promise(resolve => {
    const end = (code?: string) => {
      stop();
      clearInterval(watch);
      resolve(code);
    };
    const stop = hostPage({
      window: () => popup,
      origins: [botOrigin],
      frame: 'authentication',
      context: () => ({ locale: 'en-us', theme, frameContext: 'authentication' }),
      signedIn: end,
      failed: () => end(),
    });
    // Nobody tells when a window is closed.
    const watch = setInterval(() => {
      if (popup.closed) end();
    }, 500);
  });
}
