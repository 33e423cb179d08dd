// Who is about on such an evening: two who are locked out, those above them, the desk, somebody who has no part in it.
import type { Account } from '../../../src/core/account.ts';
import { totpBinding } from '../../../src/core/desk/proofs/totp.ts';
import { createSealer } from '../../../src/core/seal.ts';
import { Secret } from '../../../src/core/secret.ts';
import { anAccount, TENANT } from '../../contracts/a-request.ts';
import { abe, ada, type Bench, HOUR, KEY_RING, max, rita, type Someone, security, stranger } from '../a-desk.ts';
import { mona, nora } from '../desk/an-absence.ts';
import { codeOf } from '../desk/proofs/a-proof.ts';
import type { Evening } from './evening.ts';

export const tess: Someone = { tenant: TENANT, id: '22222222-aaaa-4bbb-8ccc-000000000011', name: 'Tess Teammate' };
export const amy: Someone = { tenant: TENANT, id: '33333333-aaaa-4bbb-8ccc-000000000003', name: 'Amy Approver' };

/** `other`: the second person who is locked out this evening, Tess or an approver. */
export const NAMES = ['rita', 'other', 'max', 'mona', 'nora', 'ada', 'abe', 'amy', 'stranger', 'security'] as const;
export type Who = (typeof NAMES)[number];
export type Whose = 'rita' | 'other';
export type Cast = Readonly<Record<Who, Someone>>;

export function castOf({ other }: Pick<Evening, 'other'>): Cast {
  return { rita, other: other === 'ada' ? ada : tess, max, mona, nora, ada, abe, amy, stranger, security };
}

/** All three decide at this desk: of three one may be locked out, and two are left. */
export const DESK: readonly Someone[] = [ada, abe, amy];

const APP = new Secret(Buffer.alloc(20, 5).toString('base64'));

/** What the app of whoever enrolled one shows now. */
export const appCode = (at: number) => codeOf(APP, at);

const ABOVE: readonly Account[] = [
  anAccount({ id: mona.id, name: mona.name, upn: 'mona@corp.example', manager: { id: nora.id, name: nora.name } }),
  anAccount({ id: nora.id, name: nora.name, upn: 'nora@corp.example', manager: null }),
];

/** Makes them known to the company: both report to Max, and have a number of record and an address of their own. */
export async function known({ company, store, world }: Bench, cast: Cast, night: Evening): Promise<void> {
  company.state.approvers = new Set(DESK.map(({ id }) => id));
  company.state.privilegedHands = true;
  for (const account of ABOVE) company.state.people.set(account.id, account);
  for (const whose of ['rita', 'other'] as const) {
    const { id, name, tenant } = cast[whose];
    const account = anAccount({
      id,
      name,
      upn: upnOf(cast[whose]),
      mfaRegistered: night.withoutMfa !== whose,
      phones: [{ kind: 'business', number: `+49 30 555 01${whose.length}` }],
      otherMails: [`${whose}@home.example`],
    });
    company.state.people.set(id, account);
    if (!night.enrolled) continue;
    const secret = createSealer(KEY_RING).seal(APP, totpBinding({ tenant, id }));
    const enrolledAt = world.now() - 100 * HOUR;
    await store.enrolments.save({ person: { tenant, id }, secret, enrolledAt, usableFrom: world.now() - HOUR });
  }
}

export function upnOf({ name }: Someone): string {
  return `${name.split(' ')[0]?.toLowerCase()}@corp.example`;
}

/** The directory says something else of them from now on. */
export function changed({ company }: Bench, { id }: Someone, changes: (account: Account) => Partial<Account>): void {
  const account = company.state.people.get(id);
  if (account) company.state.people.set(id, { ...account, ...changes(account) });
}
