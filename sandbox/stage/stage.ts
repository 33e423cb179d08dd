// The page that is Teams here, and all it may ask for: one visible table of its addresses.
import { z } from 'zod';
import { COMPANY, TEAM } from '../company.ts';
import { PRESETS } from '../graph/presets.ts';
import { given } from '../pages.ts';
import type { Rules } from '../rules.ts';
import type { Sandbox } from '../sandbox.ts';
import { BOT, isObject } from '../teams/activity.ts';
import type { Message } from '../teams/rooms.ts';
import { createActs } from './acts.ts';
import { accounts } from './directory.ts';
import { createDoor, isHere, Refused } from './door.ts';
import { files } from './files.ts';
import { createOnlooker } from './onlooker.ts';
import { createPeople, goneView, placeOf } from './people.ts';
import { createPhone } from './phone.ts';
import { createPlays } from './play.ts';
import type { CompanyView, Place, StageEvent } from './protocol.ts';
import { REPERTOIRE } from './repertoire.ts';
import { createStreams } from './streams.ts';
import { createSwitches, PACE_NAMES, type Plugged } from './switches.ts';
import { createWire } from './wire.ts';

const person = z.string().max(40);
const place = z.enum(['chat', 'channel']);
const id = z.string().max(80);
const nothing = z.strictObject({});
const click = z.strictObject({
  person,
  place,
  message: id,
  which: z.string().max(300).optional(),
  inputs: z.record(z.string().max(100), z.string().max(10_000)),
  state: z.string().max(400).optional(),
});
const said = { person, place, text: z.string().min(1).max(20_000) };
const flip = z.strictObject({ name: z.string().max(80), on: z.boolean() });

export type StageOptions = {
  /** Where the built page is. */
  readonly folder: string;
  readonly rules: Rules;
  /** Milliseconds a step of a played story; reading speed unless told. */
  readonly pace?: number;
};

/** The parts of a sandbox that the page shows and moves. */
export type Staged = Pick<Sandbox, 'server' | 'world' | 'teams' | 'faults'> & { readonly bot: Plugged };

