// Where a password really lives and which way leads back in: a pure table, first match wins. Each row names what it rests on.
import type { Account } from './account.ts';
import { type Closed, closed, isPrivileged, systemOf } from './diagnosis/closed.ts';
import { offers } from './diagnosis/offers.ts';
import { isRead, READS, type Rest } from './diagnosis/rests.ts';
import { adfs, type Road, roads } from './diagnosis/roads.ts';
import { inAny, type Situation } from './diagnosis/situation.ts';

export type { Attestation, Attested, History, OtherSystem, Situation, Trouble, Wave } from './diagnosis/situation.ts';
export { groupsNamed } from './diagnosis/situation.ts';

export type Route = 'sspr' | 'helpdesk' | 'refused';

/** Which page ends the story: Microsoft's own sign-in, AD FS's update page, or the link of another identity provider. */
export type Finish = 'microsoft' | 'adfs' | 'other';

/** A row's name is also the key of its sentences: `chat.where.<row>`, or `cards.refused.<row>-why` where it refuses. */
export type RefusedRow = (typeof closed)[number]['row'] | 'unreadable';
export type RoadRow = (typeof roads)[number]['row'];
export type RowName = RefusedRow | RoadRow;

/** Something to show beside the road: `chat.offer.<offer>` to the person, or on their guidance; `cards.offer.<offer>` to the helpdesk. */
export type Offer = (typeof offers)[number]['offer'];

export type Verdict = {
  readonly route: Route;
  readonly row: RowName;
  readonly finish: Finish;
  /** The federated page where the temporary password is changed; absent when nobody configured one. */
  readonly updateUrl?: string;
  /** True when the new password has to travel on to on-premises AD. */
  readonly writeback: boolean;
  /** What is shown beside the road, in this order; absent: nothing. */
  readonly offers?: readonly Offer[];
  /** Has power over others, and is served all the same: stricter demands apply. */
  readonly privileged?: true;
  /** What was lost is not the password: another door, never this one. */
  readonly door?: 'mfa';
  /** Where a refused person turns instead, as the admin configured it. `name`: the other system's. */
  readonly link?: { readonly url: string; readonly name?: string };
};

type Row = {
  readonly row: RowName;
  readonly means: string;
  readonly next: string;
  readonly rests: readonly Rest[];
  readonly route: Route;
};

const CLOSED: readonly (Closed & { readonly row: RefusedRow })[] = closed;
const ROADS: readonly (Road & { readonly row: RoadRow })[] = roads;

/** Every row in its order, for the docs and for tests: who is not served, then whom nobody can be sure of, then the roads. */
export const DIAGNOSIS: readonly Row[] = [
  ...CLOSED.map(row => ({ ...row, route: 'refused' }) as const),
  {
    row: 'unreadable',
    means:
      'Something that any row above rests on could not be read (risk and the SSPR report are hints and do not count)',
    next: 'In a few minutes again; then the helpdesk.',
    rests: [
      ...new Set([...CLOSED.filter(({ doubt }) => doubt).flatMap(({ rests }) => rests.filter(isRead)), READS.domain]),
    ],
    route: 'refused',
  },
  ...ROADS,
];
export const OFFERS = offers;

export function isRefusedRow(row: RowName): row is RefusedRow {
  return DIAGNOSIS.some(one => one.row === row && one.route === 'refused');
}

export function diagnose(situation: Situation): Verdict {
  const { account } = situation;
  const refused = CLOSED.find(row => row.when(situation));
  if (refused) return refusal(situation, refused.row, refused.door);
  // Fail closed: without these nobody can tell whose account would be touched, or where its password would have to go.
  const unclear = [account.domain, account.synced].includes('unknown') || CLOSED.some(row => row.doubt?.(situation));
  if (unclear) return refusal(situation, 'unreadable');
  const road = ROADS.find(one => one.when(situation));
  if (!road) throw new Error('the last road no longer fits everybody');
  const { row, route } = road;
  const decided = {
    route,
    ...ending(situation),
    ...(isPrivileged(account) ? ({ privileged: true } as const) : {}),
  };
  const shown = offers.filter(one => one.when(situation, decided)).map(({ offer }) => offer);
  return { row, ...decided, ...(shown.length > 0 ? { offers: shown } : {}) };
}

function refusal(situation: Situation, row: RefusedRow, door?: 'mfa'): Verdict {
  const system = row === 'elsewhere' ? systemOf(situation) : undefined;
  const instead = situation.attested.instead?.[row];
  const link = system ? { url: system.link, name: system.name } : instead ? { url: instead } : undefined;
  return {
    row,
    route: 'refused',
    ...ending(situation),
    ...(door ? { door } : {}),
    ...(link ? { link } : {}),
  };
}

/** How it ends, whichever road is taken there. */
function ending({ account, attested }: Situation): Pick<Verdict, 'finish' | 'updateUrl' | 'writeback'> {
  const writeback = account.synced === true;
  const inCloud = account.domain !== 'federated' || inAny(account, attested.stagedRollout ?? []) === true;
  if (inCloud) return { finish: 'microsoft', writeback };
  const updateUrl = finishingLink(account, attested);
  return { finish: adfs(account) ? 'adfs' : 'other', writeback, ...(updateUrl ? { updateUrl } : {}) };
}

/** What the admin wrote down for this domain, else the owner's own link, else AD FS's update page, else the admin's link for all. */
function finishingLink(account: Account, { updateUrl, updateUrls }: Situation['attested']): string | undefined {
  const written = updateUrls?.[account.upn.slice(account.upn.lastIndexOf('@') + 1).toLowerCase()];
  if (written) return written;
  const federation = account.federation === 'unknown' ? null : account.federation;
  if (federation?.passwordResetUri) return federation.passwordResetUri;
  if (federation?.provider === 'adfs') return `${federation.signInOrigin}/adfs/portal/updatepassword/`;
  return updateUrl;
}
