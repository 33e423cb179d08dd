// Secrets that end, ended, or lie about.
import type { World } from '../../../sandbox/world.ts';
import { type Plant, soon } from './plant.ts';

const endsIn =
  (which: 'bot' | 'desk' | 'hands', days: number) =>
  ({ estate }: World) => {
    const app = estate.applications[which];
    const [used] = app?.passwordCredentials ?? [];
    estate.applications[which] = { ...app, passwordCredentials: [{ ...used, endDateTime: soon(days) }] };
  };

export const SECRETS: readonly Plant[] = [
  {
    name: 'a secret ends in 50 days',
    plant: endsIn('bot', 50),
    finds: { 'secret.bot.end': 'warn' },
    mend: /BOT_SECRET/,
  },
  {
    name: 'a secret ends in 20 days',
    plant: endsIn('desk', 20),
    finds: { 'secret.desk.end': 'warn' },
    mend: /DESK_CLIENT_SECRET/,
  },
  {
    name: 'a secret ends in 3 days',
    plant: endsIn('hands', 3),
    finds: { 'secret.hands.end': 'fail' },
    mend: /rotating-secrets\.md/,
  },
  {
    name: 'a secret has ended',
    plant: endsIn('hands', -2),
    finds: { 'secret.hands.end': 'fail' },
    mend: /New client secret/,
  },
  {
    name: 'the secret in use is no longer in the registration',
    plant: ({ estate }) => {
      const app = estate.applications.desk;
      const [used] = app?.passwordCredentials ?? [];
      estate.applications.desk = { ...app, passwordCredentials: [{ ...used, hint: 'zzz' }] };
    },
    finds: { 'secret.desk.end': 'fail', 'secret.desk.unused': 'warn' },
    mend: /Add-MgApplicationPassword/,
  },
  {
    name: 'an old secret lies about',
    plant: ({ estate }) => {
      const app = estate.applications.bot;
      const old = { keyId: 'old', hint: 'abc', displayName: 'from a test', endDateTime: soon(300) };
      estate.applications.bot = { ...app, passwordCredentials: [...(app?.passwordCredentials ?? []), old] };
    },
    finds: { 'secret.bot.unused': 'warn' },
    mend: /Remove-MgApplicationPassword .* -KeyId 'old'/,
  },
];
