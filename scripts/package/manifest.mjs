// The manifest: what the schema says of it, and two things no schema can say.
import { againstSchema } from './schema.mjs';

const SEMANTIC = /^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/;

/** @param manifest filled in */
export async function problemsOfManifest(manifest) {
  const wrong = (problem, mend) => ({ name: 'appPackage/manifest.json', problem, mend });
  return [
    ...(await againstSchema('manifest.json', manifest, 'MicrosoftTeams.schema.json')),
    ...(SEMANTIC.test(manifest.version ?? '')
      ? []
      : [wrong('has no version such as 1.0.0', 'Count it up with every change.')]),
    ...strayTabs(manifest).map(host =>
      wrong(`shows a page of ${host}, which is not among validDomains`, 'Teams would leave the tab blank.'),
    ),
  ];
}

function strayTabs({ staticTabs = [], validDomains = [] }) {
  const valid = validDomains.map(host => host.toLowerCase());
  const pages = staticTabs.map(tab => tab.contentUrl).filter(url => url !== undefined && URL.canParse(url));
  return pages.map(url => new URL(url).host).filter(host => !valid.includes(host));
}
