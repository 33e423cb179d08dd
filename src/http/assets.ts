// The browser code and its stylesheet: read once at start, and only these files exist.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Answer } from './answer.ts';
import { open } from './guards.ts';
import { type Route, route } from './route.ts';

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

type Asset = { readonly name: string; readonly type: string; readonly body: Buffer; readonly hash: string };
export type Assets = readonly Asset[];

/** @param folder what the build made of src/tab. Files of other kinds, such as source maps, are left where they are. */
export function loadAssets(folder: URL): Assets {
  return readdirSync(folder).flatMap(name => {
    const type = TYPES[name.split('.').at(-1) ?? ''];
    if (type === undefined || !/^[a-z][a-z-]*\.[a-z]+$/.test(name)) return [];
    const body = readFileSync(new URL(name, folder));
    return [{ name, type, body, hash: createHash('sha256').update(body).digest('base64url').slice(0, 16) }];
  });
}

/** The address that a page names: another one with every change of the file, so a page never meets the script of another release. */
export function addressOf(assets: Assets, name: string): string {
  const hash = assets.find(asset => asset.name === name)?.hash;
  return hash === undefined ? `/assets/${name}` : `/assets/${name}?v=${hash}`;
}

export function assetRoutes(assets: Assets): readonly Route[] {
  return assets.map(({ name, type, body, hash }) => {
    const headers = { etag: `"${hash}"`, 'cache-control': 'public, max-age=3600' };
    return route({
      method: 'GET',
      path: `/assets/${name}`,
      guard: open,
      speaks: 'text',
      handle: async (_given, { header }): Promise<Answer> =>
        header('if-none-match') === headers.etag ? { status: 304, headers } : { status: 200, type, body, headers },
    });
  });
}
