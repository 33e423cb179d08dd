// How people prove themselves that evening, rightly and wrongly; the witness writes down which it was.
import type { Done } from '../../../src/core/desk/act.ts';
import { isRefused, type RefusalCode, type Refused } from '../../../src/core/refusals.ts';
import { challenge, type Request } from '../../../src/core/request.ts';
import { TENANT } from '../../contracts/a-request.ts';
import { HOUR } from '../a-desk.ts';
import { appCode, type Who, type Whose } from './cast.ts';
import type { One, SignIn } from './happening.ts';
import { openFor } from './pages.ts';
import type { Stage } from './stage.ts';

/** What is said of an answer that was listened to, and was wrong. */
const WRONG: readonly RefusalCode[] = [
  'code-wrong',
  'code-used',
  'proof-wrong-person',
  'proof-not-passwordless',
  'proof-not-fresh',
];
/** Never drawn: two digits begin at 10. */
const NO_DIGITS = '00';

export function offer(stage: Stage, { kind, whose }: Omit<One<'offer'>, 'what'>) {
  const request = stage.requestOf(whose);
  if (!request) return undefined;
  const { desk, click } = stage.bench;
  const owner = stage.cast[whose];
  switch (kind) {
    case 'step-up':
      return desk.offerStepUp(owner, request.id, click());
    case 'vouch':
      return desk.offerVouch(owner, request.id, click());
    case 'call-back':
      return desk.offerCallBack(owner, request.id, click());
    case 'mail-code':
      return desk.offerMailCode(owner, request.id, click());
  }
}

export function gesture(stage: Stage, { whose, how }: Omit<One<'gesture'>, 'what'>) {
  const request = stage.requestOf(whose);
  if (!request) return undefined;
  const { bench, cast, witness } = stage;
  if (how === 'fresh') witness.shows(request.id, { kind: 'step-up' });
  const signedIn = signIn(stage, whose, how);
  return tried(stage, request, how === 'fresh', () =>
    bench.desk.passStepUp(cast[whose], request.id, signedIn, bench.click()),
  );
}

function signIn({ bench, cast }: Stage, whose: Whose, how: SignIn) {
  const somebodyElse = whose === 'rita' ? cast.other : cast.rita;
  return {
    tenant: TENANT,
    id: (how === 'as somebody else' ? somebodyElse : cast[whose]).id,
    authTime: bench.world.now() - (how === 'stale' ? HOUR : 0),
    contexts: how === 'without the context' ? [] : ['c1'],
  };
}

/** Whoever types them knows the digits, or does not. Right is only what the person asked types, and never the person themselves. */
export async function vouch(stage: Stage, { who, whose, right }: Omit<One<'vouch'>, 'what'>) {
  const request = stage.requestOf(whose);
  if (!request) return undefined;
  const { bench, cast, witness } = stage;
  const { digits, voucher } = challenge(request, 'vouch') ?? {};
  const actor = cast[who];
  if (right && voucher?.id === actor.id) witness.shows(request.id, { kind: 'vouch', by: actor });
  const answer = right ? (digits ?? NO_DIGITS) : NO_DIGITS;
  const heard = await tried(stage, request, right, () =>
    bench.desk.answerVouch(actor, request.id, answer, bench.click()),
  );
  if (!right && !isRefused(heard)) witness.fails(request.person);
  return heard;
}

export async function type(stage: Stage, { kind, whose, right }: Omit<One<'type'>, 'what'>) {
  const request = stage.requestOf(whose);
  if (!request) return undefined;
  const { bench, cast, witness } = stage;
  const { desk, click } = bench;
  const owner = cast[whose];
  const code = right ? await codeFor(stage, request, kind) : undefined;
  if (code !== undefined) witness.shows(request.id, { kind });
  const text = code ?? 'no such code';
  return tried(stage, request, right, () => {
    if (kind === 'totp') return desk.answerTotp(owner, request.id, text, click());
    if (kind === 'call-back') return desk.answerCallBack(owner, request.id, text, click());
    return desk.answerMailCode(owner, request.id, text, click());
  });
}

/** What the app shows, the phone says, the mail brings. */
async function codeFor({ bench }: Stage, request: Request, kind: One<'type'>['kind']): Promise<string | undefined> {
  if (kind === 'totp') return appCode(bench.world.now());
  if (kind === 'mail-code') return bench.desk.mailedCode(request)?.digits;
  return (await bench.desk.deskView(request)).call?.words;
}

/** An answer is given. Right ones are not taken from whoever had failed too often before; wrong ones are counted as they are heard. */
async function tried(stage: Stage, request: Request, right: boolean, answer: () => Promise<Done | Refused>) {
  const { bench, witness } = stage;
  const before = witness.failuresBefore(request.person);
  const heard = await answer();
  if (isRefused(heard) && WRONG.includes(heard.refused)) witness.fails(request.person);
  if (right && !isRefused(heard) && before >= bench.policy.failedProofsPerDay)
    witness.wrong(`an answer was heard after ${before} wrong ones`);
  return heard;
}

/** Whoever was asked for by another is spoken for by those above the one who asked. */
const ABOVE: readonly Who[] = ['mona', 'nora'];

export function allTheWay(stage: Stage, { whose }: { readonly whose: Whose }): Promise<void> {
  return walk(stage, whose, async another => {
    if (!another) {
      await offer(stage, { kind: 'step-up', whose });
      await gesture(stage, { whose, how: 'fresh' });
    }
    for (const who of another ? ABOVE : (['max'] as const)) {
      await offer(stage, { kind: 'vouch', whose });
      await vouch(stage, { who, whose, right: true });
    }
    if (stage.bench.policy.proofsApart > 2) await byDevice(stage, whose, 'call-back');
  });
}

export function allOfADevice(stage: Stage, { whose }: { readonly whose: Whose }): Promise<void> {
  return walk(stage, whose, async () => {
    await type(stage, { kind: 'totp', whose, right: true });
    await byDevice(stage, whose, 'call-back');
    await byDevice(stage, whose, 'mail-code');
  });
}

async function byDevice(stage: Stage, whose: Whose, kind: 'call-back' | 'mail-code'): Promise<void> {
  await offer(stage, { kind, whose });
  await type(stage, { kind, whose, right: true });
}

/** From asking to filing. @param prove `another`: it was asked for by somebody else */
async function walk(stage: Stage, whose: Whose, prove: (another: boolean) => Promise<void>): Promise<void> {
  const { bench, cast, requestOf } = stage;
  const { desk, click } = bench;
  await desk.draft(cast[whose], { locale: 'en', command: click() });
  const request = requestOf(whose);
  if (!request) return;
  await desk.giveReason(cast[whose], request.id, 'forgot', click());
  await prove(request.onBehalf !== undefined);
  await desk.file(cast[whose], request.id, click());
  await openFor(stage, whose);
}
