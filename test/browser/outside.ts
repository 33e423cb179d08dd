// What is around the desk's pages, on an origin of its own: a Microsoft that lets anybody in, and a Teams with the page in its frame.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The host's side of teams-js, as far as our pages use it. `opened` holds what was to be opened outside, `heard` what was asked. */
const TEAMS = `
const frame = document.querySelector('iframe');
window.opened = [];
window.heard = [];
let theme = new URLSearchParams(location.search).get('theme') ?? 'default';
window.wear = name => { theme = name; frame.contentWindow.postMessage({ func: 'themeChange', args: [name] }, '*'); };
addEventListener('message', ({ source, data }) => {
  if (source !== frame.contentWindow || !data?.func) return;
  const { id, uuid, uuidAsString, func, args } = data;
  heard.push(func);
  const reply = (...args) => source.postMessage({ id, uuid, uuidAsString, args }, '*');
  const supports = { app: {}, pages: {}, dialog: { url: {} } };
  if (func === 'initialize') reply('content', 'web', JSON.stringify({ apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports }), '2.0.0');
  else if (func === 'getContext') reply({ locale: 'en-us', theme, frameContext: 'content', hostClientType: 'web' });
  else if (func === 'executeDeepLink' || func === 'openLink') { opened.push(args[0]); reply(true); }
  else if (id !== undefined) reply(true);
});
frame.src = new URLSearchParams(location.search).get('page');
`;

export type Outside = Awaited<ReturnType<typeof openOutside>>;

/** @param desk the desk's public address, which sign-ins come back to */
export async function openOutside(desk: string) {
  const server = createServer((asked, answer) => {
    const { pathname, searchParams } = new URL(asked.url ?? '', 'http://outside');
    const pages: Record<string, string> = {
      '/authorize': signIn(desk, searchParams.get('state') ?? ''),
      '/teams': `<iframe title="Reset Desk" width="700" height="900" style="border:0"></iframe><script>${TEAMS}</script>`,
    };
    const body = pages[pathname] ?? 'somewhere outside';
    answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    answer.end(`<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Outside</title>${body}`);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    /** A Teams with this page in it. */
    teams: (page: string, theme = 'default') => `${origin}/teams?${new URLSearchParams({ page, theme })}`,
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}

function signIn(desk: string, state: string): string {
  const back = (more: Record<string, string>) =>
    `${desk}/sign-in/callback?${new URLSearchParams({ state, ...more })}`.replaceAll('&', '&amp;');
  return `<a href="${back({ code: 'abc' })}">Sign in</a> <a href="${back({ error: 'access_denied' })}">Cancel</a>`;
}
