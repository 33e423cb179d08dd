// A language of the package: fitting the schema, with a sentence for each of the manifest's and for nothing else.
import { againstSchema } from './schema.mjs';

/** @param words the file's JSON, filled in; @param manifest likewise */
export async function problemsOfLanguage(file, words, manifest) {
  const wrong = problem => ({
    name: `appPackage/${file}`,
    problem,
    mend: 'It translates every sentence of the manifest, and nothing else.',
  });
  const wanted = sentencesOf(manifest);
  const has = Object.keys(words).filter(key => key !== '$schema');
  return [
    ...(await againstSchema(file, words, 'MicrosoftTeams.Localization.schema.json')),
    ...wanted.filter(key => !has.includes(key)).map(key => wrong(`lacks ${key}`)),
    ...has.filter(key => !wanted.includes(key)).map(key => wrong(`has ${key}, which the manifest has not`)),
  ];
}

/** Keys as these files write them: the path of each sentence that is in the manifest. */
function sentencesOf({ name, description, bots = [], staticTabs = [] }) {
  const parts = (path, object, keys) => keys.filter(key => object?.[key] !== undefined).map(key => `${path}.${key}`);
  return [
    ...parts('name', name, ['short', 'full']),
    ...parts('description', description, ['short', 'full']),
    ...bots.flatMap(({ commandLists = [] }, bot) =>
      commandLists.flatMap(({ commands = [] }, list) =>
        commands.flatMap((command, index) =>
          parts(`bots[${bot}].commandLists[${list}].commands[${index}]`, command, ['title', 'description']),
        ),
      ),
    ),
    ...staticTabs.flatMap((tab, index) => parts(`staticTabs[${index}]`, tab, ['name'])),
  ];
}
