// The account that resets: alive, cloud-only, with the least role that serves, and signed in.
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, both, type Finding, type Judging, known } from '../finding.ts';
import type { Identity } from '../identity.ts';
import { DAY, day, listed, quoted, span } from '../words.ts';

/** Entra's own number for "never". */
const NEVER = 2_147_483_647;
const QUIET = 2 * DAY;
/** The 90 days of a refresh token, less the time it takes to find somebody who signs in. */
const LAPSING = 60 * DAY;

export const AUTHENTICATION = 'Authentication Administrator';
export const PRIVILEGED = 'Privileged Authentication Administrator';
/** They may reset; whether they may look what became of it is not documented (graph.md §1). */
const SMALLER = ['Password Administrator', 'Helpdesk Administrator', 'User Administrator'];

export function identityChecks(facts: Facts, desk: Desk): readonly Finding[] {
  return [
    ...accountChecks(facts.identity, desk),
    decides(facts, desk),
    ...signInChecks('identity', facts.hands, facts.now, 'npm run connect'),
  ];
}

/** What can be said of the account alone; also told to whoever connects it. */
export function accountChecks(looked: Facts['identity'], desk: Desk): readonly Finding[] {
  const { account, model } = desk.hands;
  const of = (what: string, lookedAt: string, judge: (identity: Identity, judging: Judging) => Finding): Finding => {
    const judging = about(`identity.${what}`, `${account}: ${lookedAt}`);
    return known(judging, looked, identity =>
      identity
        ? judge(identity, judging)
        : judging.fail(
            'Nobody of that name is in this tenant.',
            'Set HANDS_ACCOUNT to the user principal name or object id of the account that resets, then npm run connect.',
          ),
    );
  };
  // A guest's password lives at home, and only there can it be looked at.
  const cloudOnly = of('cloud-only', 'where its password lives', ({ user, domain }, judging) => {
    if (user.onPremisesSyncEnabled)
      return judging.fail(
        'In Active Directory: when that is down, or its password expires there, nothing can be reset.',
        'Make an account that lives in the cloud alone, with a name in your .onmicrosoft.com domain; set HANDS_ACCOUNT; npm run connect.',
      );
    if (domain?.authenticationType === 'Federated')
      return judging.fail(
        'Its domain is federated: its sign-in depends on what it is to mend.',
        'Give it a name in your .onmicrosoft.com domain, set HANDS_ACCOUNT, npm run connect.',
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
            'Entra admin center, Users, the account, Properties, Settings: Account enabled.',
            `PowerShell: Update-MgUser -UserId ${quoted(account)} -AccountEnabled:$true`,
          )
        : judging.pass('It may.'),
    ),
    ...(model === 'guest-admin' ? [] : [cloudOnly, expiry]),
    of('role', 'its roles', (identity, judging) => judgeRoles(identity, desk, judging)),
  ];
}
function judgeRoles({ assignments }: Identity, desk: Desk, judging: Judging): Finding {
  const names = assignments.map(({ roleDefinition }) => roleDefinition?.displayName ?? 'unnamed');
  const roles = 'Entra admin center, Roles & admins';
  const assign = `${roles}, ${AUTHENTICATION}, Add assignments: the account, active, not eligible.`;
  const enough = [AUTHENTICATION, PRIVILEGED].filter(role => names.includes(role));
  const more = names.filter(role => role !== AUTHENTICATION);
  if (names.includes('Global Administrator'))
    return judging.fail(
      'Global Administrator: a stolen token would be the whole tenant.',
      `${roles}, Global Administrator: remove the account.`,
      assign,
    );
  if (names.includes(PRIVILEGED))
    return judging.fail(
      `${PRIVILEGED}: it could reset every admin.${desk.policy.privilegedTargets ? ' People with power over others need an identity of their own, not this one.' : ''}`,
      `${roles}, ${PRIVILEGED}: remove the account.`,
      assign,
    );
  if (enough.length === 0)
    return SMALLER.some(role => names.includes(role))
      ? judging.warn(
          `${listed(names)}: it may reset; that it may see what became of a reset is not documented.`,
          assign,
        )
      : judging.fail(`${names.length === 0 ? 'None' : listed(names)}: it cannot reset anybody.`, assign);
  if (more.length > 0)
    return judging.warn(`Also ${listed(more)}: more than it needs.`, `${roles}: remove it from ${listed(more)}.`);
  const units = assignments.filter(({ directoryScopeId }) => directoryScopeId !== '/').length;
  return judging.pass(
    `${AUTHENTICATION}, ${units === assignments.length ? 'within an administrative unit' : 'for the whole tenant'}: the least that serves.`,
  );
}

/** It acts for those who decide; it must not be one of them. */
function decides({ identity, groups }: Facts, desk: Desk): Finding {
  const judging = about('identity.apart', `${desk.hands.account}: whether it could also decide`);
  const { approvers, admins } = groups.deciding;
  return known(judging, both(identity, both(approvers, admins)), ([who, deciding]) => {
    const among = deciding.filter(one => (one?.people ?? []).some(({ id }) => id !== undefined && id === who?.user.id));
    return among.length === 0
      ? judging.pass('It cannot.')
      : judging.fail(
          `It is in ${listed(among.map(one => one?.group.displayName))}: a stolen token would approve what it does.`,
          'Entra admin center, Groups, that group, Members: remove it.',
        );
  });
}

/** @param command how the account is connected */
export function signInChecks(id: string, hands: Facts['hands'], now: number, command: string): readonly Finding[] {
  return [signIn(id, hands, command), fresh(id, hands, now, command)];
}

function signIn(id: string, hands: Facts['hands'], command: string): Finding {
  const judging = about(`${id}.connected`, 'The sign-in that resets rest on');
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

function fresh(id: string, hands: Facts['hands'], now: number, command: string): Finding {
  const judging = about(`${id}.fresh`, 'When that sign-in was last renewed');
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
