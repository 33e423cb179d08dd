// Whom the desk does not serve, or not to the end: each for one reason.
import { type Cast, colleague, person } from './cast.ts';

export const REFUSED: readonly Cast[] = [
  person(5, 'Gus Partner', 'finch-cloud.example', {
    upn: 'gus_partner.example#EXT#@finch-cloud.example',
    department: 'External',
    jobTitle: 'Consultant',
    password: 'Borrowed-Desk-7',
    methods: ['microsoftAuthenticator'],
    userType: 'Guest',
    homeDomain: 'partner.example',
  }),
  colleague(62, 'Ines Duarte', 'finch-cloud.example', {
    upn: 'ines_sister.example#EXT#@finch-cloud.example',
    department: 'Design',
    jobTitle: 'Art director',
    password: 'Ivory-Carousel-6',
    homeDomain: 'sister.example',
  }),
  colleague(6, 'Dario Bianchi', 'labs.example', {
    department: 'Research',
    jobTitle: 'Intern',
    password: 'Summer-Bench-18',
    methods: ['mobilePhone'],
    accountEnabled: false,
  }),
  person(53, 'Lobby Desk', 'finch-cloud.example', {
    upn: 'shared-lobby@finch-cloud.example',
    department: 'Operations',
    jobTitle: 'Shared account of the reception',
    password: 'Revolving-Door-11',
  }),
  colleague(75, 'Fabio Conti', 'labs.example', {
    department: 'Factory',
    jobTitle: 'Line operator',
    password: 'Steel-Whistle-48',
    groups: ['staff', 'factory'],
  }),
  colleague(74, 'Pia Larsen', 'finch-cloud.example', {
    department: 'Design',
    jobTitle: 'Trainee',
    password: 'Yellow-Pencil-12',
    groups: [],
  }),
  colleague(63, 'Rasmus Holm', 'finch-cloud.example', {
    department: 'Sales',
    jobTitle: 'Account manager',
    password: 'Winter-Ferry-902',
    risk: 'atRisk',
  }),
  colleague(7, 'Petra Vance', 'finch-cloud.example', {
    department: 'IT',
    jobTitle: 'Systems administrator',
    password: 'Signal-Tower-99',
    roles: ['User Administrator'],
  }),
  colleague(60, 'Erik Sandberg', 'finch-cloud.example', {
    department: 'IT',
    jobTitle: 'Platform engineer',
    password: 'Switch-Board-415',
    eligibleRoles: ['Global Administrator'],
  }),
  // Owns the approvers’ group, and nobody remembers why.
  colleague(61, 'Olga Petrova', 'finch-cloud.example', {
    department: 'Operations',
    jobTitle: 'Office manager',
    password: 'Paper-Lantern-28',
  }),
  // Made the bot’s registration once, and owns it still.
  colleague(65, 'Dean Moss', 'finch-cloud.example', {
    department: 'IT',
    jobTitle: 'Developer',
    password: 'Iron-Compass-77',
  }),
  colleague(64, 'Vera Stone', 'labs.example', {
    department: 'Executive',
    jobTitle: 'Managing director',
    password: 'Granite-Harbour-51',
    restricted: true,
  }),
  colleague(76, 'Lotte Vries', 'finch-cloud.example', {
    department: 'Finance',
    jobTitle: 'Clerk',
    password: 'Silent-Harbour-3',
  }),
  colleague(8, 'Paul Anders', 'labs.example', {
    department: 'IT',
    jobTitle: 'Server operator',
    password: 'Rack-And-Cable-5',
    adProtected: true,
  }),
];
