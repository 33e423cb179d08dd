// The page itself: its few files, and what a browser may load with them.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Response, Server } from 'restify';
import type { World } from '../world.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Adds `/` and `/client/*`. `folder` is where the build puts the page. */
export function files(server: Server, world: World, folder: string): void {
  server.get('/', (_req, res, next) => void send(res, world, folder, 'index.html').then(() => next(false), next));
  server.get('/client/:file', (req, res, next) => {
    const name = String(req.params?.['file'] ?? '');
    // A plain name only: no way leads out of the folder.
    const known = /^[a-z][a-z-]*\.(css|js|svg)$/.test(name);
    void send(res, world, folder, known ? name : '').then(() => next(false), next);
  });
}

async function send(res: Response, world: World, folder: string, name: string): Promise<void> {
  const body = name === '' ? undefined : await readFile(join(folder, name)).catch(() => undefined);
  const missing = name === 'index.html' ? 'The page is not built. Run: npm run build' : 'There is no such file.';
  res.writeHead(body ? 200 : 404, {
    'content-type': body ? (TYPES[extname(name)] ?? 'application/octet-stream') : 'text/plain; charset=utf-8',
    'content-security-policy': policy(world),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  res.end(body ?? missing);
}

/** Frames: the bot's pages, as Teams frames them, and the company's own. Cards may bring pictures as data alone. */
function policy({ botOrigin }: World): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    `frame-src 'self' ${botOrigin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
