// What an admin fills in: read from the env files of the Agents Toolkit, and what is wrong with each value and its mend.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NIL = /^[0-]+$/;
/** Names of at least two labels, and a port if the desk has one. */
const HOST = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?(:\d{1,5})?$/i;
const ENVIRONMENT = /^[A-Za-z0-9][\w-]{0,40}$/;

const guid = mend => ({ wrong: value => (GUID.test(value) && !NIL.test(value) ? undefined : 'is no GUID'), mend });
const page = what => ({ wrong: wrongPage, mend: `The https address of ${what}.` });

/** `wrong` gives what is wrong with a value, as the rest of a sentence, or undefined. */
const RULES = {
  TEAMS_APP_ID: guid('Any GUID of its own, kept for ever. Make one: node -p "crypto.randomUUID()"'),
  BOT_ID: guid('Entra admin center, App registrations, "Reset Desk (bot)", Overview: Application (client) ID.'),
  AAD_APP_CLIENT_ID: guid(
    'Entra admin center, App registrations, "Reset Desk (reads and sign-ins)", Overview: Application (client) ID.',
  ),
  BOT_DOMAIN: { wrong: wrongHost, mend: 'The host of PUBLIC_URL alone, such as reset.contoso.com.' },
  DEVELOPER_NAME: {
    wrong: value => (value.length > 32 ? 'is longer than 32 characters' : undefined),
    mend: 'Your company, in at most 32 characters.',
  },
  DEVELOPER_WEBSITE_URL: page('your help page'),
  DEVELOPER_PRIVACY_URL: page('your privacy statement'),
  DEVELOPER_TERMS_URL: page('your terms of use'),
};

/** The values of one environment, its name among them: `.env.NAME`, then `.env.NAME.user`, which wins and is never committed. */
export function readValues(environment, folder) {
  if (!ENVIRONMENT.test(environment))
    return {
      problems: [{ name: '--env', problem: 'is no name of an environment', mend: 'Letters, digits, - and _.' }],
    };
  const [file, own] = [`.env.${environment}`, `.env.${environment}.user`].map(name => join(folder, name));
  if (!existsSync(file))
    return {
      problems: [
        {
          name: `env/.env.${environment}`,
          problem: 'does not exist',
          mend: 'Copy env/.env.sandbox to it and fill it in.',
        },
      ],
    };
  const read = path => (existsSync(path) ? parseEnv(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) : {});
  return { values: { ...read(file), ...read(own), TEAMSFX_ENV: environment } };
}

/** Everything wrong with the values the package needs; none of the others is looked at. `needed`: names of placeholders. */
export function problemsOf(values, needed) {
  const problems = needed.flatMap(name => problemOf(name, values[name]?.trim() ?? ''));
  const [bot, desk] = [values.BOT_ID, values.AAD_APP_CLIENT_ID].map(id => id?.trim().toLowerCase());
  if (bot && bot === desk)
    problems.push({
      name: 'AAD_APP_CLIENT_ID',
      problem: 'is the same registration as BOT_ID',
      mend: 'Two separate app registrations: see docs/permissions.md.',
    });
  return problems;
}

function problemOf(name, value) {
  // A package is read by whoever installs the app.
  if (name.startsWith('SECRET_'))
    return [
      { name, problem: 'is a secret, and the package is public', mend: 'Take its placeholder out of appPackage/.' },
    ];
  const { wrong, mend } = RULES[name] ?? {
    wrong: () => undefined,
    mend: 'appPackage/ has a placeholder of this name.',
  };
  if (value === '') return [{ name, problem: 'is missing', mend }];
  const problem = value.includes('${{') ? 'is itself a placeholder' : wrong(value);
  return problem === undefined ? [] : [{ name, problem, mend }];
}

function wrongHost(value) {
  if (/^[a-z]+:\/\//i.test(value)) return 'has a scheme';
  if (/[/?#]/.test(value)) return 'has a path';
  if (/^[\d.]+(:\d+)?$/.test(value) || /^localhost\b/i.test(value)) return 'is no name Teams could reach';
  return HOST.test(value) ? undefined : 'is no host name';
}

function wrongPage(value) {
  if (!URL.canParse(value)) return 'is no web address';
  if (new URL(value).protocol !== 'https:') return 'is not https';
  return value.length > 2_048 ? 'is longer than 2,048 characters' : undefined;
}
