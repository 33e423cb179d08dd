// What each registration must hold, may hold, and nothing else: docs/permissions.md as a table.
import type { Which } from './sources.ts';

type Row = { readonly required: readonly string[]; readonly optional: Readonly<Record<string, string>> };

/** Application permissions. `optional`: what is not seen or done without it. */
export const APPLICATION: Readonly<Record<Which, Row>> = {
  bot: { required: [], optional: {} },
  desk: {
    required: [
      'User.Read.All',
      'GroupMember.Read.All',
      'RoleManagement.Read.Directory',
      'Domain.Read.All',
      'Domain-InternalFederation.Read.All',
      'AuditLog.Read.All',
      'Policy.Read.All',
      'User.RevokeSessions.All',
    ],
    optional: {
      'IdentityRiskyUser.Read.All': 'nobody counts as at risk',
      'Application.Read.All': 'this doctor cannot see the registrations and when their secrets end',
      'AuthenticationContext.Read.All': 'this doctor cannot see whether the authentication context is published',
      'LicenseAssignment.Read.All': 'this doctor cannot see the licences',
    },
  },
  hands: { required: [], optional: {} },
};

/** Delegated permissions of the identity that resets. Those of signing in itself say nothing about Graph. */
export const DELEGATED = ['UserAuthenticationMethod.ReadWrite.All', 'User.Read'] as const;
export const SIGN_IN = ['openid', 'profile', 'email', 'offline_access'] as const;

/** Changes something, or opens what it should not; the one exception ends sessions and is on the list. */
export function isDangerous(permission: string): boolean {
  return !/\.Read(Basic)?\.|\.Read(Basic)?$/.test(permission);
}
