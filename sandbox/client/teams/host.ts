// The Teams side of teams-js: answers the messages a page in a dialog, a tab or a popup sends to its host.
// Seen on the wire of @microsoft/teams-js 2.58; only what such pages need is here, the rest is acknowledged.
import type { Theme } from '../model/state.ts';

export type Hosted = {
  readonly window: () => Window | null | undefined;
  /** Origins the page may have; messages of others are not for us. */
  readonly origins: readonly string[];
  readonly frame: 'task' | 'content' | 'authentication';
  /** What `getContext` tells the page. */
  readonly context: () => Readonly<Record<string, unknown>>;
  readonly submitted?: (result: unknown) => void;
  readonly signedIn?: (result: string) => void;
  readonly failed?: (reason: string) => void;
};

type Asked = {
  readonly id?: unknown;
  readonly uuidAsString?: unknown;
  readonly func: string;
  readonly args: unknown[];
};

const RUNTIME = JSON.stringify({
  apiVersion: 4,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  isLegacyTeams: false,
  supports: { app: {}, dialog: { url: {}, card: {} }, pages: {}, authentication: {} },
});

/** Listens until told to stop. */
export function hostPage(hosted: Hosted): () => void {
  function answer(event: MessageEvent<unknown>): void {
    const source = hosted.window();
    if (!source || event.source !== source || !hosted.origins.includes(event.origin)) return;
    const asked = read(event.data);
    if (!asked) return;
    const reply = (...args: unknown[]) =>
      source.postMessage({ id: asked.id, uuidAsString: asked.uuidAsString, args }, event.origin);
    act(hosted, asked, reply);
  }
  window.addEventListener('message', answer);
  return () => window.removeEventListener('message', answer);
}

/** What Teams calls its themes towards pages. */
export function themeName(theme: Theme): string {
  return theme === 'light' ? 'default' : theme;
}

/** Teams tells its pages when somebody chooses another theme. */
export function tellTheme(page: Window | null | undefined, origin: string, theme: string): void {
  page?.postMessage({ func: 'themeChange', args: [theme] }, origin);
}

function act(hosted: Hosted, { func, args, id }: Asked, reply: (...args: unknown[]) => void): unknown {
  switch (func) {
    case 'initialize':
      return reply(hosted.frame, 'web', RUNTIME, '2.31.1');
    case 'getContext':
      return reply(hosted.context());
    case 'executeDeepLink':
    case 'openLink':
      return openLink(args[0], reply);
    case 'tasks.completeTask':
    case 'dialog.url.submit':
      hosted.submitted?.(args[0]);
      return reply();
    case 'authentication.authenticate.success':
      hosted.signedIn?.(String(args[0] ?? ''));
      return reply();
    case 'authentication.authenticate.failure':
      hosted.failed?.(String(args[0] ?? ''));
      return reply();
    default:
      if (id !== undefined) reply();
  }
}

function openLink(url: unknown, reply: (...args: unknown[]) => void): void {
  const web = typeof url === 'string' && /^https?:\/\//.test(url);
  if (web) window.open(url, '_blank', 'noopener');
  reply(web, web ? undefined : 'Only web pages can be opened.');
}

function read(data: unknown): Asked | undefined {
  if (typeof data !== 'object' || data === null || !('func' in data) || typeof data.func !== 'string') return undefined;
  const { func, args, id, uuidAsString } = data as Partial<Asked> & { func: string };
  return { func, args: Array.isArray(args) ? args : [], id, uuidAsString };
}
