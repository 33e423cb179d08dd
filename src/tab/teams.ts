// The Teams client around the page. Loaded only where there may be one, for teams-js calls home as soon as it is loaded.
import { app, authentication } from '@microsoft/teams-js';

/** Outside Teams nobody answers, and the page must not wait for it. */
const PATIENCE = 8_000;

/** @param hosts origins that may be the client, beside Microsoft's own */
export async function greetTeams(hosts: readonly string[]): Promise<boolean> {
  const late = new Promise<boolean>(resolve => setTimeout(() => resolve(false), PATIENCE));
  const greeted = app.initialize([...hosts]).then(
    () => true,
    () => false,
  );
  return Promise.race([greeted, late]);
}

/** Takes the window's result to the chat, and Teams closes the window. */
export function handToChat(code: string): void {
  authentication.notifySuccess(code);
}

/** In the person's own browser, outside Teams. */
export function openOutside(url: string): Promise<void> {
  return app.openLink(url);
}

export function pageIsReady(): void {
  void app.notifySuccess();
}

/** Now, and whenever the person changes it: `default`, `dark`, `contrast`, or a name from after this was written. */
export function followTheme(take: (theme: string) => void): void {
  app.registerOnThemeChangeHandler(take);
  app.getContext().then(
    context => take(context.app.theme),
    // The look then stays the browser's, which is no worse.
    () => undefined,
  );
}
