// Shields: raised by an admin, or by themselves when resets come too fast; while they are up, more is asked of everybody.
import type { Instant } from '../account.ts';
import type { Named, Person } from '../person.ts';
import type { ShieldsUp } from '../ports.ts';
import { type Refused, refuse } from '../refusals.ts';
import { REASON_LIMIT, tidy } from './answer.ts';
import { administers } from './office.ts';
import type { Tools } from './tools.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The stretch that what is usual is taken from. */
const USUAL = 30 * DAY;
/** Nobody means to leave them up for longer: an end that has to be set again is thought about again. */
export const LONGEST = 7 * DAY;

export function shielding(tools: Tools) {
  const { shields, world } = tools;
  return {
    /** Now, and how it came to be; `down` when they are not up. */
    async shields(): Promise<ShieldsUp | 'down'> {
      return (await shields.up()) ?? 'down';
    },

    /** For what is shown only: whoever raises or lowers them is asked about again. */
    mayRaise: async (actor: Person) => (await administers(tools, actor)) === true,

    /** By a desk admin, with the reason that everybody will read. @param end when they go down by themselves */
    async raiseShields(actor: Person & Named, reason: string, end: Instant): Promise<ShieldsUp | Refused> {
      const why = tidy(reason);
      const now = world.now();
      const refused =
        (await judge(tools, actor, why)) ?? (end <= now || end > now + LONGEST ? 'end-unreasonable' : undefined);
      if (refused) return refuse(refused);
      const up = { since: now, until: end, why, by: { id: actor.id, name: actor.name } };
      await shields.raise(up);
      tools.log.warn({ shields: 'up', until: end, by: actor.id }, 'the shields were raised');
      return up;
    },

    async lowerShields(actor: Person & Named, reason: string): Promise<'down' | Refused> {
      const why = tidy(reason);
      const refused = await judge(tools, actor, why);
      if (refused) return refuse(refused);
      await shields.lower({ at: world.now(), why, by: { id: actor.id, name: actor.name } });
      tools.log.warn({ shields: 'down', by: actor.id }, 'the shields were lowered');
      return 'down';
    },
  };
}

async function judge(tools: Tools, actor: Person, why: string) {
  const admin = await administers(tools, actor);
  if (admin === 'unknown') return 'membership-unreadable';
  if (!admin) return 'not-an-admin';
  if (admin === 'frozen') return 'you-are-frozen';
  if (why === '') return 'reason-empty';
  return [...why].length > REASON_LIMIT ? 'reason-too-long' : undefined;
}

/**
 * Before each reset: shields go up when this one would be too many for an hour. What a person lowered has been looked at: only what came
 * after counts.
 */
export async function watchPace(tools: Tools): Promise<void> {
  const { policy, history, world } = tools;
  const now = world.now();
  const lowered = (await tools.shields.newest())?.lowered?.at ?? 0;
  const [ofLate, usual] = await Promise.all([
    history.resets(Math.max(now - HOUR, lowered)),
    history.resets(now - USUAL),
  ]);
  const most = Math.max(policy.breakerPerHour, (policy.breakerFactor * usual) / (USUAL / HOUR));
  if (ofLate >= most) await raiseThemselves(tools, 'breaker');
}

/**
 * One person, or one approver, more often than the policy's limit. Whoever lowered them an hour ago or less knows already; and whom they were
 * raised for does not raise them again for a day after somebody lowered them, or one person could hold up a whole company all day long.
 * @param whose they are held to more by their own request, or by their own approvals, whatever the shields do
 */
export async function noteRepeat(tools: Tools, whose: Person): Promise<void> {
  const { limits, shields, world } = tools;
  const lowered = (await shields.newest())?.lowered?.at;
  const ago = lowered === undefined ? Number.POSITIVE_INFINITY : world.now() - lowered;
  if (ago <= HOUR || (await shields.up())) return;
  const first = await limits.spend(`raised-by:${whose.tenant}:${whose.id.toLowerCase()}`, { count: 1, per: DAY });
  if ('left' in first || ago > DAY) await raiseThemselves(tools, 'repeated');
}

async function raiseThemselves(tools: Tools, why: 'breaker' | 'repeated'): Promise<void> {
  if (await tools.shields.up()) return;
  const now = tools.world.now();
  await tools.shields.raise({ since: now, until: now + tools.policy.shieldsFor, why });
  tools.log.warn({ shields: 'up', why }, 'the shields went up by themselves');
}
