// Every setting the bot reads from its environment: what makes it right, and what to do when it is not. Meanings: env/.env.example.
import { z } from 'zod';
import { GUID, isAccountName, strangerIn } from './account-name.ts';

const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const text = z.string();
const guid = text
  .regex(new RegExp(`^${GUID}$`), 'is no GUID such as 00000000-0000-0000-0000-000000000000')
  .toLowerCase();
const mail = text.regex(MAIL, 'is no mail address');
const account = text.refine(isAccountName, {
  error: ({ input }) => strangerIn(input) ?? 'is neither a user principal name nor an object id',
});
const whole = (least: number, most: number) =>
  text
    .regex(/^\d{1,6}$/, 'is no whole number')
    .transform(Number)
    .refine(value => value >= least && value <= most, `must lie between ${least} and ${most}`);
const origin = text
  .refine(isOrigin, 'is no plain web origin such as https://reset.contoso.com')
  .transform(url => new URL(url).origin);
const address = (...protocols: readonly string[]) =>
  text.refine(
    url => URL.canParse(url) && protocols.includes(new URL(url).protocol),
    `is no address that begins with ${protocols.map(one => `${one}//`).join(' or ')}`,
  );

type Setting = {
  readonly schema: z.ZodType<unknown, string>;
  readonly mend: string;
  readonly default?: string;
  readonly optional?: true;
};

const registration = (name: string) =>
  `Entra admin center, App registrations, "${name}", Overview: Application (client) ID.`;
const clientSecret = (name: string) =>
  `Entra admin center, App registrations, "${name}", Certificates & secrets: the value, not the id.`;

