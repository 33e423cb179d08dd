// From the files of appPackage/ and an admin's values to the zip, or to everything that is wrong, named at once.
import { zipSync } from 'fflate';
import { fill, leftIn, namesIn } from './fill.mjs';
import { problemsOfIcons } from './icons.mjs';
import { problemsOfLanguage } from './languages.mjs';
import { problemsOfManifest } from './manifest.mjs';
import { problemsOf } from './values.mjs';

/** A zip has no time zone: these are the same bytes wherever it is made. */
const ZERO = new Date(1980, 0, 1);

/**
 * @param files a Map of names to bytes: manifest.json, and at least what it names
 * @param values placeholders to what the admin filled in
 * @returns `{ zip }` (Uint8Array; same input, same bytes) or `{ problems: [{ name, problem, mend }] }`
 */
export async function pack(files, values) {
  const template = parse(files, 'manifest.json');
  if (template.problems) return template;
  const tags = template.json.localizationInfo?.additionalLanguages ?? [];
  const languages = new Map(tags.map(({ file }) => [file, parse(files, file)]));
  const unread = [...languages.values()].flatMap(({ problems = [] }) => problems);
  if (unread.length > 0) return { problems: unread };

  const texts = new Map([['manifest.json', template.json], ...[...languages].map(([name, { json }]) => [name, json])]);
  const bad = problemsOf(values, namesIn([...texts.values()]));
  if (bad.length > 0) return { problems: bad };
  const filled = new Map([...texts].map(([name, json]) => [name, fill(json, values)]));

  const [[, manifest], ...words] = filled;
  const problems = [
    ...[...filled].flatMap(([name, json]) => leftIn(json).map(path => left(name, path))),
    ...(await problemsOfManifest(manifest)),
    ...(await Promise.all(words.map(([name, json]) => problemsOfLanguage(name, json, manifest)))).flat(),
    ...problemsOfIcons(manifest.icons, files),
  ];
  return problems.length > 0 ? { problems } : { zip: zipped(filled, manifest.icons, files) };
}

function parse(files, name) {
  const refused = (problem, mend) => ({ problems: [{ name: `appPackage/${name}`, problem, mend }] });
  const bytes = files.get(name);
  if (!bytes) return refused('is not there', 'The manifest names it.');
  try {
    const json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof json === 'object' && json !== null
      ? { json }
      : refused('is no JSON object', 'See appPackage/manifest.json.');
  } catch (fault) {
    return refused('is no JSON', `${fault.message}.`);
  }
}

function left(name, path) {
  return {
    name: `appPackage/${name}`,
    problem: `still has a placeholder at ${path}`,
    mend: 'A placeholder has letters, digits and _ between its braces, as in manifest.json.',
  };
}

/** Written anew from the parsed JSON: line endings and spaces of a checkout do not count. */
function zipped(texts, icons, files) {
  const entries = new Map([...texts].map(([name, json]) => [name, Buffer.from(`${JSON.stringify(json, null, 2)}\n`)]));
  for (const name of Object.values(icons)) entries.set(name, files.get(name));
  const sorted = [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
  const tree = Object.fromEntries(
    sorted.map(([name, bytes]) => [name, [new Uint8Array(bytes), { mtime: ZERO, os: 0 }]]),
  );
  return zipSync(tree, { level: 9 });
}
