// Turns the environment into a configuration, or names everything that is wrong with it at once. Called at the start; reads nothing itself.
import type { z } from 'zod';
import type { Attested } from '../core/diagnosis.ts';
import type { Policy } from '../core/policy.ts';
import type { KeyRing } from '../core/seal.ts';
import { Secret } from '../core/secret.ts';
import { type Cloud, cloudOf, DEMO_TENANT, isLoopback } from './cloud.ts';
import { keyRingOf } from './key-ring.ts';
import { type ReadPolicy, readPolicy, WITHOUT_FILE } from './policy/read.ts';
import { SETTINGS, type SettingName, TABLE } from './settings.ts';

export { anySettingPresent, SETTINGS } from './settings.ts';

const DESKS_ACCOUNTS = ['HANDS_ACCOUNT', 'HANDS_PRIVILEGED_ACCOUNT', 'CANARY_ACCOUNT'] as const;

type Registration = { readonly clientId: string; readonly secret: Secret };

/** Whose rights reset: an account of the customer's, a vendor's guest in their directory, or whoever approves. */
export type HandsModel = 'service-account' | 'guest-admin' | 'approver';

export type Config = {
  readonly cloud: Cloud;
  readonly tenant: string;
  /** Origin without a trailing slash; every link and redirect begins with it. */
  readonly publicUrl: string;
  readonly port: number;
  readonly host: string;
  readonly bot: Registration;
  /** App-only reads, and people's sign-ins. */
  readonly desk: Registration;
  /** The delegated identity that resets. */
  readonly hands: Registration & {
    readonly model: HandsModel;
    /** Empty where approvers reset with their own hands. */
    readonly account: string;
    readonly privilegedAccount?: string;
    /** How long a sign-in of it lasts, in days, where that is known: reminders come before. */
    readonly signInDays?: number;
  };
  readonly approversGroup: string;
  readonly adminsGroup: string;
  readonly helpdesk: { readonly channel: string; readonly team?: string; readonly contact?: string };
  readonly mailFrom: string;
  readonly smtp: Secret;
  readonly adminMail: string;
  readonly stepUpContext: string;
  readonly keyRing: KeyRing;
  /** PostgreSQL, with its password; absent: SQLite in `dataDir`. */
  readonly databaseUrl?: Secret;
  readonly dataDir: string;
  readonly instances: number;
  /** How long people's data of a closed request is kept; 0 for ever. */
  readonly personalDays: number;
  readonly policy: Policy;
  readonly attested: Attested;
  /** What the policy file calls its groups, by object id: for people's eyes only. */
  readonly groupNames: Readonly<Record<string, string>>;
  /** Object id of the account that is reset daily to see that resets arrive. */
  readonly canary?: string;
  /** Opens the whole report of readiness; absent: nobody gets it over the network. */
  readonly healthToken?: Secret;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
};

export type Problem = { readonly name: string; readonly problem: string; readonly mend: string };

type Parsed = { readonly [K in SettingName]: z.output<(typeof TABLE)[K]['schema']> | OptionalOf<K> };
type OptionalOf<K extends SettingName> = (typeof TABLE)[K] extends { readonly optional: true } ? undefined : never;

/** @param readFile gives a file's text, or throws; called for POLICY_FILE alone */
export function readConfig(
  env: NodeJS.ProcessEnv,
  readFile: (path: string) => string,
): { readonly config: Config } | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const wrong = (name: SettingName, problem: string, mend: string = TABLE[name].mend) =>
    void problems.push({ name, problem, mend });
  const values = parse(env, wrong);

  const cloud = cloudOf(values.CLOUD ?? '');
  if ('problem' in cloud) wrong('CLOUD', cloud.problem);
  else checkPlace(cloud, values, wrong);
  checkApart(values, wrong);
  checkHands(values, wrong);
  if ((values.INSTANCES ?? 1) > 1 && values.DATABASE_URL === undefined)
    wrong('DATABASE_URL', 'is missing, and SQLite serves one process only', 'Set it, or INSTANCES=1.');
  const keys = values.SEAL_KEYS === undefined ? { problem: undefined } : keyRingOf(values.SEAL_KEYS);
  if ('problem' in keys && keys.problem !== undefined) wrong('SEAL_KEYS', keys.problem);
  const policy = values.POLICY_FILE === undefined ? WITHOUT_FILE : policyIn(values.POLICY_FILE, readFile, wrong);
  if (policy?.policy.privilegedTargets && values.HANDS_MODEL !== 'approver' && !values.HANDS_PRIVILEGED_ACCOUNT)
    wrong('HANDS_PRIVILEGED_ACCOUNT', 'is missing, and the policy lets people with power over others be reset');

  if (problems.length > 0 || 'problem' in cloud || 'problem' in keys || !policy) return { problems };
  return { config: assemble(values as Parsed, cloud, keys.ring, policy) };
}

type Wrong = (name: SettingName, problem: string, mend?: string) => void;
type Values = Partial<Parsed>;

