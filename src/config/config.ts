// Turns the environment into a configuration, or names everything that is wrong with it at once. Called at the start; reads nothing itself.
import type { z } from 'zod';
import type { Attested } from '../core/diagnosis.ts';
import type { Policy } from '../core/policy.ts';
import type { KeyRing } from '../core/seal.ts';
import { Secret } from '../core/secret.ts';
import { type Cloud, cloudOf, isRehearsal } from './cloud.ts';
import { keyRingOf } from './key-ring.ts';
import { type ReadPolicy, readPolicy, WITHOUT_FILE } from './policy/read.ts';
import { DESKS_ACCOUNTS, type Parsed, SETTINGS, type SettingName, TABLE, type Values, type Wrong } from './settings.ts';
import { checkApart, checkHands, checkPlace } from './together.ts';

export { anySettingPresent, SETTINGS } from './settings.ts';

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
  /** Per cent of people who should be able to reset their own password. */
  readonly ssprCoverage: number;
  /** Opens the whole report of readiness; absent: nobody gets it over the network. */
  readonly healthToken?: Secret;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
};

export type Problem = { readonly name: string; readonly problem: string; readonly mend: string };

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
  const policy = policyIn(values, readFile, wrong);
  if (policy?.policy.privilegedTargets && values.HANDS_MODEL !== 'approver' && !values.HANDS_PRIVILEGED_ACCOUNT)
    wrong('HANDS_PRIVILEGED_ACCOUNT', 'is missing, and the policy lets people with power over others be reset');

  if (problems.length > 0 || 'problem' in cloud || 'problem' in keys || !policy) return { problems };
  return { config: assemble(values as Parsed, cloud, keys.ring, policy) };
}

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

function policyIn({ POLICY_FILE: path, CLOUD: cloud }: Values, readFile: (path: string) => string, wrong: Wrong) {
  if (path === undefined) return WITHOUT_FILE;
  let text: string;
  try {
    text = readFile(path);
  } catch {
    return void wrong('POLICY_FILE', 'cannot be read');
  }
  const read = readPolicy(text, isRehearsal(cloud));
  if ('policy' in read) return read;
  for (const problem of read.problems)
    wrong('POLICY_FILE', problem, 'docs/policy.md explains each entry; env/policy.example.json has them all.');
  return undefined;
}

/** Assumed, where no setting says: a guest's sign-in is asked for again by two directories' rules, and how often is written nowhere but there. */
const GUEST_SIGN_IN_DAYS = 30;

function lasting({ HANDS_MODEL: model, HANDS_SIGN_IN_DAYS: days }: Parsed): { readonly signInDays?: number } {
  if (days !== undefined) return { signInDays: days };
  return model === 'guest-admin' ? { signInDays: GUEST_SIGN_IN_DAYS } : {};
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
      ...lasting(values),
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
    ssprCoverage: values.SSPR_COVERAGE,
    ...(healthToken === undefined ? {} : { healthToken: new Secret(healthToken) }),
    logLevel: values.LOG_LEVEL,
  };
}
