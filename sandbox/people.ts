// Who works at the demo company, and how their passwords live. Data only; the world makes them move.
import type { GroupKey, ROLES } from './company.ts';

/** A sign-in method a person has registered, as Graph and the sign-in page name it. */
export type Method = 'fido2' | 'microsoftAuthenticator' | 'mobilePhone' | 'email';

export type Cast = {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly upn: string;
  readonly department: string;
  readonly jobTitle: string;
  readonly locale: string;
  /** The password they had before the story starts (and, if they are locked out, forgot). */
  readonly password: string;
  readonly manager?: string;
  readonly groups: readonly GroupKey[];
  readonly roles?: readonly (keyof typeof ROLES)[];
  readonly methods: readonly Method[];
  readonly sspr?: { readonly enabled: boolean; readonly registered: boolean };
  readonly userType?: 'Member' | 'Guest';
  readonly homeDomain?: string;
  readonly accountEnabled?: boolean;
  /** In an AD protected group (adminCount=1): writeback refuses these for ever. */
  readonly adProtected?: boolean;
  /** Has a Teams personal chat with the bot, and is in the helpdesk channel's roster. */
  readonly inTeams?: boolean;
  readonly inHelpdeskChannel?: boolean;
};

const oid = (n: number) => `0e000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const noSspr = { enabled: false, registered: false };

export const PEOPLE: readonly Cast[] = [
  {
    key: 'freya',
    id: oid(1),
    name: 'Freya Lindqvist',
    upn: 'freya.lindqvist@alderfinch.example',
    department: 'Finance',
    jobTitle: 'Payroll specialist',
    locale: 'en-GB',
    password: 'Harbour-Light-1987',
    manager: 'marcus',
    groups: ['staff'],
    methods: ['fido2', 'microsoftAuthenticator'],
    sspr: noSspr,
    inTeams: true,
  },
  {
    key: 'clara',
    id: oid(2),
    name: 'Clara Osei',
    upn: 'clara.osei@finch-cloud.example',
    department: 'Design',
    jobTitle: 'Illustrator',
    locale: 'en-US',
    password: 'Pastel-Window-311',
    manager: 'marcus',
    groups: ['staff'],
    methods: ['fido2'],
    sspr: noSspr,
    inTeams: true,
  },
  {
    key: 'sam',
    id: oid(3),
    name: 'Sam Iyer',
    upn: 'sam.iyer@labs.example',
    department: 'Research',
    jobTitle: 'Lab technician',
    locale: 'en-US',
    password: 'Copper-Kettle-42',
    manager: 'marcus',
    groups: ['staff'],
    methods: ['fido2'],
    sspr: noSspr,
    inTeams: true,
  },
  {
    key: 'selma',
    id: oid(4),
    name: 'Selma Novak',
    upn: 'selma.novak@labs.example',
    department: 'Research',
    jobTitle: 'Chemist',
    locale: 'en-GB',
    password: 'Amber-Flask-2020',
    manager: 'marcus',
    groups: ['staff'],
    methods: ['microsoftAuthenticator', 'mobilePhone', 'fido2'],
    sspr: { enabled: true, registered: true },
    inTeams: true,
  },
  {
    key: 'gus',
    id: oid(5),
    name: 'Gus Partner',
    upn: 'gus_partner.example#EXT#@finch-cloud.example',
    department: 'External',
    jobTitle: 'Consultant',
    locale: 'en-US',
    password: 'Borrowed-Desk-7',
    groups: ['staff'],
    methods: ['microsoftAuthenticator'],
    sspr: noSspr,
    userType: 'Guest',
    homeDomain: 'partner.example',
    inTeams: true,
  },
  {
    key: 'dario',
    id: oid(6),
    name: 'Dario Bianchi',
    upn: 'dario.bianchi@labs.example',
    department: 'Research',
    jobTitle: 'Intern',
    locale: 'en-US',
    password: 'Summer-Bench-18',
    manager: 'marcus',
    groups: ['staff'],
    methods: ['mobilePhone'],
    sspr: noSspr,
    accountEnabled: false,
    inTeams: true,
  },
  {
    key: 'petra',
    id: oid(7),
    name: 'Petra Vance',
    upn: 'petra.vance@finch-cloud.example',
    department: 'IT',
    jobTitle: 'Systems administrator',
    locale: 'en-US',
    password: 'Signal-Tower-99',
    manager: 'marcus',
    groups: ['staff'],
    roles: ['User Administrator'],
    methods: ['fido2'],
    sspr: noSspr,
    inTeams: true,
  },
  {
    key: 'paul',
    id: oid(8),
    name: 'Paul Anders',
    upn: 'paul.anders@labs.example',
    department: 'IT',
    jobTitle: 'Server operator',
    locale: 'en-US',
    password: 'Rack-And-Cable-5',
    manager: 'marcus',
    groups: ['staff'],
    methods: ['fido2'],
    sspr: noSspr,
    adProtected: true,
    inTeams: true,
  },
  {
    key: 'marcus',
    id: oid(20),
    name: 'Marcus Okafor',
    upn: 'marcus.okafor@alderfinch.example',
    department: 'Operations',
    jobTitle: 'Head of operations',
    locale: 'en-GB',
    password: 'Quiet-Meeting-64',
    groups: ['staff'],
    methods: ['fido2'],
    inTeams: true,
  },
  {
    key: 'hana',
    id: oid(30),
    name: 'Hana Weber',
    upn: 'hana.weber@finch-cloud.example',
    department: 'IT',
    jobTitle: 'Helpdesk analyst',
    locale: 'en-US',
    password: 'Green-Headset-12',
    groups: ['staff', 'approvers'],
    methods: ['fido2'],
    inTeams: true,
    inHelpdeskChannel: true,
  },
  {
    key: 'hugo',
    id: oid(31),
    name: 'Hugo Martin',
    upn: 'hugo.martin@finch-cloud.example',
    department: 'IT',
    jobTitle: 'Helpdesk lead',
    locale: 'en-US',
    password: 'Second-Monitor-8',
    groups: ['staff', 'approvers'],
    methods: ['fido2'],
    inTeams: true,
    inHelpdeskChannel: true,
  },
  {
    key: 'sten',
    id: oid(32),
    name: 'Sten Halvorsen',
    upn: 'sten.halvorsen@finch-cloud.example',
    department: 'IT',
    jobTitle: 'Network engineer',
    locale: 'en-US',
    password: 'Patch-Panel-331',
    groups: ['staff'],
    methods: ['fido2'],
    inTeams: true,
    inHelpdeskChannel: true,
  },
  {
    key: 'ada',
    id: oid(40),
    name: 'Ada Brandt',
    upn: 'ada.brandt@finch-cloud.example',
    department: 'IT',
    jobTitle: 'Identity administrator',
    locale: 'en-US',
    password: 'Locksmith-Row-70',
    groups: ['staff', 'admins'],
    roles: ['Global Administrator'],
    methods: ['fido2'],
    inTeams: true,
  },
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
