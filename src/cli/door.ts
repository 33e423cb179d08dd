// What a command of the admin's touches outside: settings, files, its own output, time. Handed in, so that a test stands where the admin stands.
import type { World } from '../core/ports.ts';

export type Door = {
  readonly env: NodeJS.ProcessEnv;
  readonly readFile: (path: string) => string;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly world: World;
};

/** Exit codes: done, could not be done, asked for wrongly. */
export const [DONE, FAILED, MISUSED] = [0, 1, 2] as const;
