// What people in a played story have before their eyes besides their Teams: dialogs, and the pages of their browser.
import type { Server } from 'restify';
import type { Page } from '../browser.ts';
import type { Onlooker } from '../rehearse/story.ts';
import type { Teams } from '../teams/teams.ts';
import type { World } from '../world.ts';
import type { Phone } from './phone.ts';
import type { StageEvent } from './protocol.ts';

const KEPT = 40;

/** Adds `/stage/page/{n}`: the pages of the company lately seen, to look at. The bot's own do not let others frame them. */
export function createOnlooker(
  server: Server,
  world: World,
  teams: Teams,
  phone: Phone,
  send: (event: StageEvent, person: string) => void,
): Onlooker {
  const pages: Page[] = [];
  const seen = { n: 0 };

  server.get('/stage/page/:n', async (req, res) => {
    const page = pages[Number(req.params?.['n']) - (seen.n - pages.length)];
    res.writeHead(page ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      // A picture of a page: nothing in it can be sent, and nothing in it runs.
      'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
      'cache-control': 'no-store',
    });
    res.end(page?.html ?? 'Too long ago.');
  });

  return {
    /** Answered at once. */
    call(caller, number, words) {
      void (async () => {
        await phone.hangUp(caller.key);
        await phone.call(caller.key, number);
        const callee = phone.callOf(caller.key)?.callee ?? '';
        await phone.answer(callee);
        await phone.say(caller.key, words);
      })().catch(() => undefined);
    },
    hangUp: caller => void phone.hangUp(caller.key),
    /** The story has used the ticket of its dialog; the onlooker's own window needs another. */
    dialog(person, message, which) {
      void teams
        .client(person.key)
        .submit(message, which)
        .then(done => {
          if (done.kind === 'dialog' && done.task)
            send({ kind: 'opened', person: person.key, task: done.task }, person.key);
        })
        .catch(() => undefined);
    },
    page(person, page) {
      if (!page.url.startsWith(world.origin)) return;
      pages.push(page);
      if (pages.length > KEPT) pages.shift();
      const view = `/stage/page/${seen.n}`;
      seen.n += 1;
      const address = page.url.split('?')[0] ?? page.url;
      send({ kind: 'browser', person: person.key, page: { address, title: page.title, view } }, person.key);
    },
  };
}
