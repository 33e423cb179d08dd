// Who is never reset from a chat, or not to the end.
import { type Cast, noSspr, oid } from './cast.ts';

export const PROTECTED: readonly Cast[] = [
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
];
