// Where two people stand when an evening begins; and that the witness saw how it came to be.
import { hashOf } from '../../../src/core/desk/join.ts';
import type { Challenge, Passed, Request } from '../../../src/core/request.ts';
import { aRequest } from '../../contracts/a-request.ts';
import { type Bench, HOUR, MINUTE, max, type Someone } from '../a-desk.ts';
import { mona, nora } from '../desk/an-absence.ts';
import { amy, type Cast, DESK, type Whose } from './cast.ts';
import type { Evening, Start } from './evening.ts';
import type { Witness } from './witness.ts';

type Scene = { readonly bench: Bench; readonly cast: Cast; readonly witness: Witness };
type Setting = { readonly now: number; readonly owner: Someone; readonly approved: number };

/** What the page holds on which whoever was asked for by another has joined. */
export const JOINED = 'the page that was opened with a code';

/** Puts the rows in place, earlier ones first. */
export async function begin(scene: Scene, { earlier, starts, approved }: Evening): Promise<void> {
  for (const whose of ['rita', 'other'] as const) {
    const setting = { now: scene.bench.world.now(), owner: scene.cast[whose], approved };
    for (let one = 1; one <= earlier[whose]; one++)
      await put(scene, whose, `${whose}-earlier-${one}`, served({ ...setting, now: setting.now - one * HOUR }));
    const start = starts[whose];
    if (start !== 'nothing') await put(scene, whose, `${whose}-tonight`, TONIGHT[start](setting));
  }
}

async function put({ bench, cast, witness }: Scene, whose: Whose, id: string, as: Partial<Request>): Promise<void> {
  const account = await bench.company.directory.account(cast[whose]);
  if (!account) throw new Error(`the company does not know ${cast[whose].name}`);
  const row = await bench.put({ ...as, id, person: cast[whose].id, account });
  for (const proof of row.proofs) witness.shows(id, proof);
  for (const approval of row.approvals) witness.hadApproved(id, approval.id);
  // Filed before the evening: whoever is to hear of one more within a day has heard.
  if (row.consentAt !== undefined) bench.store.told.push({ request: id, kind: 'alarm-repeat', audience: 'admins' });
}

/** Helped and back at work. */
function served({ now, owner }: Setting): Partial<Request> {
  const at = { openedAt: now, since: now, landedAt: now };
  return { ...at, state: 'completed', proofs: [gesture(now), word(max, now)], approvals: approvals(owner, now, 1) };
}

const TONIGHT: Readonly<Record<Exclude<Start, 'nothing'>, (setting: Setting) => Partial<Request>>> = {
  drafted: ({ now, owner }) => ({ state: 'open', verdict: verdictOn(owner), challenges: asked(now) }),
  proved: setting => ({ ...shown(setting), state: 'open' }),
  pending: setting => ({ ...shown(setting), state: 'pending', consentAt: setting.now }),
  approved: setting => ({ ...decided(setting), ...shown(setting), state: 'approved' }),
  landed: setting => ({ ...decided(setting), ...shown(setting), state: 'landed', landedAt: setting.now }),
  guided: () => ({ state: 'guided', verdict: { route: 'sspr', row: 'sspr', finish: 'adfs', writeback: true } }),
  'asked for': setting => ({ ...askedFor(setting, max), state: 'open', verdict: verdictOn(setting.owner) }),
  'asked for by the desk': setting => ({
    ...shown(setting),
    ...askedFor(setting, amy),
    state: 'pending',
    consentAt: setting.now,
    proofs: [word(max, setting.now), word(mona, setting.now)],
  }),
  'asked for and approved': setting => ({
    ...shown(setting),
    ...decided(setting),
    ...askedFor(setting, max),
    state: 'approved',
    proofs: [word(mona, setting.now), word(nora, setting.now)],
  }),
};

function shown({ now, owner }: Setting): Partial<Request> {
  return { reason: 'forgot', verdict: verdictOn(owner), proofs: [gesture(now), word(max, now)] };
}

function decided({ now, owner, approved }: Setting): Partial<Request> {
  return { consentAt: now, approvals: approvals(owner, now, approved) };
}

/** Whoever asks is none of those who vouch. */
function askedFor({ now }: Setting, { id, name }: Someone): Partial<Request> {
  const joining = { code: 'k1.told', by: id, issuedAt: now, expiresAt: now + 10 * MINUTE, spent: true } as const;
  return {
    onBehalf: { by: { id, name }, as: id === max.id ? 'manager' : 'desk' },
    joining: { ...joining, page: hashOf(JOINED) },
  };
}

const VERDICT = aRequest().verdict;

/** Who decides at this desk has power over it. */
function verdictOn({ id }: Someone): Request['verdict'] {
  return DESK.some(approver => approver.id === id) ? { ...VERDICT, privileged: true } : VERDICT;
}

function asked(now: number): readonly Challenge[] {
  const voucher = { id: max.id, name: max.name };
  return [
    { kind: 'step-up', issuedAt: now, expiresAt: now + 15 * MINUTE },
    { kind: 'vouch', issuedAt: now, expiresAt: now + HOUR, voucher, digits: '42' },
  ];
}

const gesture = (at: number): Passed => ({ kind: 'step-up', custody: 'fresh-gesture', at });
const word = ({ id, name }: Someone, at: number): Passed => ({
  kind: 'vouch',
  custody: 'person',
  at,
  by: { id, name },
});

/** By as many of the desk as that, each with a gesture; by nobody on their own behalf. */
function approvals(owner: Someone, at: number, count: number): Request['approvals'] {
  const others = DESK.filter(({ id }) => id !== owner.id);
  return others.slice(0, count).map(({ id, name }) => ({ id, name, at, steppedUpAt: at }));
}
