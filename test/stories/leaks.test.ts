// The temporary password is nowhere but in the sealed box and on its owner's page: whole runs are searched for it, in every form.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert as hold, property, string, uint8Array } from 'fast-check';
import { TENANT } from '../../sandbox/company.ts';
import type { HandsModel } from '../../sandbox/hands.ts';
import { PEOPLE } from '../../sandbox/people.ts';
import { untilFiled } from '../../sandbox/rehearse/back-in.ts';
import { asksReason, begins } from '../../sandbox/rehearse/chat.ts';
import { approves } from '../../sandbox/rehearse/desk.ts';
import { changesThere, signsInToCheck } from '../../sandbox/rehearse/finish.ts';
import type { Actor } from '../../sandbox/rehearse/story.ts';
import type { Tracker } from '../../sandbox/rehearse/tracker.ts';
import { type Company, withCompany } from './company.ts';
import { BY, DESK_AND_APPROVER } from './hands.ts';
import { search, tracesOf } from './traces.ts';

const POLICY = { evidenceFor: '30s' };
const FRESH = 'Walnut-Ferry-Lantern-58';

type Run = {
  /** By where they were found, at which moment. */
  readonly places: ReadonlyMap<string, Buffer>;
  /** Every temporary password that left for Graph. */
  readonly sent: readonly string[];
  /** Whose hands they left with: each token once. */
  readonly tokens: readonly string[];
  readonly revealed: readonly string[];
};

/** Everything that outlives a moment: log, database with its log, what crossed the wire, what was kept of it. */
async function collect(company: Company, moment: string, into: Map<string, Buffer>): Promise<void> {
  const { world, dataDir } = company;
  const put = (what: string, bytes: Buffer | string) => void into.set(`${what}, ${moment}`, Buffer.from(bytes));
  for (const file of readdirSync(dataDir)) put(file, readFileSync(join(dataDir, file)));
  put('log', readFileSync(company.botLog));
  if (existsSync(company.record)) put('graph record', readFileSync(company.record));
  put('what crossed the wire', JSON.stringify(world.events));
  put('mails', JSON.stringify(world.mails));
  const everybody = PEOPLE.map(({ id }) => ({ tenant: TENANT, id }));
  await company.store(async store => {
    for (const person of everybody) {
      put(`conversation of ${person.id}`, JSON.stringify(await store.conversations.find(person)) ?? '');
      for (const request of await store.requests.recent(person, 0)) {
        put(`request ${request.id}`, JSON.stringify(request));
        put(`audit of ${request.id}`, JSON.stringify(await store.audit.lines(request.id)));
      }
    }
  });
}

/** Until Graph has accepted the reset, or refused its writeback. */
async function approved(company: Company, who: Actor): Promise<Tracker> {
  const { story } = company;
  await begins(story, who, asksReason, 'the question for a reason');
  const tracker = await untilFiled(story, who);
  await approves(story, story.actor('hana'), who);
  return tracker;
}

function tapResets({ server }: Company) {
  const sent: string[] = [];
  const tokens = new Set<string>();
  server.use((request, _response, next) => {
    if (request.url?.includes('resetPassword')) {
      sent.push(String((request.body as { newPassword: string }).newPassword));
      tokens.add(String(request.headers.authorization).replace('Bearer ', ''));
    }
    next();
  });
  return { sent, tokens };
}

