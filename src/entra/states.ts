// What a sign-in remembers while its person is at Entra: a row that is good for once; or nothing at all, where anybody may begin one.
import type { Tickets, World } from '../core/ports.ts';
import type { Sealed, Sealer } from '../core/seal.ts';
import { Secret } from '../core/secret.ts';
import { ANYBODYS, type Purpose, type Subject } from '../core/sign-in.ts';

/** `browser`: the mark of the key that only the browser keeps. */
export type Begun = { readonly purpose: Purpose; readonly subject: Subject; readonly browser: string };

const TICKET = 'sign-in';
const BINDING = 'sign-in state';

/** @param ttl milliseconds that a person may take */
export function createStates(deps: {
  readonly tickets: Tickets;
  readonly sealer: Sealer;
  readonly world: Pick<World, 'now'>;
  readonly ttl: number;
}) {
  const { tickets, sealer, world, ttl } = deps;
  return {
    /**
     * These pages' buttons are for anybody on the internet: a row for each press would fill the database, and a count of presses would let one
     * of them shut the door for all. So that state carries everything itself, sealed; what makes it good for once is Entra's code.
     */
    async keep(begun: Begun): Promise<string> {
      const { purpose, subject, browser } = begun;
      if (!ANYBODYS.includes(purpose))
        return tickets.issue(TICKET, { purpose, subject: JSON.stringify(subject), browser }, ttl);
      return sealer.seal(new Secret(JSON.stringify({ ...begun, until: world.now() + ttl })), BINDING);
    },

    /** Undefined for a state that nobody issued, whose time is over, or that was used where that can be told. */
    async take(state: string): Promise<Begun | undefined> {
      const ticket = await tickets.redeem(TICKET, state);
      if (!ticket) return unsealed(state);
      const { purpose, subject = '{}', browser = '' } = ticket;
      return { purpose: purpose as Purpose, subject: JSON.parse(subject) as Subject, browser };
    },
  };

  function unsealed(state: string): Begun | undefined {
    try {
      const { until, ...begun } = sealer
        .open(state as Sealed, BINDING)
        .use(text => JSON.parse(text) as Begun & { readonly until: number });
      return world.now() < until ? begun : undefined;
    } catch {
      return undefined;
    }
  }
}
