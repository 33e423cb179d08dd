// Permissions that are missing, and those that are too many.
import { assignment } from '../../../sandbox/estate.ts';
import { configOf, connect, SCOPES } from '../a-tenant.ts';
import type { Plant } from './plant.ts';

const without = (...gone: readonly string[]) => GRANTED.filter(permission => !gone.includes(permission));
const GRANTED: readonly string[] = [
  'User.Read.All',
  'GroupMember.Read.All',
  'Domain.Read.All',
  'Domain-InternalFederation.Read.All',
  'AuditLog.Read.All',
  'RoleManagement.Read.Directory',
  'IdentityRiskyUser.Read.All',
  'Policy.Read.All',
  'User.RevokeSessions.All',
  'Application.Read.All',
  'AuthenticationContext.Read.All',
  'LicenseAssignment.Read.All',
];

export const PERMISSIONS: readonly Plant[] = [
  {
    name: 'a permission was never consented to, and what it opens is not taken for bad',
    plant: ({ estate }) => {
      estate.granted.desk = without('Policy.Read.All');
    },
    finds: {
      'permissions.desk.missing': 'fail',
      'step-up.policy': 'unknown',
      'step-up.everybody': 'unknown',
      'step-up.every-time': 'unknown',
      'security-info.policy': 'unknown',
    },
    mend: /Application permissions: Policy\.Read\.All/,
  },
  {
    name: 'the permission that ends sessions is missing',
    plant: ({ estate }) => {
      estate.granted.desk = without('User.RevokeSessions.All');
    },
    finds: { 'permissions.desk.missing': 'fail' },
    mend: /Grant admin consent/,
  },
  {
    name: 'the desk may write to the directory',
    plant: ({ estate }) => {
      estate.granted.desk = [...GRANTED, 'Directory.ReadWrite.All'];
    },
    finds: { 'permissions.desk.excess': 'fail' },
    mend: /Revoke admin consent/,
  },
  {
    name: 'the desk may read mail',
    plant: ({ estate }) => {
      estate.granted.desk = [...GRANTED, 'Mail.Read'];
    },
    finds: { 'permissions.desk.excess': 'warn' },
    mend: /Revoke admin consent/,
  },
  {
    name: 'the bot holds a permission of Graph',
    plant: ({ estate }) => {
      estate.granted.bot = ['User.Read.All'];
    },
    finds: { 'permissions.bot.excess': 'fail' },
    mend: /Reset Desk \(bot\)/,
  },
  {
    name: 'the desk may read mail by way of Exchange itself',
    plant: ({ estate }) => {
      estate.assignments.desk = [...(estate.assignments.desk ?? []), assignment('desk', 'Office 365 Exchange Online')];
    },
    finds: { 'permissions.desk.elsewhere': 'fail' },
    mend: /"Reset Desk \(reads and sign-ins\)", API permissions: … beside each, Revoke/,
  },
  {
    name: 'what only this doctor reads was not granted',
    plant: ({ estate }) => {
      estate.granted.desk = without('LicenseAssignment.Read.All', 'AuthenticationContext.Read.All');
    },
    finds: {
      'permissions.desk.optional': 'warn',
      'step-up.context': 'unknown',
      'licence.p1': 'unknown',
      'licence.p2': 'unknown',
    },
    mend: /AuthenticationContext\.Read\.All, LicenseAssignment\.Read\.All/,
  },
  {
    name: 'the token that resets may not reset',
    plant: (_world, { store, settings }) => connect(store, configOf(settings), { scopes: 'openid profile User.Read' }),
    finds: { 'permissions.hands.delegated': 'fail' },
    mend: /Delegated permissions: UserAuthenticationMethod\.ReadWrite\.All/,
  },
  {
    name: 'the token that resets may do more',
    plant: (_world, { store, settings }) =>
      connect(store, configOf(settings), { scopes: `${SCOPES} Directory.AccessAsUser.All` }),
    finds: { 'permissions.hands.delegated-excess': 'fail' },
    mend: /Revoke admin consent/,
  },
];
