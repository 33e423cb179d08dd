// Step-up that Entra would give away, or give to some only.
import { APPROVERS, type Plant } from './plant.ts';

export const STEP_UP: readonly Plant[] = [
  {
    name: 'the authentication context is not there',
    plant: ({ estate }) => {
      estate.contexts = [];
    },
    finds: { 'step-up.context': 'fail' },
    mend: /New authentication context: ID c1/,
  },
  {
    name: 'the authentication context is not published',
    plant: ({ estate }) => {
      estate.contexts = [{ id: 'c1', displayName: 'Gesture', isAvailable: false }];
    },
    finds: { 'step-up.context': 'fail' },
    mend: /Publish to apps/,
  },
  {
    name: 'no policy targets the authentication context',
    plant: world => world.contexts.clear(),
    finds: { 'step-up.policy': 'fail', 'step-up.everybody': 'unknown', 'step-up.every-time': 'unknown' },
    mend: /New policy: Users: All users/,
  },
  {
    name: 'the policy is report-only',
    plant: world => void world.contexts.set('c1', { requires: 'passwordless', reportOnly: true }),
    finds: { 'step-up.policy': 'fail', 'step-up.everybody': 'unknown', 'step-up.every-time': 'unknown' },
    mend: /Enable policy: On/,
  },
  {
    name: 'the policy is content with any second factor',
    plant: ({ estate }) => {
      estate.contextPolicy = { grantControls: { operator: 'OR', builtInControls: ['mfa'] } };
    },
    finds: { 'step-up.policy': 'fail', 'step-up.everybody': 'unknown', 'step-up.every-time': 'unknown' },
    mend: /Passwordless MFA/,
  },
  {
    name: 'the policy asks once a day',
    plant: ({ estate }) => {
      estate.contextPolicy = {
        sessionControls: {
          signInFrequency: { isEnabled: true, type: 'days', value: 1, frequencyInterval: 'timeBased' },
        },
      };
    },
    finds: { 'step-up.every-time': 'warn' },
    mend: /Sign-in frequency: Every time/,
  },
  {
    name: 'the policy leaves a group out',
    plant: ({ estate }) => {
      estate.contextPolicy = {
        conditions: {
          applications: { includeAuthenticationContextClassReferences: ['c1'] },
          users: { includeUsers: ['All'], excludeGroups: [APPROVERS] },
        },
      };
    },
    finds: { 'step-up.everybody': 'warn' },
    mend: /break-glass accounts alone/,
  },
  {
    name: 'nothing guards the registration of ways to sign in',
    plant: ({ estate }) => {
      estate.policies = [];
    },
    finds: { 'security-info.policy': 'warn' },
    mend: /Securing security info registration/,
  },
];
