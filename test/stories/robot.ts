// A patient person as a loop over what they see: always the next sensible thing, and "go on" when nothing has happened for a while.
import type { Actor } from '../../sandbox/rehearse/story.ts';
import type { Seen } from '../../sandbox/teams/sight.ts';
import { endingIn, type Meaning, meaningOf, untilAnswered } from './chat.ts';
import { createApprover, createManager, type Life } from './colleagues.ts';
import type { Company } from './company.ts';
import { changesAtAdfs, provesByPasskey, signsIn } from './doors.ts';
import { openPage, type Page, type Shown } from './page.ts';

export type Recovered = {
  /** As the chat told them. */
  readonly state: string;
  readonly temporary?: string;
  /** How often they had to say "go on". */
  readonly nudges: number;
};

export type Wish = {
  /** The password they want in the end. */
  readonly fresh: string;
  readonly approver?: string;
  /** Milliseconds for the whole story. */
  readonly within?: number;
};

const PATIENCE = 3_000;
const REASON = 'I came back from leave and cannot remember it.';

/** From "I forgot my password" to the end, whatever happens to the bot. Throws when the end is not reached in time. */
export async function recovers(company: Company, key: string, wish: Wish): Promise<Recovered> {
  const who = company.actor(key);
  const deadline = Date.now() + (wish.within ?? 60_000);
  const since = who.teams.now();
  const person = createPerson(company, who, wish.fresh, { since, deadline });
  const colleagues: readonly Life[] = [
    createManager(company, company.actor(who.person.manager ?? ''), who.person, deadline),
    createApprover(company, company.actor(wish.approver ?? 'hana'), who.person, deadline),
  ];
  company.phone.delete(key);
  try {
    await person.say('I forgot my password');
    while (person.ending() === undefined) {
      if (Date.now() > deadline) throw new Error(inVain(who, person.page()));
      const moment = company.stir.now;
      let busy = false;
      for (const life of [person, ...colleagues]) busy = (await life.look()) || busy;
      if (busy || (await company.stir.since(moment, PATIENCE))) continue;
      if (person.page()?.shown?.live !== false) await person.nudge();
    }
    const temporary = person.temporary();
    return {
      state: person.ending() ?? '',
      nudges: person.nudges(),
      ...(temporary === undefined ? {} : { temporary }),
    };
  } finally {
    person.page()?.close();
  }
}

