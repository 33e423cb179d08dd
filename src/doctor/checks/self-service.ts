// Who can already help themselves, with what, and how old that picture is; and which licences all of it rests on.
import type { UserRegistrationDetails } from '@microsoft/microsoft-graph-types';
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, type Finding, known } from '../finding.ts';
import { ENTRA, HOUR, listed, PASSWORD_RESET, persons, span } from '../words.ts';

/** Taken over with a phone number, a mailbox or a search engine; Microsoft's own text messages and calls end on 2027-02-01. */
const WEAK = ['mobilePhone', 'alternateMobilePhone', 'officePhone', 'email', 'securityQuestion'];
/** "Up to 36 hours". */
const FRESH = 36 * HOUR;
const BAR = 20;
const WAIT = 'Nothing to set: Microsoft makes it. Look again tomorrow.';

export function selfServiceChecks(facts: Facts, { ssprCoverage }: Pick<Desk, 'ssprCoverage'>): readonly Finding[] {
  const coverage = about('sspr.coverage', 'Self-service reset (SSPR): who can already help themselves');
  const weak = about('sspr.weak-methods', 'Ways to sign in: people with weak ones alone');
  const age = about('sspr.report-age', 'How old the registration report is');
  return [
    known(coverage, facts.report, rows => {
      const members = rows.filter(({ userType }) => userType !== 'guest');
      if (members.length === 0) return coverage.unknown('The report has no rows.', WAIT);
      const capable = members.filter(({ isSsprCapable }) => isSsprCapable === true).length;
      const enabled = members.filter(({ isSsprEnabled }) => isSsprEnabled === true).length;
      const share = (100 * capable) / members.length;
      const drawn = `${bar(share)} ${capable} of ${persons(members.length)} can reset their password themselves; it is switched on for ${enabled}.`;
      if (share >= ssprCoverage) return coverage.pass(drawn);
      return coverage.warn(
        `${drawn} Everybody else comes to the desk; ${ssprCoverage} % is asked for.`,
        ...(enabled < members.length
          ? [`${PASSWORD_RESET}, Properties: Self service password reset enabled = All (or a larger group).`]
          : []),
        `${PASSWORD_RESET}, Registration: Require users to register when signing in = Yes. Link for people: https://aka.ms/setupsecurityinfo`,
        'If fewer is right for you: SSPR_COVERAGE, in per cent; 0 never warns.',
      );
    }),
    known(weak, facts.report, rows => {
      const only = rows.filter(isWeakOnly);
      return only.length === 0
        ? weak.pass('Nobody.')
        : weak.warn(
            `${persons(only.length)} with nothing but phone, mail or questions: ${listed(only.map(({ userPrincipalName }) => userPrincipalName))}.`,
            `${ENTRA}, Authentication methods, Registration campaign: State = Enabled, for Authenticator or passkeys.`,
            'There, Policies: switch off SMS, Voice call and Email OTP for who has better.',
          );
    }),
    known(age, facts.report, rows => {
      const newest = Math.max(...rows.map(({ lastUpdatedDateTime }) => Date.parse(lastUpdatedDateTime ?? '') || 0));
      if (rows.length === 0 || newest <= 0) return age.unknown('The report has no rows, or says no time.', WAIT);
      const old = facts.now - newest;
      return old <= FRESH
        ? age.pass(`${span(old)}.`)
        : age.warn(
            `${span(old)}: it should be 36 hours at most. Whoever registered since is sent to the helpdesk.`,
            WAIT,
          );
    }),
    ...licenceChecks(facts),
  ];
}

function licenceChecks({ skus, organization }: Facts): readonly Finding[] {
  const p1 = about('licence.p1', 'Licence: Microsoft Entra ID P1');
  const p2 = about('licence.p2', 'Licence: Microsoft Entra ID P2');
  const has =
    (names: readonly string[]) =>
    (sku: { capabilityStatus?: string | null; servicePlans?: readonly { servicePlanName?: string | null }[] }) =>
      ['Enabled', 'Warning'].includes(sku.capabilityStatus ?? '') &&
      (sku.servicePlans ?? []).some(({ servicePlanName }) => names.includes(servicePlanName ?? ''));
  const hybrid = 'value' in organization && organization.value?.onPremisesSyncEnabled === true;
  return [
    known(p1, skus, all =>
      all.some(has(['AAD_PREMIUM', 'AAD_PREMIUM_P2']))
        ? p1.pass('There.')
        : p1.fail(
            `Missing: no Conditional Access, so no step-up; no registration report${hybrid ? '; no password writeback' : ''}.`,
            'Microsoft 365 admin center, Billing, Purchase services: Microsoft Entra ID P1 (also in Microsoft 365 E3 and Business Premium), for everybody the desk serves.',
          ),
    ),
    known(p2, skus, all =>
      all.some(has(['AAD_PREMIUM_P2']))
        ? p2.pass('There.')
        : p2.warn(
            'Missing: people at risk are not known as such. Without it there is no PIM either, so nobody is eligible for a role.',
            'Nothing to do if you do without. Else: Microsoft Entra ID P2 (also in Microsoft 365 E5).',
          ),
    ),
  ];
}

function isWeakOnly({ methodsRegistered }: UserRegistrationDetails): boolean {
  const methods = (methodsRegistered ?? []).filter(method => method !== null);
  return methods.length > 0 && methods.every(method => WEAK.includes(method));
}

/** `████░░░░ 23 %`. Whoever is there at all shows. */
function bar(share: number): string {
  const full = share === 0 ? 0 : Math.max(1, Math.round((share / 100) * BAR));
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${Math.round(share)} %:`;
}
