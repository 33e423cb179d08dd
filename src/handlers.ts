// What each kind of wake-up looks at: the part of its key after the colon says where.
import type { Instant } from './core/account.ts';
import type { Person } from './core/person.ts';
import type { Audience, NoticeKind } from './core/ports.ts';

type Look = Promise<Instant | undefined>;

export function createHandlers(deps: {
  readonly advance: (request: string) => Look;
  readonly messenger: {
    deliver(request: string, kind: NoticeKind, audience: Audience): Look;
    look(person: Person): Look;
  };
  readonly watchShields: () => Look;
  /** An identity lost its sign-in, by its name. */
  readonly watchHands: (which: string) => Promise<void>;
  readonly canary: () => Look;
  readonly chore: (name: string, key: string) => Look | Promise<void>;
}) {
  const { messenger } = deps;
  return {
    request: deps.advance,
    tell(rest: string): Look {
      const [request = '', kind, audience] = rest.split(':');
      return messenger.deliver(request, kind as NoticeKind, audience as Audience);
    },
    conversation(rest: string): Look {
      const [tenant = '', id = ''] = rest.split(':');
      return messenger.look({ tenant, id });
    },
    shields: deps.watchShields,
    hands: (which: string) => deps.watchHands(which),
    canary: () => deps.canary(),
    chore: deps.chore,
  };
}
