// The real clock, ids and chance; tests bring their own.
import { randomBytes, randomUUID } from 'node:crypto';
import type { World } from './core/ports.ts';

export const systemWorld: World = {
  now: () => Date.now(),
  id: () => randomUUID(),
  random: bytes => randomBytes(bytes),
};
