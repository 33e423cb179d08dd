// Who decides, and whom the policy file names, with one thing wrong each.
import { APPROVERS, NOBODY, type Plant } from './plant.ts';

const EMPTY = '6a000000-0000-4000-8000-000000000005';

export const GROUPS: readonly Plant[] = [
  {
    name: 'there is no group of that id',
    bent: { settings: { APPROVERS_GROUP_ID: NOBODY } },
    finds: {
      'groups.approvers.exists': 'fail',
      'groups.approvers.people': 'unknown',
      'groups.approvers.guarded': 'unknown',
      'groups.approvers.dynamic': 'unknown',
      'groups.approvers.owners': 'unknown',
      'groups.approvers.inside': 'unknown',
      'groups.enough': 'unknown',
    },
    mend: /APPROVERS_GROUP_ID/,
  },
  {
    name: 'nobody is an approver',
    plant: ({ people }) => people.forEach(person => void person.groups.delete('approvers')),
    finds: { 'groups.approvers.people': 'fail', 'groups.enough': 'fail' },
    mend: /Members: add/,
  },
  {
    name: 'one approver is alone',
    plant: (_world, tenant) => void tenant.person('hugo').groups.delete('approvers'),
    finds: { 'groups.enough': 'fail' },
    mend: /Members: add .* until there are 2/,
  },
  {
    name: 'there are as many approvers as a request needs, and none for those that need one more',
    bent: { policy: { approvals: 2 } },
    finds: { 'groups.enough': 'fail' },
    mend: /Members: add .* until there are 3/,
  },
  {
    name: 'a rule asks for more approvers than there are',
    bent: { policy: { rules: [{ name: 'ward', approvals: 3 }] } },
    finds: { 'groups.enough': 'fail' },
    mend: /until there are 3; or ask for fewer in the policy file/,
  },
  {
    name: 'one of two approvers has left',
    plant: (_world, tenant) => {
      tenant.person('hugo').accountEnabled = false;
    },
    finds: { 'groups.enough': 'fail' },
    mend: /until there are 2/,
  },
  {
    name: 'those who are asked later would never hear of it',
    bent: { policy: { escalation: [{ group: '6a000000-0000-4000-8000-000000000002', after: 600_000 }] } },
    finds: { 'groups.told': 'warn' },
    mend: /give the step a "mail"/,
  },
  {
    name: 'a guest is among the approvers',
    plant: (_world, tenant) => void tenant.person('gus').groups.add('approvers'),
    finds: { 'groups.approvers.people': 'warn' },
    mend: /guestApprovers/,
  },
  {
    name: 'the approvers’ group is an ordinary one',
    plant: ({ estate }) => {
      estate.groups.approvers = { isAssignableToRole: false };
    },
    finds: { 'groups.approvers.guarded': 'fail' },
    mend: /restricted management administrative unit/,
  },
  {
    name: 'the admins’ group comes from Active Directory',
    plant: ({ estate }) => {
      estate.groups.admins = { onPremisesSyncEnabled: true };
    },
    finds: { 'groups.admins.guarded': 'fail' },
    mend: /new group in the cloud/,
  },
  {
    name: 'a rule fills the approvers’ group',
    plant: ({ estate }) => {
      estate.groups.approvers = { groupTypes: ['DynamicMembership'] };
    },
    finds: { 'groups.approvers.dynamic': 'fail' },
    mend: /Membership type: Assigned/,
  },
  {
    name: 'somebody who left still owns the approvers’ group',
    plant: (_world, tenant) => {
      tenant.person('olga').accountEnabled = false;
    },
    finds: { 'groups.approvers.owners': 'warn' },
    mend: /Owners: remove/,
  },
  {
    name: 'another group lies in the approvers’ group',
    plant: ({ estate }) => {
      estate.nested.approvers = ['executives'];
    },
    finds: { 'groups.approvers.inside': 'warn' },
    mend: /people alone/,
  },
  {
    name: 'nobody has the name of an account that is never to be reset',
    bent: {
      settings: { NEVER_RESET: 'breakglas@finch-cloud.example, ADA.BRANDT@finch-cloud.example' },
      policy: { never: { accounts: [NOBODY, 'svc-*@finch-cloud.example'] } },
    },
    finds: { 'policy.never': 'warn' },
    mend: /NEVER_RESET/,
  },
  {
    name: 'approvers and admins are one group',
    bent: { settings: { ADMINS_GROUP_ID: APPROVERS } },
    finds: { 'groups.apart': 'warn' },
    mend: /ADMINS_GROUP_ID/,
  },
  {
    name: 'the pilot’s group is empty',
    plant: ({ people }) => people.forEach(person => void person.groups.delete('factory')),
    bent: { policy: { pilot: [{ name: 'plant', group: `${EMPTY} Plant` }] } },
    finds: { [`policy.group.${EMPTY}`]: 'fail' },
    mend: /Members: add people/,
  },
  {
    name: 'the pilot’s group is gone',
    bent: { policy: { pilot: [{ name: 'plant', group: `${NOBODY} Plant` }] } },
    finds: { [`policy.group.${NOBODY}`]: 'fail' },
    mend: /object id of the group/,
  },
  {
    name: 'no wave of the pilot is open',
    bent: { policy: { pilot: [{ name: 'plant', group: `${APPROVERS} Helpdesk`, until: '2026-01-01' }] } },
    finds: { 'policy.pilot': 'fail' },
    mend: /change the dates/,
  },
];