async function runs(hands: HandsModel): Promise<Run> {
  return withCompany({ policy: POLICY, record: true, hands }, async company => {
    const { story } = company;
    const places = new Map<string, Buffer>();
    const { sent, tokens } = tapResets(company);

    const freya = story.actor('freya');
    const tracker = await approved(company, freya);
    await tracker.until('a password', ({ progress }) => progress.password === 'ready');
    await collect(company, 'accepted', places);
    const temporary = await tracker.reveal();
    await collect(company, 'revealed', places);
    await tracker.haveIt();
    await collect(company, 'taken', places);
    await changesThere(story, freya, tracker, temporary, FRESH);
    await signsInToCheck(story, freya, tracker, FRESH);
    tracker.close();
    await collect(company, 'completed', places);

    const sam = await approved(company, story.actor('sam'));
    await sam.until('the landing', ({ progress }) => progress.state === 'landed');
    sam.close();
    await collect(company, 'landed and never looked at', places);

    const paul = await approved(company, story.actor('paul'));
    await paul.until('the failure', ({ progress }) => progress.state === 'failed');
    paul.close();
    await collect(company, 'failed', places);

    await company.bot.kill();
    await collect(company, 'killed', places);
    return { places, sent, tokens: [...tokens], revealed: [temporary] };
  });
}

describe('the temporary password', function () {
  this.timeout(300_000);
  const runsOf = new Map<HandsModel, Promise<Run>>();
  before(() => {
    for (const hands of DESK_AND_APPROVER) {
      const run = runs(hands);
      run.catch(() => undefined);
      runsOf.set(hands, run);
    }
  });
  const theRun = async (hands: HandsModel = 'service-account'): Promise<Run> => {
    const run = runsOf.get(hands);
    assert.ok(run);
    return run;
  };

  for (const hands of DESK_AND_APPROVER)
    describe(BY[hands], () => {
      it('leaves for Graph once a reset, and is what its owner reads', async () => {
        const { sent, revealed } = await theRun(hands);
        assert.equal(sent.length, 3);
        assert.equal(new Set(sent).size, 3);
        assert.deepEqual(revealed, sent.slice(0, 1));
      });

      it('is in no log, database, audit row, dialog stack, card, activity, mail or record, in no form, at no moment', async () => {
        const { places, sent } = await theRun(hands);
        assert.deepEqual(search(places, sent), []);
      });

      it('is as hard to find as the token it was set with', async () => {
        const { places, tokens } = await theRun(hands);
        assert.equal(tokens.length, hands === 'approver' ? 3 : 1, 'an approver’s serves one request');
        assert.deepEqual(search(places, tokens), []);
      });
    });

  it('would have been found: each form, planted in a copy of each place, is', async () => {
    const { places, sent } = await theRun();
    const [password = ''] = sent;
    for (const [place, bytes] of places)
      for (const trace of tracesOf(password)) {
        const middle = Math.floor(bytes.length / 2);
        const copy = Buffer.concat([bytes.subarray(0, middle), trace.bytes, bytes.subarray(middle)]);
        assert.ok(
          search(new Map([[place, copy]]), [password]).some(({ form }) => form === trace.form),
          trace.form,
        );
      }
  });

  it('would have been found at any place in a base64 text', () => {
    hold(
      property(
        uint8Array({ maxLength: 20 }),
        string({ minLength: 8, unit: 'grapheme' }),
        uint8Array(),
        (before, password, after) => {
          const text = Buffer.concat([before, Buffer.from(password), after]);
          for (const encoding of ['base64', 'base64url'] as const)
            assert.notDeepEqual(search(new Map([['text', Buffer.from(text.toString(encoding))]]), [password]), []);
        },
      ),
    );
  });

  it('was looked for where something was: every place holds what belongs there', async () => {
    const { places } = await theRun();
    const holds = (place: string, what: string) => {
      const bytes = places.get(place);
      assert.ok(bytes?.includes(what), `${place} holds ${what}`);
    };
    holds('log, killed', 'Graph answered the reset');
    holds('graph record, killed', '"newPassword":"(removed)"');
    holds('what crossed the wire, killed', 'adaptiveCard/action');
    holds('what crossed the wire, killed', '"type":"AdaptiveCard"');
    holds('mails, killed', 'Freya Lindqvist');
    holds('reset-desk.db, completed', 'Freya Lindqvist');
    assert.ok([...places.keys()].some(place => place.startsWith('reset-desk.db-wal')));
    assert.ok([...places.keys()].some(place => place.startsWith('audit of ')));
  });
});
