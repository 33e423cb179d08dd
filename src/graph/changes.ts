// When something that proves a person was last changed, as far as the directory's audit remembers: 30 days with P1 or P2.
import type { DirectoryAudit } from '@microsoft/microsoft-graph-types';
import type { Changes, Instant } from '../core/account.ts';
import { instant } from './person.ts';
import { same } from './power.ts';

type Kind = keyof Changes;
const KINDS = ['methods', 'phone', 'mail', 'manager'] as const satisfies readonly Kind[];

const REMEMBERED = 30 * 24 * 3_600_000;

/** Activities of "Microsoft Entra audit log categories and activities" and of the combined registration's audit page. */
const ACTIVITIES: readonly (readonly [Kind, RegExp])[] = [
  ['methods', /^(User|Admin) (registered|registered all required|updated|changed default|deleted) security info$/i],
  [
    'methods',
    /^(Add|Delete) (FIDO2 security key|Windows Hello for Business credential|passwordless phone sign-in credential)$/i,
  ],
  ['methods', /^(Add|Remove) users strong authentication phone app detail$/i],
  ['methods', /^User registered for self-service password reset$/i],
  // Taking a manager away is not in that list; the name is assumed.
  ['manager', /^(Set|Remove) user manager$/i],
];

/** Properties an "Update user" names as modified. The page lists no names; these are the directory's own, as public audit rows show them. */
const PROPERTIES: readonly (readonly [Kind, RegExp])[] = [
  ['methods', /^StrongAuthentication/i],
  ['phone', /^(Mobile|MobilePhone|OtherMobile|TelephoneNumber|BusinessPhones)$/i],
  ['mail', /^(Mail|OtherMail|OtherMails|AlternativeEmails?)$/i],
  ['manager', /^Manager$/i],
];

/** @param id object id, encoded */
export function changesPath(id: string, now: Instant): string {
  const since = `${new Date(now - REMEMBERED).toISOString().slice(0, 19)}Z`;
  const filter = `activityDateTime ge ${since} and targetResources/any(t:t/id eq '${id.replaceAll("'", "''")}')`;
  return `/auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}&$top=500`;
}

/** Of each kind the newest. What failed changed nothing; and whoever becomes a manager of somebody is in that row too, but not first. */
export function changesIn(rows: readonly unknown[], id: string): Changes {
  const found = (rows as readonly DirectoryAudit[])
    .filter(row => row.result === 'success' && same(row.targetResources?.[0]?.id, id))
    .flatMap(row => kindsOf(row).map(kind => ({ kind, at: instant(row.activityDateTime) })));
  const newest = KINDS.flatMap(kind => {
    const times = found.flatMap(one => (one.kind === kind && one.at !== 'unknown' ? [one.at] : []));
    return times.length > 0 ? [[kind, Math.max(...times)] as const] : [];
  });
  return Object.fromEntries(newest);
}

function kindsOf({ activityDisplayName, targetResources }: DirectoryAudit): readonly Kind[] {
  const said = ACTIVITIES.filter(([, activity]) => activity.test(activityDisplayName ?? ''));
  const modified = (targetResources?.[0]?.modifiedProperties ?? []).map(({ displayName }) => displayName ?? '');
  const updated = activityDisplayName === 'Update user' ? modified : [];
  return [...said, ...PROPERTIES.filter(([, property]) => updated.some(name => property.test(name)))].map(
    ([kind]) => kind,
  );
}
