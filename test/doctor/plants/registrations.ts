// Registrations with one thing wrong each.
import type { Plant } from './plant.ts';

export const REGISTRATIONS: readonly Plant[] = [
  {
    name: 'a registration was deleted',
    plant: ({ estate }) => void delete estate.applications.hands,
    finds: {
      'registration.hands.exists': 'fail',
      'registration.hands.public-client': 'unknown',
      'registration.hands.audience': 'unknown',
      'registration.hands.implicit': 'unknown',
      'registration.hands.redirects': 'unknown',
      'secret.hands.end': 'unknown',
      'secret.hands.unused': 'unknown',
    },
    mend: /docs\/permissions\.md/,
  },
  {
    name: 'an enterprise application was switched off',
    plant: ({ estate }) => {
      estate.principals.bot = { ...estate.principals.bot, accountEnabled: false };
    },
    finds: { 'registration.bot.exists': 'fail' },
    mend: /Update-MgServicePrincipal .* -AccountEnabled:\$true/,
  },
  {
    name: 'the bot’s registration allows public client flows',
    plant: ({ estate }) => {
      estate.applications.bot = { ...estate.applications.bot, isFallbackPublicClient: true };
    },
    finds: { 'registration.bot.public-client': 'fail' },
    mend: /Allow public client flows = No/,
  },
  {
    name: 'a desktop platform was added to the hands’ registration',
    plant: ({ estate }) => {
      estate.applications.hands = {
        ...estate.applications.hands,
        publicClient: { redirectUris: ['http://localhost'] },
      };
    },
    finds: { 'registration.hands.public-client': 'fail' },
    mend: /-IsFallbackPublicClient:\$false/,
  },
  {
    name: 'any organization may sign in to the desk’s registration',
    plant: ({ estate }) => {
      estate.applications.desk = { ...estate.applications.desk, signInAudience: 'AzureADMultipleOrgs' };
    },
    finds: { 'registration.desk.audience': 'fail' },
    mend: /-SignInAudience AzureADMyOrg/,
  },
  {
    name: 'implicit grant is on',
    plant: ({ estate }) => {
      estate.applications.desk = {
        ...estate.applications.desk,
        web: { implicitGrantSettings: { enableIdTokenIssuance: true } },
      };
    },
    finds: { 'registration.desk.implicit': 'warn' },
    mend: /clear both boxes/,
  },
  {
    name: 'the bot asks for permissions of Graph',
    plant: ({ estate }) => {
      estate.applications.bot = {
        ...estate.applications.bot,
        requiredResourceAccess: [{ resourceAppId: '00000003-0000-0000-c000-000000000000', resourceAccess: [] }],
      };
    },
    finds: { 'registration.bot.no-graph': 'fail' },
    mend: /"Reset Desk \(bot\)", API permissions: remove everything/,
  },
  {
    name: 'sign-ins cannot return to the desk',
    plant: ({ estate }) => {
      estate.redirectUris.desk = ['https://old.finch-cloud.example/sign-in/callback'];
    },
    finds: { 'registration.desk.redirects': 'fail' },
    mend: /add http:\/\/127\.0\.0\.1:\d+\/sign-in\/callback/,
  },
  {
    name: 'sign-ins may also return elsewhere',
    plant: ({ estate, botOrigin }) => {
      estate.redirectUris.hands = [`${botOrigin}/sign-in/callback`, 'https://test.finch-cloud.example/back'];
    },
    finds: { 'registration.hands.redirects': 'warn' },
    mend: /remove what is not this desk/,
  },
  {
    name: 'ID tokens do not carry auth_time',
    plant: ({ estate }) => {
      estate.applications.desk = { ...estate.applications.desk, optionalClaims: null };
    },
    finds: { 'registration.desk.auth-time': 'fail' },
    mend: /Token configuration: Add optional claim, ID, auth_time/,
  },
];
