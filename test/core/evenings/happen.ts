// How each thing happens: by the desk's own verbs, as an edge would call them.
import { isRefused } from '../../../src/core/refusals.ts';
import type { Request } from '../../../src/core/request.ts';
import { seenOf } from '../../../src/core/seen.ts';
import { TENANT } from '../../contracts/a-request.ts';
import { HOUR, type Someone } from '../a-desk.ts';
import { changed, type Who, type Whose } from './cast.ts';
import { askFor, handOver } from './for-another.ts';
import type { Happening, One } from './happening.ts';
import { haveIt, open, page, reveal, revealAstray } from './pages.ts';
import { allOfADevice, allTheWay, gesture, offer, type, vouch } from './proving.ts';
import type { Stage } from './stage.ts';

type Ways = { readonly [W in Happening['what']]: (stage: Stage, one: One<W>) => unknown };

/** Lets one thing happen. Refusals are answers; it rejects when the process dies, or when something is really wrong. */
export async function happen(stage: Stage, one: Happening): Promise<unknown> {
  return (WAYS[one.what] as (stage: Stage, one: Happening) => unknown)(stage, one);
}

/** By then whatever began in this step has been counted, at the moment at which it began. */
const COUNTED = 8;
const LOOKS = 4;

const WAYS: Ways = {
  work: ({ bench }, { workers }) => together(Array.from({ length: workers }, () => bench.work(bench.aProcess()))),
  async wait({ bench }, { ms }) {
    for (let turn = 0; turn < COUNTED; turn++) await undefined;
    bench.world.advance(ms);
  },
  async 'a while'({ bench, pages }, { ms }) {
    for (let look = 0; look < LOOKS; look++) {
      for (const { poll } of pages) await poll();
      await bench.work(bench.aProcess());
      bench.world.advance(ms / LOOKS);
    }
  },
  die: ({ arm }, { point, nth }) => arm({ point, nth }),

  approve: about(({ bench, witness }, request, actor, { gesture: how }: One<'approve'>) => {
    const { desk, click, world } = bench;
    witness.decides(actor.id, { request: request.id, gesture: how === 'fresh' });
    if (how === 'none') return desk.approve(actor, request.id, click());
    const now = world.now();
    const authTime = how === 'fresh' ? now : now - HOUR;
    const shown = { authTime, contexts: ['c1'], askedAt: now, seen: seenOf(request) };
    return desk.approve(actor, request.id, click(), shown);
  }),
  deny: about(({ bench: { desk, click }, witness }, { id }, actor) => {
    witness.decides(actor.id);
    return desk.deny(actor, id, 'no', click());
  }),

  ask: ({ bench, cast }, { whose }) => bench.desk.draft(cast[whose], { locale: 'en', command: bench.click() }),
  'give a reason': about(({ bench: { desk, click } }, { id }, owner) => desk.giveReason(owner, id, 'forgot', click())),
  file: about(({ bench: { desk, click } }, { id }, owner) => desk.file(owner, id, click())),
  resume: about(({ bench: { desk, click } }, { id }, owner) => desk.resume(owner, id, click())),
  'said so': about(({ bench: { desk, click } }, { id }, owner) => desk.saidSo(owner, id, click())),
  cancel: about(({ bench: { desk, click } }, { id }, actor) => desk.cancel(actor, id, click())),
  freeze: about(({ bench: { desk, click } }, { id }, actor) => desk.freeze(actor, id, click())),
  lift: about(({ bench: { desk, click } }, { id }, actor) => desk.lift(actor, id, 'cleared', click())),
  'sign in': about(async ({ bench, cast, witness }, { id }, _owner, { whose, as }: One<'sign in'>) => {
    const who = { tenant: TENANT, id: cast[as].id, contexts: [], authTime: bench.world.now() };
    const ended = await bench.desk.signedIn(id, who, bench.click());
    if (as !== whose && !isRefused(ended)) witness.wrong('ended by somebody else’s sign-in');
  }),

  offer,
  gesture,
  vouch,
  type,
  'go all the way': allTheWay,
  'show what a device holds': allOfADevice,
  'ask for another': askFor,
  'hand over': handOver,

  'open a page': open,
  poll: (stage, one) => page(stage, one)?.poll(),
  reveal,
  'reveal astray': revealAstray,
  'have it': haveIt,

  'raise shields': ({ bench: { desk, world }, cast }, { who }) =>
    desk.raiseShields(cast[who], 'a wave of calls', world.now() + HOUR),
  'lower shields': ({ bench: { desk }, cast }, { who }) => desk.lowerShields(cast[who], 'looked into'),
  switch: turn,
};

function turn({ bench, cast, witness }: Stage, { thing, whose }: One<'switch'>) {
  const { state } = bench.company;
  const now = bench.world.now();
  const toggle = ({ id }: Someone) => {
    if (state.approvers.delete(id)) return;
    state.approvers.add(id);
    witness.joinsTheDesk(id);
  };
  switch (thing) {
    case 'ada in the group':
      return toggle(cast.ada);
    case 'abe in the group':
      return toggle(cast.abe);
    case 'max in the group':
      return toggle(cast.max);
    case 'password changed':
      return changed(bench, cast[whose], () => ({ passwordChangedAt: now }));
    case 'methods changed':
      return changed(bench, cast[whose], ({ changes }) => ({ changes: { ...(changes as object), methods: now } }));
    case 'manager changed':
      return changed(bench, cast[whose], ({ changes }) => ({ changes: { ...(changes as object), manager: now } }));
    default:
      state[thing] = !state[thing];
  }
}

/** Something is done about somebody's newest request, by them or by `who`; nothing when there is none. */
function about<O extends { readonly whose: Whose; readonly who?: Who }>(
  verb: (stage: Stage, request: Request, actor: Someone, one: O) => unknown,
): (stage: Stage, one: O) => unknown {
  return (stage, one) => {
    const request = stage.requestOf(one.whose);
    return request && verb(stage, request, stage.cast[one.who ?? one.whose], one);
  };
}

/** All of them to their ends; then the first failure, if there was one. */
async function together(promises: readonly Promise<unknown>[]): Promise<void> {
  const ended = await Promise.allSettled(promises);
  const failed = ended.find(one => one.status === 'rejected');
  if (failed) throw failed.reason;
}
