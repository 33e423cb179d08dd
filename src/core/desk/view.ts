// What the helpdesk's card shows beside the row, and what whoever looks at it may do: the card is drawn for its viewer.
import { type ApproverRefusal, mayDecide, mayLift } from '../approver.ts';
import type { Person } from '../person.ts';
import type { ShieldsUp } from '../ports.ts';
import { challenge, type Request } from '../request.ts';
import { usWords } from '../us.ts';
import { partIn } from './freeze.ts';
import { type HandOffCode, handOffCode } from './hand-off.ts';
import { type JoinCode, joinCode } from './join.ts';
import { administers, approves } from './office.ts';
import { callBackWords } from './proofs/call-back.ts';
import type { Tools } from './tools.ts';

const MONTH = 30 * 24 * 3_600_000;

export type DeskView = {
  /** The person's requests of late, this one among them or not. */
  readonly recent: readonly Request[];
  readonly shields?: ShieldsUp;
  /** What a genuine desk can say to the person, who sees the same words. */
  readonly usWords: string;
  /** A call-back under way: whom to call, and what to say. */
  readonly call?: { readonly number: string; readonly words: string };
};

/** Somebody who looks at the card. Only for what is shown: each click is judged anew. */
export type Viewer = {
  readonly id: string;
  /** Why they may not decide on this request; absent when they may. */
  readonly refused?: ApproverRefusal;
  readonly mayFreeze: boolean;
  readonly mayLift: boolean;
  /** What they asked for to read out, of a request by another. */
  readonly join?: JoinCode;
  readonly handOff?: HandOffCode;
};

export function viewing(tools: Tools) {
  return {
    async deskView(request: Request): Promise<DeskView> {
      const owner = { tenant: request.tenant, id: request.person };
      const [recent, shields] = await Promise.all([
        tools.requests.recent(owner, tools.world.now() - MONTH),
        tools.shields.up(),
      ]);
      const words = callBackWords(tools, request);
      const number = challenge(request, 'call-back')?.number;
      return {
        recent,
        usWords: usWords(tools, request),
        ...(shields ? { shields } : {}),
        ...(words !== undefined && number !== undefined ? { call: { number, words } } : {}),
      };
    },

    async viewer(actor: Person, request: Request): Promise<Viewer> {
      const stopped = request.state === 'frozen';
      const member = !stopped && (await approves(tools, actor, request));
      const refused = mayDecide(request, { ...actor, member });
      const admin = member !== true && (await administers(tools, actor));
      const stops = partIn(request, actor) !== undefined || member === true || admin === true;
      const [join, handOff] = [joinCode(tools, request, actor), handOffCode(tools, request, actor)];
      return {
        id: actor.id,
        mayFreeze: !stopped && stops,
        mayLift: stopped && mayLift(request, { ...actor, admin }) === undefined,
        ...(refused ? { refused } : {}),
        ...(join ? { join } : {}),
        ...(handOff ? { handOff } : {}),
      };
    },
  };
}
