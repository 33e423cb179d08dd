// The desk: every verb, over one set of tools.
import { advancing } from './advance.ts';
import { answers } from './answer.ts';
import { deciding } from './decide.ts';
import { draft } from './draft.ts';
import { filing } from './file.ts';
import { finishing } from './finish.ts';
import { freezing } from './freeze.ts';
import { proving } from './prove.ts';
import { revealing } from './reveal.ts';
import type { Tools } from './tools.ts';

export type Desk = ReturnType<typeof createDesk>;

export function createDesk(tools: Tools) {
  return {
    draft: draft(tools),
    ...answers(tools),
    ...proving(tools),
    ...filing(tools),
    ...deciding(tools),
    ...revealing(tools),
    ...finishing(tools),
    ...freezing(tools),
    advance: advancing(tools),
  };
}
