// Accounts that are nobody’s own.
import { type Cast, oid } from './cast.ts';

export const ACCOUNTS: readonly Cast[] = [
  {
    key: 'service',
    id: oid(50),
    name: 'Reset Desk service',
    upn: 'svc-resetdesk@finch-cloud.example',
    department: 'IT',
    jobTitle: 'Service account',
    locale: 'en-US',
    password: 'Vault-Only-9-Quartz',
    groups: [],
    roles: ['Authentication Administrator'],
    methods: ['microsoftAuthenticator'],
  },
  {
    key: 'privileged-service',
    id: oid(52),
    name: 'Reset Desk service for administrators',
    upn: 'svc-resetdesk-admins@finch-cloud.example',
    department: 'IT',
    jobTitle: 'Service account',
    locale: 'en-US',
    password: 'Vault-Only-4-Basalt',
    groups: [],
    roles: ['Privileged Authentication Administrator'],
    methods: ['microsoftAuthenticator'],
  },
  {
    key: 'mailbox',
    id: oid(51),
    name: 'Reset Desk',
    upn: 'reset-desk@finch-cloud.example',
    department: 'IT',
    jobTitle: 'Shared mailbox',
    locale: 'en-US',
    password: 'Shared-Mailbox-1-Onyx',
    groups: [],
    methods: [],
  },
];
