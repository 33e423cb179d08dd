// What was tried and refused is evidence, too: which proof, by whom, and why it did not count. Never what was typed.
import type { State } from '../lifecycle.ts';
import type { Actor } from '../person.ts';
import type { CommandId } from '../ports.ts';
import type { Refused } from '../refusals.ts';
import type { Request } from '../request.ts';
import { act, type Decision } from './act.ts';
import type { Tools } from './tools.ts';

const DAY = 24 * 3_600_000;
/** Lines for one request in a day. Whoever goes on trying shall not fill the audit. */
const ROOM = 20;

/** Where something can still be shown. What comes later is late, and nothing else. */
const WAITING: readonly State[] = ['open', 'pending'];

export type Tried = {
  /** As it stands in the audit: `step-up refused`. */
  readonly what: string;
  readonly actor: Actor;
  readonly command: CommandId;
  readonly personal?: Decision['personal'];
};

/** Leaves a line of it and gives the refusal back. */
export async function turnAway(tools: Tools, request: Request, tried: Tried, no: Refused): Promise<Refused> {
  if (!WAITING.includes(request.state)) return no;
  const room = await tools.limits.spend(`turned-away:${request.id}`, { count: ROOM, per: DAY });
  if ('until' in room) return no;
  const { what, actor, command, personal = {} } = tried;
  await act(tools, request.id, `${command}:refused`, ({ state }) =>
    state === request.state
      ? { event: 'note', actor, facts: { what: `${what} refused`, why: no.refused }, personal }
      : 'leave',
  );
  return no;
}
