// What was tried and refused is evidence, too: which proof, by whom, and why it did not count. Never what was typed.
import type { State } from '../lifecycle.ts';
import { type Actor, type Named, named, type Person } from '../person.ts';
import type { CommandId } from '../ports.ts';
import { isRefused, type RefusalCode, type Refused } from '../refusals.ts';
import type { Request, RequestId } from '../request.ts';
import { act, type Decision, type Done } from './act.ts';
import type { Tools } from './tools.ts';

const DAY = 24 * 3_600_000;
/** Lines for one request in a day. Whoever goes on trying shall not fill the audit. */
const ROOM = 20;

/** Where something can still be shown, or done. What comes later is late, and nothing else. */
const WAITING: readonly State[] = ['open', 'pending', 'approved', 'frozen'];

/** Whoever tries without any right to is remembered. */
export const NOT_THEIRS: readonly RefusalCode[] = [
  'own-request',
  'you-vouched',
  'you-asked',
  'not-an-approver',
  'not-an-admin',
  'you-are-frozen',
];

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

/**
 * What a refusal says of whoever tried leaves a line: nobody is to knock at all doors unseen.
 * @param lines what was tried, as it stands in the audit, by the refusals that show it
 */
export async function remembered(
  tools: Tools,
  actor: Person & Named,
  id: RequestId,
  command: CommandId,
  result: Done | Refused,
  lines: Readonly<Record<string, readonly RefusalCode[]>>,
): Promise<Done | Refused> {
  if (!isRefused(result)) return result;
  const what = Object.keys(lines).find(line => lines[line]?.includes(result.refused));
  const request = what === undefined ? undefined : await tools.requests.find(id);
  if (what === undefined || !request) return result;
  return turnAway(tools, request, { what, actor: named(actor), command }, result);
}
