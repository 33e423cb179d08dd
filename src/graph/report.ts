// What the registration report says about one person: a hint, hours old, and not there for everybody.
import type { UserRegistrationDetails } from '@microsoft/microsoft-graph-types';
import type { Account } from '../core/account.ts';
import { GraphFault } from './fault.ts';
import { instant } from './person.ts';

export type ReportFacts = Pick<Account, 'sspr' | 'mfaRegistered'>;

export const NO_REPORT: ReportFacts = { sspr: 'unknown', mfaRegistered: 'unknown' };

export function reportPath(id: string): string {
  return `/reports/authenticationMethods/userRegistrationDetails/${id}`;
}

export function reportFacts(report: UserRegistrationDetails): ReportFacts {
  const { isSsprCapable, isSsprEnabled, isSsprRegistered, isMfaRegistered, methodsRegistered } = report;
  const asOf = instant(report.lastUpdatedDateTime);
  const mfaRegistered = isMfaRegistered ?? 'unknown';
  if (typeof isSsprCapable !== 'boolean' || asOf === 'unknown') return { sspr: 'unknown', mfaRegistered };
  return {
    mfaRegistered,
    sspr: {
      capable: isSsprCapable,
      enabled: isSsprEnabled === true,
      registered: isSsprRegistered === true,
      methods: (methodsRegistered ?? []).filter(method => method !== null),
      asOf,
    },
  };
}

/** The report leaves out disabled, new and unlicensed people: that says nothing about what they can do. */
export function notReported(error: unknown): ReportFacts | undefined {
  return error instanceof GraphFault && error.status === 404 ? NO_REPORT : undefined;
}
