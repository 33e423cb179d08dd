// Microsoft's own schemas, from Microsoft's own package: nothing is fetched, whatever address a file names.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const { AppManifestUtils } = require('@microsoft/app-manifest');

/** Newest of the pinned package. */
const VERSION = '1.30';
const ADDRESS = `https://developer.microsoft.com/json-schemas/teams/v${VERSION}/`;
const FOLDER = join(require.resolve('@microsoft/app-manifest'), `../json-schemas/teams/v${VERSION}`);

/** Problems of one file. @param schema `MicrosoftTeams.schema.json` or `MicrosoftTeams.Localization.schema.json` */
export async function againstSchema(name, json, schema) {
  const wrong = problem => ({ name: `appPackage/${name}`, problem, mend: `See ${ADDRESS}${schema}.` });
  if (json.$schema !== ADDRESS + schema) return [wrong(`names another schema than that of ${VERSION}`)];
  const rules = readable(JSON.parse(readFileSync(join(FOLDER, schema), 'utf8')));
  const said = await AppManifestUtils.validateAgainstSchema(json, rules);
  return said.map(text => wrong(`does not fit the schema: ${short(text)}`));
}

/**
 * The localisation schema of 1.30 has patterns that are no regular expressions in the mode Microsoft's own package compiles them in. They
 * are about things this app has not; without them such things are refused, not let through.
 */
function readable(schema) {
  if (!schema.patternProperties) return schema;
  const kept = Object.entries(schema.patternProperties).filter(([pattern]) => compiles(pattern));
  return { ...schema, patternProperties: Object.fromEntries(kept) };
}

function compiles(pattern) {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** "/path message. Details: {json}", of which the details matter only when the message leaves out what it is about. */
function short(text) {
  const [message, details = '{}'] = text.split('. Details: ');
  const { additionalProperty, allowedValues } = JSON.parse(details || '{}');
  const about = additionalProperty ?? allowedValues?.join(', ');
  return about === undefined ? message.trim() : `${message.trim()} (${about})`;
}
