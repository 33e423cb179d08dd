// An account that resets: alive, cloud-only, with the least role that serves, not one of those who decide, and signed in.
import type { Facts } from '../facts.ts';
import { about, both, type Finding, type Judging, known } from '../finding.ts';
import type { Identity } from '../identity.ts';
import { DAY, day, ENTRA, listed, quoted, span } from '../words.ts';
import type { Resetter } from './resetter.ts';

/** Entra's own number for "never". */
const NEVER = 2_147_483_647;
const QUIET = 2 * DAY;
/** The 90 days of a refresh token, less the time it takes to find somebody who signs in. */
const LAPSING = 60 * DAY;
/** When the admins get their first reminder. */
const SOON = 7 * DAY;

export function identityChecks(
  { identity, privileged, hands, privilegedHands, groups, now }: Facts,
  resetter: Resetter,
): readonly Finding[] {
  const [entry, signedIn] = resetter.id === 'identity' ? [identity, hands] : [privileged, privilegedHands];
  return [
    ...accountChecks(entry, resetter),
    decides(entry, groups, resetter),
    signIn(signedIn, resetter),
    fresh(signedIn, now, resetter),
    ...lasts(signedIn, now, resetter),
  ];
}

/** What can be said of the account alone; also told to whoever connects it. */
export function accountChecks(
  looked: Facts['identity'],
  { id, account, guest, setting, command, judgeRoles }: Resetter,
): readonly Finding[] {
  const of = (what: string, lookedAt: string, judge: (identity: Identity, judging: Judging) => Finding): Finding => {
    const judging = about(`${id}.${what}`, `${account}: ${lookedAt}`);
    return known(judging, looked, identity =>
      identity
        ? judge(identity, judging)
        : judging.fail(
            'Nobody of that name is in this tenant.',
            `Set ${setting} to the user principal name or object id of the account that resets, then ${command}.`,
          ),
    );
  };
  const cloudOnly = of('cloud-only', 'where its password lives', ({ user, domain }, judging) => {
    if (user.onPremisesSyncEnabled)
      return judging.fail(
        'In Active Directory: when that is down, or its password expires there, nothing can be reset.',
        `Make an account that lives in the cloud alone, with a name in your .onmicrosoft.com domain; set ${setting}; ${command}.`,
      );
    if (domain?.authenticationType === 'Federated')
      return judging.fail(
        'Its domain is federated: its sign-in depends on what it is to mend.',
        `Give it a name in your .onmicrosoft.com domain, set ${setting}, ${command}.`,
      );
    return judging.pass('In the cloud alone.');
  });
  const expiry = of('expiry', 'whether its password expires', ({ user, domain }, judging) =>
    /DisablePasswordExpiration/i.test(user.passwordPolicies ?? '') || domain?.passwordValidityPeriodInDays === NEVER
      ? judging.pass('It does not.')
      : judging.warn(
          `It does${domain?.passwordValidityPeriodInDays ? `, after ${domain.passwordValidityPeriodInDays} days` : ''}: then somebody must sign in again.`,
          `PowerShell: Update-MgUser -UserId ${quoted(account)} -PasswordPolicies DisablePasswordExpiration`,
        ),
  );
  return [
    of('enabled', 'whether it may sign in', ({ user }, judging) =>
      user.accountEnabled === false
        ? judging.fail(
            'It is blocked: nothing can be reset.',
            `${ENTRA}, Users, the account, Properties, Settings: Account enabled.`,
            `PowerShell: Update-MgUser -UserId ${quoted(account)} -AccountEnabled:$true`,
          )
        : judging.pass('It may.'),
    ),
    ...(guest ? [] : [cloudOnly, expiry]),
    of('role', 'its roles', judgeRoles),
  ];
}

/** It acts for those who decide; it must not be one of them. */
function decides(identity: Facts['identity'], groups: Facts['groups'], { id, account }: Resetter): Finding {
  const judging = about(`${id}.apart`, `${account}: whether it could also decide`);
  const { approvers, admins } = groups.deciding;
  return known(judging, both(identity, both(approvers, admins)), ([who, deciding]) => {
    const among = deciding.filter(one =>
      (one?.people ?? []).some(person => person.id !== undefined && person.id === who?.user.id),
    );
    return among.length === 0
      ? judging.pass('It cannot.')
      : judging.fail(
          `It is in ${listed(among.map(one => one?.group.displayName))}: a stolen token would approve what it does.`,
          `${ENTRA}, Groups, that group, Members: remove it.`,
        );
  });
}

function signIn(hands: Facts['hands'], { id, account, command }: Resetter): Finding {
  const judging = about(`${id}.connected`, `${account}: the sign-in that resets rest on`);
  return known(judging, hands, ({ connected, as, since }) => {
    if (connected)
      return judging.pass(`Connected as ${as ?? 'the account'}${since === undefined ? '' : `, since ${day(since)}`}.`);
    return judging.fail(
      since === undefined
        ? 'Nobody has signed in yet: approved requests wait.'
        : `Lost since ${new Date(since).toISOString().slice(0, 16).replace('T', ' ')} UTC: approved requests wait, 4 hours at most.`,
      `${command}, and open the link in a private browser window as the account (docs/runbooks/service-account-lost.md).`,
    );
  });
}

/** Where rules for sign-ins end it whatever is renewed: a guest's, above all. */
function lasts(hands: Facts['hands'], now: number, { id, account, command, signInDays }: Resetter): readonly Finding[] {
  if (signInDays === undefined) return [];
  const judging = about(`${id}.sign-in-again`, `${account}: when somebody must sign in again`);
  const ending = known(judging, hands, ({ connected, since }) => {
    if (!connected || since === undefined) return judging.unknown('Nobody is signed in.', command);
    const end = since + signInDays * DAY;
    const when = `${day(end)}, ${signInDays} days after the last time`;
    return end - now > SOON
      ? judging.pass(`By ${when}.`)
      : judging.warn(
          `${end > now ? 'By' : 'Since'} ${when}: then nothing is reset.`,
          `${command}, and open the link in a private browser window as the account. It can be done at any time before.`,
          'HANDS_SIGN_IN_DAYS: after how many days your rules ask again; for a guest 30 are assumed.',
        );
  });
  return [ending];
}

function fresh(hands: Facts['hands'], now: number, { id, account, command }: Resetter): Finding {
  const judging = about(`${id}.fresh`, `${account}: when that sign-in was last renewed`);
  return known(judging, hands, ({ connected, lastRefresh }) => {
    if (!connected || lastRefresh === undefined) return judging.unknown('There is none to renew.', command);
    const age = now - lastRefresh;
    const ago = `${span(age)} ago`;
    if (age > LAPSING)
      return judging.fail(
        `${ago}: it lapses 90 days after the last renewal.`,
        `Start the desk; it renews the sign-in daily. Else ${command}.`,
      );
    return age > QUIET
      ? judging.warn(
          `${ago}, and it should be daily.`,
          'Is the desk running? Look for "the token of the hands could not be had" in its log.',
        )
      : judging.pass(`${ago}; at the latest it lapses on ${day(lastRefresh + 90 * DAY)}.`);
  });
}
