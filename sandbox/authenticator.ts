// Anybody's authenticator app: takes the key that a page shows for those who cannot scan, and shows the code of this half minute.
import { generateSync } from 'otplib';
import type { Server } from 'restify';
import { alert, button, field, form, given, type Html, html, type Page, say, show } from './pages.ts';
import type { Person, World } from './world.ts';

const PERIOD = 30;
/** 16 bytes at least: apps take no shorter secret. */
const KEY = /^[A-Z2-7]{26,64}$/;

/** Adds `/authenticator/{person's key}`. Apps live as long as the sandbox. */
export function authenticator(server: Server, world: World): void {
  const apps = new Map<string, string[]>();

  function page(person: Person, complaint?: Html): Page {
    const at = Math.floor(world.now() / 1_000);
    const codes = (apps.get(person.key) ?? []).map(
      secret =>
        html`<p class="code" data-code="${generateSync({ secret, epoch: at })}">${generateSync({ secret, epoch: at })}</p>`,
    );
    const left = PERIOD - (at % PERIOD);
    return {
      title: say('authenticator.of', { name: person.name }),
      house: say('authenticator.house'),
      body: html`${codes.length > 0 ? html`${codes}<p>${say('authenticator.good-for', { seconds: left })}</p>` : html`<p>${say('authenticator.empty')}</p>`}
${alert(complaint)}
${form(`/authenticator/${person.key}`, {}, html`${field('key', say('authenticator.key'))}${button('do', 'add', say('authenticator.add'))}`)}`,
    };
  }

  server.get('/authenticator/:whose', async (req, res) => {
    const person = world.find(String(req.params?.['whose'] ?? ''));
    show(res, person ? page(person) : NOBODY);
  });
  server.post('/authenticator/:whose', async (req, res) => {
    const person = world.find(String(req.params?.['whose'] ?? ''));
    if (!person) return show(res, NOBODY);
    const key = given(req, 'key').replace(/\s/g, '').toUpperCase();
    if (!KEY.test(key)) return show(res, page(person, say('authenticator.no-key')));
    apps.set(person.key, [...new Set([...(apps.get(person.key) ?? []), key])]);
    show(res, { to: `/authenticator/${person.key}` });
  });
}

const NOBODY: Page = {
  title: say('authenticator.none'),
  house: say('authenticator.house'),
  status: 404,
  body: html`<p>${say('outside.nobody')}</p>`,
};