/** Adds `/`, `/client/*` and `/stage/*` to a sandbox that listens already. */
export function stage(sandbox: Staged, { rules, ...options }: StageOptions): void {
  const { server, world, teams } = sandbox;
  const people = createPeople(world, teams);
  const streams = createStreams(world, people);
  const everywhere = (event: StageEvent) => streams.send(event);
  const wire = createWire(world, event => everywhere({ kind: 'wire', events: [event] }));
  const switches = createSwitches({ ...sandbox, rules }, () => everywhere(switchesNow()));
  const phone = createPhone(world, (who, call) => streams.send({ kind: 'call', person: who, call }, who));
  const onlooker = createOnlooker(server, world, teams, phone, (event, who) => streams.send(event, who));
  const plays = createPlays({ ...sandbox, rules, switches }, () => everywhere(playNow()), onlooker, options.pace);
  const acts = createActs(people, {
    delivery: show,
    typing: (who, on) => streams.send({ kind: 'typing', person: who, on }, who),
  });
  const switchesNow = (): StageEvent => ({ kind: 'switches', switches: switches.view() });
  const playNow = (): StageEvent => ({ kind: 'play', play: plays.view() });
  const mailsNow = (): StageEvent => ({
    kind: 'mails',
    mails: world.mails.map(({ at, to, subject }) => ({ at, to, subject })),
  });

  function show(who: string, where: Place, message: string): void {
    const view = streams.shows(who) ? people.message(who, where, message) : undefined;
    if (view) streams.send({ kind: 'message', person: who, place: where, message: view }, who);
  }

  function changed(message: Message): void {
    const where = placeOf(world, message);
    for (const who of where?.people ?? []) {
      if (!where || !streams.shows(who)) continue;
      if (!message.deleted) show(who, where.place, message.id);
      else streams.send({ kind: 'message', person: who, place: where.place, message: goneView(message) }, who);
    }
  }

  teams.watch(changed);
  // What only one person sees, such as the answer to their own click.
  for (const { key } of people.everybody().filter(one => one.inTeams))
    for (const where of people.places(key)) people.view(key, where).watch(message => show(key, where, message));
  world.watch(event => {
    if (event.kind === 'mail') everywhere(mailsNow());
    const typing = event.kind === 'connector' && isTyping(event.detail);
    const who = typing && /^a:personal-(.+)$/.exec(typing)?.[1];
    if (who) streams.send({ kind: 'typing', person: who, on: true }, who);
  });

  files(server, world, options.folder);
  const door = createDoor(server, world);
  door.ask('/stage/company', () => company(sandbox, people.everybody()));
  door.ask('/stage/directory', () => accounts(world));
  door.ask('/stage/wire/:n', req => wire.whole(Number(req.params?.['n'])));
  server.get('/stage/events', async (req, res) => {
    if (!isHere(world, req)) {
      res.sendRaw(403, '', {});
      return;
    }
    const wanted = given(req, 'people').split(',');
    const callNow = (who: string): StageEvent => ({ kind: 'call', person: who, call: phone.callOf(who) });
    const first = [switchesNow(), playNow(), mailsNow(), ...wanted.map(callNow)];
    await streams.serve(res, wanted, [...first, { kind: 'wire', events: wire.list() }]);
  });

  door.tell('/stage/say', z.strictObject({ ...said, thread: id.optional(), mention: z.boolean().optional() }), body =>
    acts.say(body.person, body.place, body.text, body.thread, body.mention),
  );
  door.tell('/stage/again', z.strictObject({ person, message: id }), body => acts.again(body.person, body.message));
  door.tell('/stage/execute', click, body => acts.execute(body));
  door.tell('/stage/submit', click, body => acts.submit(body));
  door.tell('/stage/refresh', z.strictObject({ person, place, message: id }), body =>
    acts.refresh(body.person, body.place, body.message),
  );
  door.tell('/stage/task-submit', z.strictObject({ person, data: z.unknown() }), body =>
    acts.taskSubmit(body.person, body.data),
  );
  door.tell('/stage/verify-state', z.strictObject({ person, code: z.string().max(400) }), body =>
    acts.verifyState(body.person, body.code),
  );
  door.tell('/stage/install', z.strictObject({ person, add: z.boolean() }), body =>
    acts.install(body.person, body.add),
  );
  door.tell(
    '/stage/language',
    z.strictObject({ person, locale: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/) }),
    async body => void Object.assign(world.find(body.person) ?? {}, { locale: body.locale }),
  );
  door.tell('/stage/fault', flip, body => switches.fault(body.name, body.on));
  door.tell('/stage/quirk', flip, body => switches.quirk(body.name, body.on));
  door.tell('/stage/pace', z.strictObject({ name: z.enum(['instant', 'brisk', 'lifelike']) }), body =>
    switches.pace(body.name),
  );
  door.tell('/stage/plug', z.strictObject({ on: z.boolean() }), body => switches.plug(body.on));
  door.tell('/stage/policy', z.strictObject({ privileged: z.boolean() }), body => {
    if (plays.playing) throw new Refused('A story is playing already.', 'playing');
    return switches.policy(body.privileged ? { privilegedTargets: true } : {});
  });
  door.tell('/stage/call', z.strictObject({ person, number: z.string().max(40) }), body =>
    phone.call(body.person, body.number),
  );
  door.tell('/stage/answer', z.strictObject({ person }), body => phone.answer(body.person));
  door.tell('/stage/speak', z.strictObject({ person, words: z.string().min(1).max(400) }), body =>
    phone.say(body.person, body.words),
  );
  door.tell('/stage/hang-up', z.strictObject({ person }), body => phone.hangUp(body.person));
  door.tell('/stage/play', z.strictObject({ story: z.string().max(40) }), body => plays.start(body.story));
  door.tell('/stage/stop', nothing, () => plays.stop());
}

function company({ world }: Staged, people: CompanyView['people']): CompanyView {
  return {
    name: COMPANY,
    origin: world.origin,
    botOrigin: world.botOrigin,
    tenant: world.tenant,
    bot: BOT,
    team: TEAM.name,
    channel: TEAM.channel.name,
    people,
    faults: PRESETS.map(({ name }) => name),
    quirks: Object.keys(world.quirks),
    stories: REPERTOIRE.map(({ name, person: who, expects }) => ({
      name,
      person: who,
      manager: world.find(who)?.manager ?? '',
      ends: expects.state,
    })),
    paces: PACE_NAMES,
  };
}

/** The conversation a bot is typing in, if that is what this call of the connector was. */
function isTyping(detail: unknown): string | undefined {
  const { body, params } = isObject(detail) ? detail : {};
  const typing = isObject(body) && body['type'] === 'typing' && isObject(params);
  return typing ? String(params['conversation']) : undefined;
}
