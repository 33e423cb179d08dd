// What settings must be to each other: each may be right by itself, and all of them a trap.
import { type Cloud, DEMO_TENANT, isLoopback } from './cloud.ts';
import { DESKS_ACCOUNTS, TABLE, type Values, type Wrong } from './settings.ts';

/** A cloud that is not Microsoft goes with the demo tenant and this machine alone, and they with it: a real password must never go there. */
export function checkPlace(
  cloud: Cloud,
  { TENANT_ID: tenant, PUBLIC_URL: url, HOST: host, SMTP_URL: smtp }: Values,
  wrong: Wrong,
): void {
  const local = cloud.name === 'local';
  if (tenant !== undefined && (tenant === DEMO_TENANT) !== local)
    wrong(
      'TENANT_ID',
      local ? 'is a real tenant, and CLOUD is not Microsoft' : 'is the demo tenant, and CLOUD is Microsoft',
      local ? 'Take CLOUD out to serve your own tenant.' : TABLE.TENANT_ID.mend,
    );
  if (local && host !== undefined && !isLoopback(`http://${host.includes(':') ? `[${host}]` : host}`))
    wrong('HOST', 'is open to others, and CLOUD is not Microsoft', '127.0.0.1');
  if (local && smtp !== undefined && !isLoopback(smtp))
    wrong(
      'SMTP_URL',
      'is a real relay, and CLOUD is not Microsoft: nobody real may get these mails',
      'smtp://127.0.0.1:2525',
    );
  if (url === undefined) return;
  if (local && !isLoopback(url))
    wrong('PUBLIC_URL', 'is not on this machine, and CLOUD is not Microsoft', 'http://127.0.0.1:3978');
  if (!local && !url.startsWith('https:')) wrong('PUBLIC_URL', 'is not https, and passwords are shown there');
}

/**
 * Three registrations, so that no secret opens more than its part: whoever holds the bot's could speak as the bot, but reads nothing; the
 * desk's reads, but resets nothing; and tokens of the bot's own registration are what botbuilder would believe activities from.
 */
export function checkApart(values: Values, wrong: Wrong): void {
  const names = ['BOT_ID', 'DESK_CLIENT_ID', 'HANDS_CLIENT_ID'] as const;
  for (const [index, name] of names.entries()) {
    const twin = names.slice(0, index).find(other => values[other] !== undefined && values[other] === values[name]);
    if (twin)
      wrong(name, `is the same registration as ${twin}`, 'Three separate app registrations: see docs/permissions.md.');
  }
}

/** Two identities must be two, and an account that would never be used is a misunderstanding. */
export function checkHands(values: Values, wrong: Wrong): void {
  const { HANDS_MODEL: model, HANDS_ACCOUNT: account, HANDS_PRIVILEGED_ACCOUNT: privileged } = values;
  if (model === 'approver') {
    for (const name of DESKS_ACCOUNTS.filter(one => values[one] !== undefined))
      wrong(name, 'is set, and approvers reset with their own hands', 'Leave it out, or take another HANDS_MODEL.');
    return;
  }
  if (account !== undefined && account.toLowerCase() === privileged?.toLowerCase())
    wrong('HANDS_PRIVILEGED_ACCOUNT', 'is the same account as HANDS_ACCOUNT', 'Two accounts, or leave it out.');
}
