// An admin's policy file over the defaults: all of it, or a sentence for everything that is wrong with it.
import type { Attested } from '../../core/diagnosis.ts';
import { DEFAULT_POLICY, type Policy } from '../../core/policy.ts';
import { attestedOf, groupNamesOf, policyOf } from './convert.ts';
import { NO_LINK } from './entries.ts';
import { said, sentence } from './said.ts';
import { MARK } from './schema.ts';
import { again, nonsense } from './sense.ts';
import { FILE, type File, REHEARSED } from './shape.ts';
import { saidTwice } from './twice.ts';

export type ReadPolicy = {
  readonly policy: Policy;
  readonly attested: Attested;
  /** What the file calls its groups, by object id. For people's eyes only. */
  readonly groupNames: Readonly<Record<string, string>>;
};

export const WITHOUT_FILE: ReadPolicy = { policy: DEFAULT_POLICY, attested: { never: [] }, groupNames: {} };

/**
 * Entries whose name begins with `//` are comments, wherever they stand.
 * @param rehearsing CLOUD is not Microsoft, so that links may lead to this machine, and waits of days may be seconds
 */
export function readPolicy(text: string, rehearsing = false): ReadPolicy | { readonly problems: readonly string[] } {
  const json = parsed(text);
  if ('problem' in json) return { problems: [json.problem] };
  const twice = saidTwice(text);
  if (twice.length > 0) return { problems: twice };
  const file = (rehearsing ? REHEARSED : FILE).safeParse(withoutComments(json.value), { error: sentence });
  if (!file.success) return { problems: [...new Set(file.error.issues.flatMap(said))] };
  const policy = policyOf(file.data);
  const problems = [...(rehearsing ? [] : bareLinks(file.data)), ...contradictions(file.data), ...nonsense(policy)];
  if (problems.length > 0) return { problems };
  return { policy, attested: attestedOf(file.data), groupNames: groupNamesOf(file.data) };
}

function parsed(text: string): { readonly value: object } | { readonly problem: string } {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { value } : { problem: 'is not a JSON object: { … }' };
  } catch (fault) {
    const at = /position (\d+)/.exec(String(fault))?.[1];
    if (at === undefined) return { problem: 'is not a JSON object: { … }' };
    const before = text.slice(0, Number(at)).split('\n');
    return { problem: `is not JSON from line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1} on` };
  }
}

function withoutComments(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutComments);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !name.startsWith(MARK));
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutComments(inner)]));
}

/** Nobody who is served for real has what stands behind them. */
function bareLinks({ otherSystems = [], finishingLinks = {}, instead = {} }: File): readonly string[] {
  const links: readonly (readonly [string, unknown])[] = [
    ...otherSystems.map(({ link }, index) => [`otherSystems[${index}].link`, link] as const),
    ...Object.entries(finishingLinks).map(([domain, link]) => [`finishingLinks.${domain}`, link] as const),
    ...Object.entries(instead).map(([row, link]) => [`instead.${row}`, link] as const),
  ];
  return links.flatMap(([at, link]) => (String(link ?? 'https:').startsWith('https:') ? [] : [`${at} ${NO_LINK}`]));
}

function contradictions({ pilot = [], otherSystems = [] }: File): readonly string[] {
  return [
    ...pilot.flatMap(({ from = 0, until = Number.POSITIVE_INFINITY }, index) =>
      until <= from ? [`pilot[${index}].until must come after from`] : [],
    ),
    ...again(pilot.map(({ name }) => name.toLowerCase())).map(
      index => `pilot[${index}].name stands there twice: each wave needs a name of its own`,
    ),
    ...again(otherSystems.map(({ group }) => group.id)).map(
      index => `otherSystems[${index}].group has another system already: each group once`,
    ),
  ];
}