/** An empty setting is an absent one: that is how a line of .env is left blank. */
function parse(env: NodeJS.ProcessEnv, wrong: Wrong): Values {
  const values: Record<string, unknown> = {};
  for (const name of SETTINGS) {
    const setting: { schema: z.ZodType<unknown, string>; default?: string; optional?: true } = TABLE[name];
    const given = env[name]?.trim() || setting.default;
    if (given === undefined) {
      if (!setting.optional || isNeeded(name, env)) wrong(name, 'is missing');
      continue;
    }
    const parsed = setting.schema.safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    else wrong(name, parsed.error.issues.map(issue => issue.message).join('; '));
  }
  return values as Values;
}

/** An identity of the desk's own must be named; where approvers bring theirs, there is none. */
function isNeeded(name: SettingName, env: NodeJS.ProcessEnv): boolean {
  return name === 'HANDS_ACCOUNT' && env['HANDS_MODEL']?.trim() !== 'approver';
}

/** A cloud that is not Microsoft goes with the demo tenant and this machine alone, and they with it: a real password must never go there. */
function checkPlace(
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
function checkApart(values: Values, wrong: Wrong): void {
  const names = ['BOT_ID', 'DESK_CLIENT_ID', 'HANDS_CLIENT_ID'] as const;
  for (const [index, name] of names.entries()) {
    const twin = names.slice(0, index).find(other => values[other] !== undefined && values[other] === values[name]);
    if (twin)
      wrong(name, `is the same registration as ${twin}`, 'Three separate app registrations: see docs/permissions.md.');
  }
}

/** Two identities must be two, and an account that would never be used is a misunderstanding. */
function checkHands(values: Values, wrong: Wrong): void {
  const { HANDS_MODEL: model, HANDS_ACCOUNT: account, HANDS_PRIVILEGED_ACCOUNT: privileged } = values;
  if (model === 'approver') {
    for (const name of DESKS_ACCOUNTS.filter(one => values[one] !== undefined))
      wrong(name, 'is set, and approvers reset with their own hands', 'Leave it out, or take another HANDS_MODEL.');
    return;
  }
  if (account !== undefined && account.toLowerCase() === privileged?.toLowerCase())
    wrong('HANDS_PRIVILEGED_ACCOUNT', 'is the same account as HANDS_ACCOUNT', 'Two accounts, or leave it out.');
}

function policyIn(path: string, readFile: (path: string) => string, wrong: Wrong): ReadPolicy | undefined {
  let text: string;
  try {
    text = readFile(path);
  } catch {
    wrong('POLICY_FILE', 'cannot be read');
    return undefined;
  }
  const read = readPolicy(text);
  if ('policy' in read) return read;
  for (const problem of read.problems)
    wrong('POLICY_FILE', problem, 'docs/policy.md explains each entry; env/policy.example.json has them all.');
  return undefined;
}

function assemble(
  values: Parsed,
  cloud: Cloud,
  keyRing: KeyRing,
  { policy, attested, groupNames }: ReadPolicy,
): Config {
  const {
    HELPDESK_TEAM_ID: team,
    HELPDESK_CONTACT: contact,
    DATABASE_URL: database,
    FEDERATED_UPDATE_URL: updateUrl,
    HEALTH_TOKEN: healthToken,
  } = values;
  return {
    cloud,
    tenant: values.TENANT_ID,
    publicUrl: values.PUBLIC_URL,
    port: values.PORT,
    host: values.HOST,
    bot: { clientId: values.BOT_ID, secret: new Secret(values.BOT_SECRET) },
    desk: { clientId: values.DESK_CLIENT_ID, secret: new Secret(values.DESK_CLIENT_SECRET) },
    hands: {
      clientId: values.HANDS_CLIENT_ID,
      secret: new Secret(values.HANDS_CLIENT_SECRET),
      model: values.HANDS_MODEL,
      account: values.HANDS_ACCOUNT ?? '',
      ...(values.HANDS_PRIVILEGED_ACCOUNT === undefined ? {} : { privilegedAccount: values.HANDS_PRIVILEGED_ACCOUNT }),
      ...(values.HANDS_SIGN_IN_DAYS === undefined ? {} : { signInDays: values.HANDS_SIGN_IN_DAYS }),
    },
    approversGroup: values.APPROVERS_GROUP_ID,
    adminsGroup: values.ADMINS_GROUP_ID,
    helpdesk: {
      channel: values.HELPDESK_CHANNEL_ID,
      ...(team === undefined ? {} : { team }),
      ...(contact === undefined ? {} : { contact }),
    },
    mailFrom: values.MAIL_FROM,
    smtp: new Secret(values.SMTP_URL),
    adminMail: values.ADMIN_MAIL,
    stepUpContext: values.STEP_UP_CONTEXT,
    keyRing,
    ...(database === undefined ? {} : { databaseUrl: new Secret(database) }),
    dataDir: values.DATA_DIR,
    instances: values.INSTANCES,
    personalDays: values.AUDIT_PERSONAL_DAYS,
    policy,
    attested: {
      ...attested,
      never: [
        ...values.NEVER_RESET,
        ...DESKS_ACCOUNTS.map(name => values[name]).filter(one => one !== undefined),
        values.BOT_ID,
        ...attested.never,
      ],
      ...(updateUrl === undefined ? {} : { updateUrl }),
    },
    groupNames,
    ...(values.CANARY_ACCOUNT === undefined ? {} : { canary: values.CANARY_ACCOUNT }),
    ...(healthToken === undefined ? {} : { healthToken: new Secret(healthToken) }),
    logLevel: values.LOG_LEVEL,
  };
}
