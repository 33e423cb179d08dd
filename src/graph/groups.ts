// Which of some groups a person is in, through other groups too.
import type { Question } from './batch.ts';
import { same } from './power.ts';

/** "Maximum of 20 groups" (user: checkMemberGroups). */
const MOST = 20;

/** One question for every twenty groups, named `groups0`, `groups1`, … @param id object id, encoded */
export function groupQuestions(id: string, groups: readonly string[]): Readonly<Record<`groups${number}`, Question>> {
  const path = `/users/${id}/checkMemberGroups`;
  const chunks = Array.from({ length: Math.ceil(groups.length / MOST) }, (_, at) =>
    groups.slice(at * MOST, (at + 1) * MOST),
  );
  return Object.fromEntries(chunks.map((groupIds, at) => [`groups${at}`, { path, body: { groupIds } }]));
}

/** Of these groups those that Graph named, written as we write them. Throws when it is no answer to that question. */
export function membershipsIn(answers: readonly unknown[], groups: readonly string[]): readonly string[] {
  const named = answers.flatMap(answer => {
    const { value } = (answer ?? {}) as { value?: unknown };
    if (!Array.isArray(value)) throw new Error('checkMemberGroups answered without a list');
    return value.filter(id => typeof id === 'string');
  });
  return groups.filter(group => named.some(id => same(id, group)));
}
