// People of the demo company whom the desk treats otherwise, each for one reason. Data only.
import { type Cast, noSspr, oid } from './cast.ts';

const usual = {
  locale: 'en-US',
  manager: 'marcus',
  groups: ['staff'],
  methods: ['fido2'],
  sspr: noSspr,
  inTeams: true,
} as const satisfies Partial<Cast>;

export const CASES: readonly Cast[] = [
  {
    ...usual,
    key: 'erik',
    id: oid(60),
    name: 'Erik Sandberg',
    upn: 'erik.sandberg@finch-cloud.example',
    department: 'IT',
    jobTitle: 'Platform engineer',
    password: 'Switch-Board-415',
    eligibleRoles: ['Global Administrator'],
  },
  {
    ...usual,
    key: 'olga',
    id: oid(61),
    name: 'Olga Petrova',
    upn: 'olga.petrova@finch-cloud.example',
    department: 'Operations',
    jobTitle: 'Office manager',
    password: 'Paper-Lantern-28',
  },
  {
    ...usual,
    key: 'ines',
    id: oid(62),
    name: 'Ines Duarte',
    upn: 'ines_sister.example#EXT#@finch-cloud.example',
    department: 'Design',
    jobTitle: 'Art director',
    password: 'Ivory-Carousel-6',
    homeDomain: 'sister.example',
  },
  {
    ...usual,
    key: 'rasmus',
    id: oid(63),
    name: 'Rasmus Holm',
    upn: 'rasmus.holm@finch-cloud.example',
    department: 'Sales',
    jobTitle: 'Account manager',
    password: 'Winter-Ferry-902',
    risk: 'atRisk',
  },
  {
    ...usual,
    key: 'vera',
    id: oid(64),
    name: 'Vera Stone',
    upn: 'vera.stone@labs.example',
    department: 'Executive',
    jobTitle: 'Managing director',
    password: 'Granite-Harbour-51',
    restricted: true,
  },
];
