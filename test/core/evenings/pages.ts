// The pages that are open that evening, and which of them was ever given a password.
import type { Session } from '../../../src/core/ports.ts';
import { isRefused } from '../../../src/core/refusals.ts';
import type { Whose } from './cast.ts';
import type { Stage } from './stage.ts';

/** One of the newest four, counted from the newest. */
export function page({ pages }: Stage, { page: back }: { readonly page: number }) {
  return pages.at(-1 - back);
}

export function open(stage: Stage, { whose }: { readonly whose: Whose }): Promise<void> {
  return openFor(stage, whose);
}

/** As the edge does: for the person's own request; one that another asked for takes a hand-off first. */
export async function openFor(stage: Stage, whose: Whose, handedOff = false): Promise<void> {
  const request = stage.requestOf(whose);
  if (!request || (request.onBehalf && !handedOff)) return;
  stage.pages.push(await stage.bench.page(request.id, stage.cast[whose]));
}

type One = { readonly page: number };

export async function reveal(stage: Stage, one: One): Promise<void> {
  const session = await page(stage, one)?.poll();
  if (session) await ask(stage, session, session.request);
}

/** As if somebody's page could name another request. */
export async function revealAstray(stage: Stage, one: One): Promise<void> {
  const { cast, requestOf } = stage;
  const session = await page(stage, one)?.poll();
  const others = session && requestOf(session.person === cast.rita.id ? 'other' : 'rita');
  if (session && others) await ask(stage, session, others.id);
}

export async function haveIt(stage: Stage, one: One): Promise<void> {
  const session = await page(stage, one)?.poll();
  if (session) await stage.bench.desk.haveIt(session, stage.bench.click());
}

async function ask({ bench, posts, witness }: Stage, session: Session, request: string): Promise<void> {
  const bound = bench.store.find(request)?.opened?.session;
  const shown = await bench.desk.reveal({ ...session, request }, bench.click());
  if (isRefused(shown)) return;
  if (session.superseded && bound !== session.id) witness.wrong('a page left open earlier was given the password');
  shown.password.use(plain => posts.read(session, plain));
}
