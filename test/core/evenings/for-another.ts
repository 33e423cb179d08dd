// Somebody who can open no Teams at all: another asks for them, and the desk hands the page over face to face.
import { isRefused } from '../../../src/core/refusals.ts';
import { upnOf, type Who, type Whose } from './cast.ts';
import { openFor } from './pages.ts';
import type { Stage } from './stage.ts';

type Two = { readonly who: Who; readonly whose: Whose };

/** Opens it, says why, and tells them the code that they join with. */
export async function askFor(stage: Stage, { who, whose }: Two): Promise<void> {
  const { bench, cast, keys } = stage;
  const { desk, click } = bench;
  const asked = await desk.draftFor(cast[who], upnOf(cast[whose]), { locale: 'en', command: click() });
  if (isRefused(asked)) return;
  await desk.giveReasonFor(cast[who], asked.id, 'their laptop was stolen', click());
  const told = await desk.newJoinCode(cast[who], asked.id, click());
  const digits = isRefused(told) ? undefined : desk.joinCode(told.done, cast[who])?.digits;
  if (digits === undefined) return;
  const joined = await desk.join(upnOf(cast[whose]), digits, '10.0.0.1', click());
  if (!isRefused(joined)) keys.set(asked.id, joined.page);
}

/** Somebody of the desk has them before their eyes. */
export async function handOver(stage: Stage, { who, whose }: Two): Promise<void> {
  const { bench, cast, keys, requestOf, witness } = stage;
  const { desk, click } = bench;
  const request = requestOf(whose);
  const key = request && keys.get(request.id);
  if (!request || key === undefined) return;
  const pressed = await desk.inPerson(cast[who], request.id, click());
  if (isRefused(pressed)) return;
  const code = (await desk.viewer(cast[who], pressed.done)).handOff?.code ?? '';
  const taken = await desk.takeOver(request.id, key, code, '', click());
  if (isRefused(taken)) return;
  const { approvals, onBehalf } = taken.done;
  if (!approvals.some(({ id }) => id !== cast[who].id)) witness.wrong('handed over by the only one who approved');
  if ([request.person, onBehalf?.by.id].includes(cast[who].id)) witness.wrong('handed over by whoever asked for it');
  await openFor(stage, whose, true);
}
