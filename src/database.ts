// Opens the database the settings name; used by the bot and by the admin's commands.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from './config/config.ts';
import type { World } from './core/ports.ts';
import { openStore, type Store } from './store/open.ts';

export function openDatabase({ databaseUrl, dataDir, instances }: Config, world: World): Promise<Store> {
  if (databaseUrl) return databaseUrl.use(url => openStore({ url, instances, world }));
  const folder = resolve(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return openStore({ file: join(folder, 'reset-desk.db'), instances, world });
}
