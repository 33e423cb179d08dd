// Who may lose a password without any harm to the company: each with another account behind it.
import { type Cast, colleague } from './cast.ts';

export const STAFF: readonly Cast[] = [
  colleague(1, 'Freya Lindqvist', 'alderfinch.example', {
    department: 'Finance',
    jobTitle: 'Payroll specialist',
    locale: 'en-GB',
    password: 'Harbour-Light-1987',
    methods: ['fido2', 'microsoftAuthenticator'],
  }),
  colleague(2, 'Clara Osei', 'finch-cloud.example', {
    department: 'Design',
    jobTitle: 'Illustrator',
    password: 'Pastel-Window-311',
  }),
  colleague(3, 'Sam Iyer', 'labs.example', {
    department: 'Research',
    jobTitle: 'Lab technician',
    password: 'Copper-Kettle-42',
  }),
  colleague(4, 'Selma Novak', 'labs.example', {
    department: 'Research',
    jobTitle: 'Chemist',
    locale: 'en-GB',
    password: 'Amber-Flask-2020',
    methods: ['microsoftAuthenticator', 'mobilePhone', 'fido2'],
    sspr: { enabled: true, registered: true },
  }),
  colleague(85, 'Otto Larkin', 'wren.example', {
    department: 'Logistics',
    jobTitle: 'Dispatcher',
    locale: 'en-GB',
    password: 'Feather-Ladder-63',
  }),
  colleague(86, 'Stella Marsh', 'alderfinch.example', {
    department: 'Finance',
    jobTitle: 'Controller',
    locale: 'en-GB',
    password: 'Velvet-Abacus-209',
    groups: ['staff', 'stagedRollout'],
  }),
  colleague(9, 'Layla Haddad', 'alderfinch.example', {
    department: 'Finance',
    jobTitle: 'Accountant',
    locale: 'ar-SA',
    password: 'Silver-Orchard-26',
    methods: ['fido2', 'microsoftAuthenticator'],
  }),
  colleague(10, 'Yuki Mori', 'finch-cloud.example', {
    department: 'Design',
    jobTitle: 'Photographer',
    locale: 'ja-JP',
    password: 'Quiet-Lantern-83',
    methods: ['fido2', 'microsoftAuthenticator'],
  }),
];
