// The desk: every verb, over one set of tools.
import { advancing } from './advance.ts';
import { answers } from './answer.ts';
import { claiming } from './claim.ts';
import { deciding } from './decide.ts';
import { draft, tellingTrouble } from './draft.ts';
import { enrolling } from './enrol.ts';
import { filing } from './file.ts';
import { finishing } from './finish.ts';
import { freezing } from './freeze.ts';
import { handingOff } from './hand-off.ts';
import { joining } from './join.ts';
import { lending } from './lend.ts';
import { openingForAnother } from './on-behalf.ts';
import { proving } from './proofs/proofs.ts';
import { revealing } from './reveal.ts';
import { shielding } from './shields.ts';
import { stopping } from './stop.ts';
import type { Tools } from './tools.ts';
import { viewing } from './view.ts';
import { missing } from './weather.ts';

export type Desk = ReturnType<typeof createDesk>;

export function createDesk(tools: Tools) {
  return {
    draft: draft(tools),
    tellTrouble: tellingTrouble(tools),
    ...answers(tools),
    ...proving(tools),
    ...enrolling(tools),
    ...filing(tools),
    ...deciding(tools),
    ...claiming(tools),
    ...shielding(tools),
    ...viewing(tools),
    ...revealing(tools),
    ...finishing(tools),
    ...freezing(tools),
    ...lending(tools),
    ...openingForAnother(tools),
    ...joining(tools),
    ...handingOff(tools),
    ...stopping(tools),
    missing: missing(tools),
    advance: advancing(tools),
  };
}
