// The desk itself, with one thing wrong each.
import type { Plant } from './plant.ts';

const broken = async () => {
  throw new Error('connection refused');
};

export const DESK: readonly Plant[] = [
  { name: 'the clock is two minutes fast', bent: { ahead: 120_000 }, finds: { clock: 'warn' }, mend: /timedatectl/ },
  { name: 'the clock is ten minutes slow', bent: { ahead: -600_000 }, finds: { clock: 'fail' }, mend: /w32tm/ },
  {
    name: 'the database does not answer',
    bent: { store: () => ({ ping: broken }) },
    finds: { database: 'fail' },
    mend: /DATABASE_URL/,
  },
  {
    name: 'nobody does what waits',
    bent: { store: ({ jobs }) => ({ jobs: { ...jobs, nextDue: async () => Date.now() - 3_600_000 } }) },
    finds: { queue: 'fail' },
    mend: /Start the desk/,
  },
  {
    name: 'the mail relay does not answer',
    bent: { settings: { SMTP_URL: 'smtp://127.0.0.1:1' } },
    finds: { mail: 'fail' },
    mend: /SMTP_URL/,
  },
  {
    name: 'the channel is not there',
    bent: { settings: { HELPDESK_CHANNEL_ID: '19:gone@thread.tacv2' } },
    finds: { 'teams.helpdesk': 'fail' },
    mend: /HELPDESK_CHANNEL_ID/,
  },
];
