// Who takes another road: other proofs, stricter demands, something to try first, and two whom somebody else plays.
import { type Cast, colleague } from './cast.ts';

export const ROADS: readonly Cast[] = [
  colleague(70, 'Tara Quinn', 'finch-cloud.example', {
    department: 'Design',
    jobTitle: 'Typesetter',
    password: 'Marble-Comet-77',
    deskPhone: '+44 20 7946 0170',
  }),
  colleague(71, 'Callum Reid', 'finch-cloud.example', {
    department: 'Sales',
    jobTitle: 'Account manager',
    password: 'Copper-Trail-31',
    deskPhone: '+44 20 7946 0171',
    mobile: '+44 7700 900171',
  }),
  colleague(90, 'Wim Bakker', 'finch-cloud.example', {
    department: 'Sales',
    jobTitle: 'Account manager',
    password: 'Gravel-Lantern-40',
    deskPhone: '+44 20 7946 0190',
  }),
  colleague(91, 'Kofi Mensah', 'finch-cloud.example', {
    department: 'Sales',
    jobTitle: 'Account manager',
    password: 'Amber-Whistle-27',
    deskPhone: '+44 20 7946 0191',
  }),
  colleague(72, 'Mila Kovac', 'finch-cloud.example', {
    department: 'Sales',
    jobTitle: 'Sales assistant',
    password: 'Velvet-Orchard-5',
    privateMail: 'mila@home.example',
  }),
  colleague(73, 'Nora Blake', 'labs.example', {
    department: 'Research',
    jobTitle: 'Archivist',
    password: 'Paper-Compass-90',
    methods: [],
    deskPhone: '+44 20 7946 0173',
  }),
  colleague(80, 'Violet Hart', 'finch-cloud.example', {
    department: 'Executive',
    jobTitle: 'Managing director',
    password: 'Velvet-Gavel-19',
    groups: ['staff', 'executives'],
  }),
  colleague(81, 'Sean Boyle', 'finch-cloud.example', {
    department: 'Sales',
    jobTitle: 'Account manager',
    password: 'Harvest-Anchor-8',
  }),
  colleague(77, 'Rex Dalton', 'labs.example', {
    department: 'Operations',
    jobTitle: 'Planner',
    password: 'Rapid-Candle-66',
    changedMinutesAgo: 20,
  }),
  colleague(78, 'Luke Amber', 'labs.example', {
    department: 'Research',
    jobTitle: 'Technician',
    password: 'Locked-Garden-7',
    methods: ['microsoftAuthenticator', 'mobilePhone'],
    sspr: { enabled: true, registered: true },
  }),
  colleague(79, 'Mei Tanaka', 'finch-cloud.example', {
    department: 'Design',
    jobTitle: 'Illustrator',
    password: 'Paper-Crane-2024',
    methods: ['fido2', 'microsoftAuthenticator'],
  }),
  colleague(87, 'Edda Quist', 'alderfinch.example', {
    department: 'Finance',
    jobTitle: 'Auditor',
    password: 'Copper-Almanac-12',
  }),
  colleague(92, 'Sigrid Dahl', 'labs.example', {
    department: 'Research',
    jobTitle: 'Botanist',
    password: 'Mossy-Stairway-15',
    methods: ['microsoftAuthenticator', 'mobilePhone'],
    sspr: { enabled: true, registered: true },
  }),
  colleague(88, 'Ravi Menon', 'labs.example', {
    department: 'Research',
    jobTitle: 'Statistician',
    password: 'Tidal-Notebook-34',
    sspr: { enabled: true, registered: false },
  }),
  colleague(84, 'Bela Farkas', 'finch-cloud.example', {
    department: 'Executive',
    jobTitle: 'Assistant',
    password: 'Garden-Ledger-33',
    manager: 'violet',
  }),
  colleague(89, 'Cora Nyberg', 'finch-cloud.example', {
    department: 'Executive',
    jobTitle: 'Speechwriter',
    password: 'Thunder-Sparrow-58',
    manager: 'violet',
  }),
  colleague(82, 'Piet Jansen', 'finch-cloud.example', {
    department: 'Sales',
    jobTitle: 'Account manager',
    password: 'Wooden-Bridge-21',
    deskPhone: '+44 20 7946 0182',
    privateMail: 'piet@home.example',
  }),
  colleague(83, 'Thea Lund', 'finch-cloud.example', {
    department: 'Sales',
    jobTitle: 'Account manager',
    password: 'Winter-Melody-40',
    mobile: '+44 7700 900183',
    privateMail: 'thea@home.example',
  }),
];