function createPerson(
  company: Company,
  who: Actor,
  fresh: string,
  { since, deadline }: { since: number; deadline: number },
) {
  const done = new Set<string>();
  const mind: { page?: Page; pageSince?: number; temporary?: string; nudges: number; said: Set<string> } = {
    nudges: 0,
    said: new Set(),
  };
  const heard = (after = since) => who.teams.messages.filter(one => one.from === 'bot' && one.changed > after);

  const say = (text: string) =>
    untilAnswered(
      company,
      deadline,
      () => who.teams.say(text),
      answer => answer?.status === 200,
    );

  async function nudge(): Promise<void> {
    mind.nudges += 1;
    // Perhaps the sign-in did not arrive: it is tried again.
    mind.said.delete('signed in');
    // Once it is with the helpdesk, "go on" might find it over by now, and begin another.
    await say(mind.page ? 'status' : 'go on');
  }

  /** True when the question is dealt with; false: ask me again. */
  async function answer(meaning: Meaning, message: Seen): Promise<boolean> {
    switch (meaning) {
      case 'reason':
        await say(REASON);
        return true;
      case 'consent':
        await say('yes');
        return true;
      case 'digits':
        company.phone.set(who.person.key, /^\d\d$/m.exec(message.words)?.[0] ?? '');
        company.stir.happened();
        return true;
      case 'sign-in': {
        const clicked = await who.teams.submit(message);
        if (clicked.kind !== 'sign-in') throw new Error('the card opened no sign-in');
        const code = await provesByPasskey(company.story.freshBrowser(), clicked.url, who.person);
        await untilAnswered(
          company,
          deadline,
          () => who.teams.verifyState(code),
          ({ status }) => status === 200,
        );
        return true;
      }
      case 'tracker':
        if (!mind.page || mind.page.gone) await openTracker(message);
        return mind.page !== undefined;
    }
  }

  async function openTracker(card: Seen): Promise<void> {
    mind.page?.close();
    const opened = await who.teams.submit(card);
    if (opened.kind !== 'dialog' || opened.task?.type !== 'continue') throw new Error('the card opened no tracker');
    const page = await openPage(company, String(opened.task.value.url));
    if (!page) return;
    mind.page = page;
    mind.pageSince ??= who.teams.now();
  }

  /** At the tracker: take the password, say so, make it one's own, sign in. False: nothing to do before it shows something else. */
  async function atTracker(page: Page): Promise<boolean> {
    const { shown } = page;
    if (!shown || !['resetting', 'landed'].includes(shown.state)) return false;
    // A refused password is replaced: what they read before is worth nothing, and they look again.
    if (shown.replaced && !mind.said.has('looked again')) {
      mind.said.add('looked again');
      mind.said.delete('have-it');
      delete mind.temporary;
    }
    if (mind.temporary === undefined) {
      if (shown.password !== 'ready' && shown.password !== 'open') return false;
      const revealed = await page.press('reveal');
      if (revealed?.status === 200) mind.temporary = String(revealed.body['password']);
      return mind.temporary !== undefined;
    }
    if (!mind.said.has('have-it')) {
      const heard = await page.press('have-it');
      if (heard && heard.status < 500) mind.said.add('have-it');
      return mind.said.has('have-it');
    }
    if (shown.state !== 'landed' || mind.said.has('signed in')) return false;
    return makesItTheirOwn(page, shown, mind.temporary);
  }

  async function makesItTheirOwn(page: Page, shown: Shown, temporary: string): Promise<boolean> {
    if (shown.finish === 'adfs' && !mind.said.has('changed')) {
      await changesAtAdfs(company.story.freshBrowser(), shown.updateUrl ?? '', who.person, temporary, fresh);
      mind.said.add('changed');
      return true;
    }
    const link = await page.press('check');
    if (link?.status !== 200) return false;
    const password = mind.said.has('changed') ? fresh : temporary;
    await signsIn(company.story.freshBrowser(), String(link.body['url']), who.person, password, () => {
      mind.said.add('changed');
      return fresh;
    });
    mind.said.add('signed in');
    return true;
  }

  return {
    say,
    nudge,
    page: () => mind.page,
    nudges: () => mind.nudges,
    temporary: () => mind.temporary,
    /** What the chat says of the end, once the tracker shows that it has come: a bot that was killed may repeat an older end. */
    ending: () =>
      mind.page?.shown?.live === false ? heard(mind.pageSince).map(endingIn).findLast(Boolean) : undefined,

    async look(): Promise<boolean> {
      const message = heard().findLast(one => meaningOf(one) !== undefined);
      const meaning = message && meaningOf(message);
      const name = `${message?.id} ${message?.changed}`;
      try {
        if (message && meaning && !done.has(name)) {
          done.add(name);
          if (!(await answer(meaning, message))) done.delete(name);
          return true;
        }
        return mind.page ? await atTracker(mind.page) : false;
      } catch (cut) {
        // A page that died in the middle is begun again from the chat or the tracker, as soon as the bot is there.
        if (!(cut instanceof Error) || Date.now() > deadline) throw cut;
        await nudge();
        return true;
      }
    },
  };
}

function inVain({ person, teams }: Actor, page: Page | undefined): string {
  const last = teams.messages.slice(-6).map(one => `  ${one.from}: ${one.words.replaceAll('\n', ' / ').slice(0, 200)}`);
  return [`${person.name} never got to the end; the tracker shows ${JSON.stringify(page?.shown)}`, ...last].join('\n');
}
