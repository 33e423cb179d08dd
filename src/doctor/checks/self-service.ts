// Who can already help themselves, with what, and how old that picture is; and which licences all of it rests on.
import type { UserRegistrationDetails } from '@microsoft/microsoft-graph-types';
import type { Facts } from '../facts.ts';
import { about, type Finding, known } from '../finding.ts';
import { count, HOUR, listed, span } from '../words.ts';

/** Taken over with a phone number, a mailbox or a search engine; Microsoft's own text messages and calls end on 2027-02-01. */
const WEAK = ['mobilePhone', 'alternateMobilePhone', 'officePhone', 'email', 'securityQuestion'];
/** "Up to 36 hours". */
const FRESH = 36 * HOUR;
const BAR = 20;

export function selfServiceChecks(facts: Facts): readonly Finding[] {
  const coverage = about('sspr.coverage', 'Self-service reset (SSPR): who can already help themselves');
  const weak = about('sspr.weak-methods', 'Ways to sign in: people with weak ones alone');
  const age = about('sspr.report-age', 'How old the registration report is');
  return [
    known(coverage, facts.report, rows => {
      const people = rows.filter(({ userType }) => userType !== 'guest');
      const capable = people.filter(({ isSsprCapable }) => isSsprCapable === true).length;
      const enabled = people.filter(({ isSsprEnabled }) => isSsprEnabled === true).length;
      const drawn = `${bar(capable, people.length)} ${capable} of ${count(people.length, 'person').replace('persons', 'people')}; switched on for ${enabled}.`;
      return capable > 0
        ? coverage.pass(drawn)
        : coverage.warn(
            `${drawn} Everybody comes to the desk.`,
            'Entra admin center, Protection, Password reset, Properties: Self service password reset enabled = All (or a group).',
            'There, Registration: Require users to register when signing in = Yes. Link for people: https://aka.ms/setupsecurityinfo',
          );
    }),
    known(weak, facts.report, rows => {
      const only = rows.filter(isWeakOnly);
      return only.length === 0
        ? weak.pass('Nobody.')
        : weak.warn(
            `${count(only.length, 'person').replace('persons', 'people')} with nothing but phone, mail or questions: ${listed(only.map(({ userPrincipalName }) => userPrincipalName))}.`,
            'Entra admin center, Protection, Authentication methods, Registration campaign: State = Enabled, for Authenticator or passkeys.',
            'There, Policies: switch off SMS, Voice call and Email OTP for who has better.',
          );
    }),
    known(age, facts.report, rows => {
      const newest = Math.max(...rows.map(({ lastUpdatedDateTime }) => Date.parse(lastUpdatedDateTime ?? '') || 0));
      if (rows.length === 0 || newest <= 0) return age.unknown('The report has no rows, or says no time.');
      const old = facts.now - newest;
      return old <= FRESH
        ? age.pass(`${span(old)}.`)
        : age.warn(
            `${span(old)}: it should be 36 hours at most. Whoever registered since is sent to the helpdesk.`,
            'Nothing to set: Microsoft makes it. Look at Entra admin center, Health, and wait.',
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

/** `████░░░░ 23 %` */
function bar(part: number, whole: number): string {
  const share = whole === 0 ? 0 : part / whole;
  const full = Math.round(share * BAR);
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${Math.round(share * 100)} %`;
}
