// The real server with the real pages, reached over a line, for one test: Rita's request, and whoever signs in next.

import type { Person } from '../../src/core/person.ts';
import { loadAssets } from '../../src/http/assets.ts';
import type { RouteDeps } from '../../src/http/routes.ts';
import { RITA } from '../contracts/a-request.ts';
import { aWorld, START } from '../contracts/a-world.ts';
import { fakeSignIn } from '../http/fakes.ts';
import { openStage } from '../http/stage.ts';
import { openLine } from './line.ts';
import { openOutside } from './outside.ts';

const PAGES = new URL('../../tab/', import.meta.url);

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export async function openDesk(overrides: Partial<RouteDeps> = {}) {
  const line = await openLine();
  const outside = await openOutside(line.origin);
  const signIn = fakeSignIn(aWorld('sign-in'), outside.origin);
  const stage = await openStage({
    publicUrl: line.origin,
    assets: loadAssets(PAGES),
    loginOrigin: outside.origin,
    teamsOrigins: [outside.origin],
    signInUrl: `${outside.origin}/account`,
    signIn,
    ...overrides,
  });
  line.lead(stage.port);
  return {
    ...stage,
    line,
    outside,
    /** A link to the tracker as the chat gives it: its ticket works once. */
    async link(person: Person = RITA): Promise<string> {
      const ticket = await stage.tickets.issue('tracker', { request: 'request-1', person: person.id }, 60_000);
      return `${line.origin}/tracker#ticket=${ticket}`;
    },
    /** Microsoft will say that it was this person, a minute after the landing. */
    signsIn({ tenant, id }: Person, upn: string, acrs: readonly string[] = []): void {
      signIn.answer({ who: { oid: id, tid: tenant, name: upn, upn }, authTime: START + 60_000, acrs });
    },
    async close(): Promise<void> {
      outside.close();
      line.close();
      await stage.close();
    },
  };
}
