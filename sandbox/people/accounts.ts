// Accounts that are nobody’s own.
import { type Cast, person } from './cast.ts';

const account = {
  department: 'IT',
  jobTitle: 'Service account',
  groups: [],
  methods: ['microsoftAuthenticator'],
  inTeams: false,
} as const satisfies Partial<Cast>;

export const ACCOUNTS: readonly Cast[] = [
  person(50, 'Reset Desk service', 'finch-cloud.example', {
    ...account,
    key: 'service',
    upn: 'svc-resetdesk@finch-cloud.example',
    password: 'Vault-Only-9-Quartz',
    roles: ['Authentication Administrator'],
  }),
  person(52, 'Reset Desk service for administrators', 'finch-cloud.example', {
    ...account,
    key: 'privileged-service',
    upn: 'svc-resetdesk-admins@finch-cloud.example',
    password: 'Vault-Only-4-Basalt',
    roles: ['Privileged Authentication Administrator'],
  }),
  person(51, 'Reset Desk', 'finch-cloud.example', {
    ...account,
    key: 'mailbox',
    upn: 'reset-desk@finch-cloud.example',
    jobTitle: 'Shared mailbox',
    password: 'Shared-Mailbox-1-Onyx',
    methods: [],
  }),
];