/** The mend is told to whoever sets up the bot; no value is ever quoted, since some are secret. */
export const TABLE = {
  CLOUD: { schema: text, mend: 'public, gcc, gcch or dod.', default: 'public' },
  TENANT_ID: { schema: guid, mend: 'Entra admin center, Overview: Tenant ID.' },
  PUBLIC_URL: { schema: origin, mend: 'The https origin people reach this bot at, without a path.' },
  PORT: { schema: whole(0, 65_535), mend: 'The port to listen on.', default: '3978' },
  HOST: {
    schema: text.regex(/^[\w.:-]+$/, 'is no host name or address'),
    mend: 'The address to listen on.',
    default: '127.0.0.1',
  },
  BOT_ID: { schema: guid, mend: registration('Reset Desk (bot)') },
  BOT_SECRET: { schema: text, mend: clientSecret('Reset Desk (bot)') },
  DESK_CLIENT_ID: { schema: guid, mend: registration('Reset Desk (reads and sign-ins)') },
  DESK_CLIENT_SECRET: { schema: text, mend: clientSecret('Reset Desk (reads and sign-ins)') },
  HANDS_CLIENT_ID: { schema: guid, mend: registration('Reset Desk (hands)') },
  HANDS_CLIENT_SECRET: { schema: text, mend: clientSecret('Reset Desk (hands)') },
  HANDS_MODEL: {
    schema: z.enum(['service-account', 'guest-admin', 'approver'], 'is no identity model'),
    mend: 'service-account, guest-admin or approver: whose rights reset (docs/identity.md).',
    default: 'service-account',
  },
  HANDS_ACCOUNT: {
    schema: account,
    mend: 'User principal name or object id of the account that resets passwords.',
    optional: true,
  },
  HANDS_PRIVILEGED_ACCOUNT: {
    schema: account,
    mend: 'The account that resets people with power over others, where policy switches them on; or leave it out.',
    optional: true,
  },
  HANDS_SIGN_IN_DAYS: {
    schema: whole(1, 365),
    mend: 'After how many days Conditional Access makes the account sign in again, or leave it out.',
    optional: true,
  },
  APPROVERS_GROUP_ID: { schema: guid, mend: 'Object id of the group whose members may approve.' },
  ADMINS_GROUP_ID: { schema: guid, mend: 'Object id of the group that runs the desk.' },
  HELPDESK_TEAM_ID: {
    schema: text.regex(/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|19:\S+)$/i, 'is no team id'),
    mend: 'groupId in the link to the team (Teams: … beside the team, Get link to team), or leave it out.',
    optional: true,
  },
  HELPDESK_CHANNEL_ID: {
    schema: text.regex(/^19:[^\s;]+@thread\.(tacv2|skype)$/, 'is no channel id such as 19:…@thread.tacv2'),
    mend: 'Part of the link to the channel (Teams: … beside the channel, Get link to channel), URL-decoded.',
  },
  HELPDESK_CONTACT: {
    schema: text.max(200, 'is longer than 200 characters'),
    mend: 'How people reach the helpdesk without this bot, e.g. a phone number; or leave it out.',
    optional: true,
  },
  MAIL_FROM: { schema: mail, mend: 'The mailbox the bot sends mail from.' },
  SMTP_URL: {
    schema: address('smtp:', 'smtps:'),
    mend: 'Your mail relay: smtps://user:password@host, or smtp://host:587 (then STARTTLS is demanded).',
  },
  ADMIN_MAIL: { schema: mail, mend: 'Who is told when the bot needs a person, e.g. a distribution list.' },
  STEP_UP_CONTEXT: {
    schema: text.regex(/^c([1-9]|[1-9]\d)$/, 'is no id from c1 to c99'),
    mend: 'Entra admin center, Conditional Access, Authentication contexts: its ID.',
    default: 'c1',
  },
  SEAL_KEYS: {
    schema: text,
    mend: `Make one: node -e "console.log('k1:' + require('node:crypto').randomBytes(32).toString('base64'))"`,
  },
  DATABASE_URL: {
    schema: address('postgres:', 'postgresql:'),
    mend: 'postgres://user:password@host/database, or leave it out for SQLite.',
    optional: true,
  },
  DATA_DIR: { schema: text, mend: 'A directory the bot may write to.', default: '.data' },
  INSTANCES: { schema: whole(1, 1_000), mend: 'How many processes share the database.', default: '1' },
  POLICY_FILE: {
    schema: text,
    mend: 'Path of a JSON file such as env/policy.example.json, or leave it out.',
    optional: true,
  },
  AUDIT_PERSONAL_DAYS: {
    schema: whole(0, 36_500).refine(
      value => value === 0 || value >= 30,
      'is less than the 30 days this desk looks back on',
    ),
    mend: 'How many days people’s names and words of closed requests are kept: 30 or more, or 0 for ever.',
    default: '365',
  },
  NEVER_RESET: {
    schema: text.transform(list).pipe(z.array(account)),
    mend: 'User principal names or object ids, separated by commas.',
    default: '',
  },
  CANARY_ACCOUNT: {
    schema: guid,
    mend: 'Object id of an account in Active Directory that is nobody’s and called canary…, or leave it out.',
    optional: true,
  },
  FEDERATED_UPDATE_URL: {
    schema: address('https:'),
    mend: 'Your identity provider’s page for changing a password, or leave it out.',
    optional: true,
  },
  SSPR_COVERAGE: {
    schema: whole(0, 100),
    mend: 'The per cent of people who should be able to reset their own password; the doctor warns below. 0 never warns.',
    default: '50',
  },
  HEALTH_TOKEN: {
    schema: text.regex(/^[\w-]{24,200}$/, 'is no token of 24 to 200 letters, digits, - and _'),
    mend: `Make one: node -e "console.log(require('node:crypto').randomBytes(32).toString('base64url'))"; or leave it out.`,
    optional: true,
  },
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace'], 'is no log level'),
    mend: 'One of fatal, error, warn, info, debug, trace.',
    default: 'info',
  },
} as const satisfies Readonly<Record<string, Setting>>;

/** Accounts that serve the desk, and nobody may have reset through it. */
export const DESKS_ACCOUNTS = ['HANDS_ACCOUNT', 'HANDS_PRIVILEGED_ACCOUNT', 'CANARY_ACCOUNT'] as const;

export type SettingName = keyof typeof TABLE;

/** What each setting is once it was read; undefined where one was left out that may be. */
export type Parsed = { readonly [K in SettingName]: z.output<(typeof TABLE)[K]['schema']> | OptionalOf<K> };
type OptionalOf<K extends SettingName> = (typeof TABLE)[K] extends { readonly optional: true } ? undefined : never;
/** Of settings of which some are wrong. */
export type Values = Partial<Parsed>;
export type Wrong = (name: SettingName, problem: string, mend?: string) => void;

export const SETTINGS = Object.keys(TABLE) as readonly SettingName[];

/** Common names that other programs set too: alone they do not mean that somebody configured this bot. */
const COMMON: readonly SettingName[] = ['PORT', 'HOST', 'DATABASE_URL', 'DATA_DIR', 'INSTANCES', 'LOG_LEVEL'];

/** Whether somebody began to configure a bot of their own. */
export function anySettingPresent(env: NodeJS.ProcessEnv): boolean {
  return SETTINGS.some(name => !COMMON.includes(name) && (env[name] ?? '').trim() !== '');
}

export function list(text: string): string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}

function isOrigin(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password, pathname, search, hash } = new URL(url);
  return ['https:', 'http:'].includes(protocol) && pathname === '/' && username + password + search + hash === '';
}
