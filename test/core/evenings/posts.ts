// Stands between desk and Graph: every reset that is asked for is judged, and every password is followed to the one page that may show it.
import type { Session } from '../../../src/core/ports.ts';
import type { Request } from '../../../src/core/request.ts';
import { changes, type Reset } from '../a-company.ts';
import type { Bench } from '../a-desk.ts';
import type { Witness } from './witness.ts';

/** One reset that was asked for, and what it was to set. */
type Post = { readonly request: string; readonly correlation: string; readonly plain: string; readonly at: number };
export type Posts = ReturnType<typeof watchPosts>;

/** @param objections everything that is against asking for it now */
export function watchPosts(
  { company, store, world }: Bench,
  { wrong }: Witness,
  objections: (request: Request) => Promise<readonly string[]>,
) {
  const posts: Post[] = [];
  /** Of frozen people, too: nobody ever sees those. */
  const passwords: string[] = [];
  const accepted: { under: string; reset: Reset }[] = [];
  const shownTo = new Map<string, string>();
  const { begin } = company.resets;

  /** No second one after one that was accepted under the same approval, unless that one ended and changed nothing. */
  function twice(under: string): void {
    for (const { reset } of accepted.filter(one => one.under === under)) {
      const over = reset.fate !== 'never' && reset.endsAt <= world.now() && !changes(reset.fate);
      if (!over) wrong(`a second reset although the first (${reset.fate}) may stand`);
    }
  }

  company.resets.begin = async (token, target, password, correlation) => {
    const plain = password.use(text => text);
    passwords.push(plain);
    const locked = store.all().find(one => one.lockout?.correlation === correlation);
    const row = locked ?? store.all().find(one => one.attempt?.correlation === correlation);
    if (row?.person !== target) wrong(`a reset for ${row?.person} that reached ${target}`);
    if (locked) {
      if (locked.state !== 'frozen') wrong(`a lockout of somebody who is ${locked.state}`);
      return begin(token, target, password, correlation);
    }
    if (!row) return begin(token, target, password, correlation);
    for (const objection of await objections(row)) wrong(`${row.id} was reset: ${objection}`);
    posts.push({ request: row.id, correlation, plain, at: world.now() });
    const given = store.lines.filter(line => line.event === 'approve' && line.request === row.id).length;
    const under = `${row.id} approval ${given}`;
    twice(under);
    const answer = await begin(token, target, password, correlation);
    const reset = company.accepted.find(one => one.correlation === correlation);
    if (reset) accepted.push({ under, reset });
    return answer;
  };

  return {
    passwords,
    times: () => posts.map(({ at }) => at),

    /** A page was given this one: it must be what was set for its own request, and no other page may have had it. */
    read(session: Session, plain: string): void {
      const row = store.find(session.request);
      const post = posts.find(one => one.plain === plain);
      // After a crash before the POST the box holds what Graph was never given, and nobody can tell.
      const unsent = !passwords.includes(plain) && posts.every(one => one.correlation !== row?.attempt?.correlation);
      if (row?.person !== session.person) wrong('a page of somebody else was given a password');
      if (!unsent && (post?.request !== session.request || post.correlation !== row?.attempt?.correlation))
        wrong('a page was given a password that was not set for it');
      if ((shownTo.get(plain) ?? session.id) !== session.id) wrong('two pages were given one password');
      shownTo.set(plain, session.id);
    },
  };
}
