// Somebody with the right lends their own hands to a lockout: once, for this one person, by a sign-in of just now.
import { mayLend, type Office } from '../approver.ts';
import { waitsForHands } from '../lockout.ts';
import { type Named, named, type Person } from '../person.ts';
import type { CommandId } from '../ports.ts';
import { type Refused, refuse } from '../refusals.ts';
import type { RequestId } from '../request.ts';
import { act, type Done } from './act.ts';
import { type Gesture, isFresh, rightOver } from './decide.ts';
import { notBegun } from './lock-out.ts';
import { administers, approves } from './office.ts';
import type { Tools } from './tools.ts';
import { NOT_THEIRS, remembered } from './turned-away.ts';

/** Of two offices, either will do. */
const STRONGEST: readonly Office[] = [true, 'frozen', 'unknown'];

export function lending(tools: Tools) {
  return {
    /**
     * By an approver or an admin of the desk, whoever froze it among them: it takes nothing from anybody but whoever has the old password.
     * The worker does the rest, and burns what was lent in the commit that ends it, however it ends.
     */
    async lend(
      actor: Person & Named,
      id: RequestId,
      command: CommandId,
      { own, ...gesture }: Pick<Gesture, 'authTime' | 'askedAt' | 'own'>,
    ): Promise<Done | Refused> {
      const asked = await tools.requests.find(id);
      if (!asked) return refuse('no-such-request');
      const offices = await Promise.all([approves(tools, actor, asked), administers(tools, actor)]);
      const member = STRONGEST.find(office => offices.includes(office)) ?? false;
      const result = await act(tools, id, command, async request => {
        const no = mayLend(request, { ...actor, member });
        if (no) return refuse(no);
        if (!waitsForHands(request)) return refuse('lock-out-not-waiting');
        if (!isFresh(gesture)) return refuse('proof-not-fresh');
        if ((await rightOver(tools, actor, request)) === 'no') return refuse('lock-out-no-right');
        if (!own) return refuse('step-up-needed');
        return {
          event: 'note',
          actor: named(actor),
          next: { lockout: notBegun(tools.world), hands: { by: actor.id, until: own.until }, claims: undefined },
          hands: tools.hands.offer(request, actor.id, own),
          facts: { what: 'hands lent to the lockout' },
        };
      });
      return remembered(tools, actor, id, command, result, { 'hands for the lockout': NOT_THEIRS });
    },
  };
}
