// Who helps: the manager, the helpdesk and who only looks on there, and the identity administrator.
import { type Cast, person } from './cast.ts';

export const HELPERS: readonly Cast[] = [
  person(20, 'Marcus Okafor', 'alderfinch.example', {
    department: 'Operations',
    jobTitle: 'Head of operations',
    locale: 'en-GB',
    password: 'Quiet-Meeting-64',
  }),
  person(30, 'Hana Weber', 'finch-cloud.example', {
    department: 'IT',
    jobTitle: 'Helpdesk analyst',
    password: 'Green-Headset-12',
    groups: ['staff', 'approvers'],
    inHelpdeskChannel: true,
  }),
  person(31, 'Hugo Martin', 'finch-cloud.example', {
    department: 'IT',
    jobTitle: 'Helpdesk lead',
    locale: 'fr-FR',
    password: 'Second-Monitor-8',
    groups: ['staff', 'approvers'],
    inHelpdeskChannel: true,
  }),
  person(32, 'Sten Halvorsen', 'finch-cloud.example', {
    department: 'IT',
    jobTitle: 'Network engineer',
    password: 'Patch-Panel-331',
    inHelpdeskChannel: true,
  }),
  person(40, 'Ada Brandt', 'finch-cloud.example', {
    department: 'IT',
    jobTitle: 'Identity administrator',
    locale: 'de-DE',
    password: 'Locksmith-Row-70',
    groups: ['staff', 'admins'],
    roles: ['Global Administrator'],
    // A freeze is lifted on its card, which stands there.
    inHelpdeskChannel: true,
  }),
];
