// The groups inside the groups that decide. Who is in one of them decides as well, so whoever owns one can make approvers: themselves, too.
import type { World } from '../core/ports.ts';
import type { Question } from './batch.ts';
import { createCache } from './cache.ts';
import { GraphFault } from './fault.ts';
import { type Held, isGroup } from './power.ts';

/** Who owns what is asked anew each time; which group lies in which changes seldom, and before a reset it is asked anew as well. */
const REMEMBERED = 10 * 60_000;

/** The members that one of the questions was answered with. */
type Listing = (question: string) => Promise<readonly Held[]>;

export type Asking = {
  readonly questions: Readonly<Record<string, Question>>;
  readonly read: (list: Listing) => Promise<readonly string[]>;
};

/** @param deciding object ids */
export function createNested(world: World, deciding: readonly string[]) {
  const known = createCache<readonly string[]>(world, REMEMBERED);
  const questions: Readonly<Record<string, Question>> = Object.fromEntries(
    deciding.map((id, at) => [
      `nested${at}`,
      { path: `/groups/${encodeURIComponent(id)}/transitiveMembers?$select=id&$top=999` },
    ]),
  );
  async function read(list: Listing): Promise<readonly string[]> {
    const members = await Promise.all(Object.keys(questions).map(name => list(name).catch(noSuchGroup)));
    const groups = members.flat().flatMap(one => (isGroup(one) && one.id ? [one.id] : []));
    known.keep('all', groups);
    return groups;
  }

  return {
    /**
     * Nothing to ask while they are known. People are listed as well: a cast to groups is answered from an index that lags behind.
     * `read` gives object ids; it rejects when they could not be read.
     */
    ask(fresh: boolean): Asking {
      const before = fresh ? undefined : known.find('all');
      return before ? { questions: {}, read: async () => before } : { questions, read };
    },
  };
}

/** A group that is not there has nothing in it; doctor misses it. */
function noSuchGroup(fault: unknown): readonly [] {
  if (fault instanceof GraphFault && fault.status === 404) return [];
  throw fault;
}
