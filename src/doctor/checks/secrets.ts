// Secrets and certificates of the registrations: when the one in use ends, and which lie about unused.
import type { Application, PasswordCredential } from '@microsoft/microsoft-graph-types';
import type { Instant } from '../../core/account.ts';
import type { Facts } from '../facts.ts';
import { about, type Finding, type Judging, known, seeFirst } from '../finding.ts';
import { REGISTRATIONS, type Which } from '../sources.ts';
import { count, DAY, day, inPortal, NAMES, quoted } from '../words.ts';

/** Days before the end at which an admin is reminded, and at which it is serious. */
const [EARLY, SOON, NOW] = [60, 30, 7] as const;

export function secretChecks(facts: Facts): readonly Finding[] {
  return REGISTRATIONS.flatMap(which => {
    const ends = about(`secret.${which}.end`, `App registration "${NAMES[which]}": when its secret ends`);
    const unused = about(`secret.${which}.unused`, `App registration "${NAMES[which]}": secrets that nobody uses`);
    const missing = seeFirst(`registration.${which}.exists`);
    return [
      known(ends, facts.registrations[which], app =>
        app ? judgeEnd(ends, app, facts, which) : ends.unknown('There is no such registration.', missing),
      ),
      known(unused, facts.registrations[which], app =>
        app ? judgeUnused(unused, app, facts, which) : unused.unknown('There is no such registration.', missing),
      ),
    ];
  });
}

function judgeEnd(judging: Judging, app: Application, { now, hints }: Facts, which: Which): Finding {
  const [used] = inUse(app, hints[which]);
  if (!used)
    return judging.fail(
      'No secret of the registration begins like the configured one: it was removed, or another was copied.',
      ...renewal(which, app),
    );
  return remaining(
    judging,
    ended(used),
    now,
    `The secret in use (${used.displayName ?? 'unnamed'})`,
    renewal(which, app),
  );
}

/** 60, 30 and 7 days, for anything that ends. Shared with the certificates of federated domains. */
export function remaining(
  judging: Judging,
  end: Instant | undefined,
  now: Instant,
  what: string,
  mend: readonly string[],
): Finding {
  if (end === undefined) return judging.unknown(`${what} does not say when it ends.`, ...mend);
  const days = Math.floor((end - now) / DAY);
  if (end <= now) return judging.fail(`${what} ended on ${day(end)}.`, ...mend);
  const left = `${what} ends on ${day(end)}, in ${count(days, 'day')}`;
  if (days <= NOW) return judging.fail(`${left}: renew it now.`, ...mend);
  if (days <= SOON) return judging.warn(`${left}: renew it this week.`, ...mend);
  return days <= EARLY ? judging.warn(`${left}: plan to renew it.`, ...mend) : judging.pass(`${left}.`);
}

function judgeUnused(judging: Judging, app: Application, { hints }: Facts, which: Which): Finding {
  const used = inUse(app, hints[which]);
  const idle = (app.passwordCredentials ?? []).filter(one => !used.includes(one));
  const certificates = app.keyCredentials ?? [];
  const all = [...idle, ...certificates];
  if (all.length === 0) return judging.pass('None.');
  return judging.warn(
    `${count(all.length, 'secret or certificate')} beside the one in use: each opens the same doors.`,
    `${inPortal(which, 'Certificates & secrets')}: delete what no process uses. While secrets are being rotated, after the rotation.`,
    ...idle.map(
      ({ keyId }) =>
        `PowerShell: Remove-MgApplicationPassword -ApplicationId ${quoted(app.id ?? '')} -KeyId ${quoted(keyId ?? '')}`,
    ),
  );
}

/** Entra keeps the first three characters of a secret as its hint. Newest first: two may begin alike. */
function inUse(app: Application, hint: string): readonly PasswordCredential[] {
  return (app.passwordCredentials ?? [])
    .filter(one => one.hint === hint)
    .toSorted((one, other) => (ended(other) ?? 0) - (ended(one) ?? 0));
}

function ended({ endDateTime }: PasswordCredential): Instant | undefined {
  const at = Date.parse(endDateTime ?? '');
  return Number.isNaN(at) ? undefined : at;
}

function renewal(which: Which, app: Application): readonly string[] {
  return [
    `${inPortal(which, 'Certificates & secrets, New client secret')}; or PowerShell: Add-MgApplicationPassword -ApplicationId ${quoted(app.id ?? '')}`,
    `Set it as ${which === 'desk' ? 'DESK_CLIENT_SECRET' : which === 'bot' ? 'BOT_SECRET' : 'HANDS_CLIENT_SECRET'}, restart, then delete the old one (docs/runbooks/rotating-secrets.md).`,
  ];
}
