// Every page: plain HTML, nothing inline, nothing unescaped.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { wordsFor } from '../../locales/words.ts';
import { languageOf } from '../../src/http/language.ts';
import { html, page } from '../../src/http/page.ts';
import { anAccount, MAX, RITA, TENANT } from '../contracts/a-request.ts';
import { START } from '../contracts/a-world.ts';
import { openStage, type Stage } from './stage.ts';

describe('a page', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const HOSTILE = '"><script>alert(1)</script>@corp.example';

  async function everyPage() {
    stage.landed({ account: anAccount({ name: HOSTILE, upn: HOSTILE }) });
    const subject = { request: 'request-1', person: RITA.id, tenant: TENANT };
    const ticketFor = (purpose: string) => stage.tickets.issue(`sign-in:${purpose}`, subject, 60_000);
    const roundTrip = async (purpose: string, fields: Record<string, string>, more = '&code=abc') => {
      const left = await stage.form(`/sign-in/${purpose}`, fields);
      const state = new URL(String(left.headers.location)).searchParams.get('state');
      const cookie = (left.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
      return stage.get(`/sign-in/callback?state=${state}${more}`, { cookie });
    };
    const pages = [
      await stage.get('/tracker'),
      await stage.get('/sign-in/prove'),
      await stage.get('/sign-in/callback'),
    ];
    for (const purpose of ['prove', 'finish', 'connect', 'tracker'])
      pages.push(await stage.get(`/sign-in/${purpose}?ticket=${await ticketFor(purpose)}`));
    for (const person of [RITA, MAX]) {
      const who = { oid: person.id, tid: TENANT, name: HOSTILE, upn: HOSTILE };
      stage.signIn.answer({ who, authTime: START + 60_000, acrs: [], hands: undefined as never });
      for (const purpose of ['prove', 'finish', 'connect', 'finish'])
        pages.push(await roundTrip(purpose, { ticket: await ticketFor(purpose) }));
    }
    pages.push(await roundTrip('tracker', { request: 'request-1' }, `&error=${encodeURIComponent(HOSTILE)}`));
    return pages;
  }

  it('has no inline script, style or handler, and no markup of a hostile name', async () => {
    const pages = await everyPage();
    equal(pages.length, 16);
    for (const { headers, text } of pages) {
      match(String(headers['content-type']), /^text\/html; charset=utf-8$/);
      deepEqual(text.match(/<script(?! type="module" src="\/assets\/[\w.-]+(\?v=\w+)?"><\/script>)/g), null);
      equal(/<style|\sstyle=|\son\w+=|javascript:|https?:\/\/(?!127)/i.test(text), false, text);
      equal(text.includes('alert(1)</script>'), false);
      match(text, /<html lang="en" dir="ltr">/);
      match(text, /<title>[^<]+<\/title>/);
      match(text, /<h1>[^<]+<\/h1>/);
    }
    ok(
      pages.some(({ text }) => text.includes('&quot;&gt;&lt;script&gt;')),
      'the hostile name is shown, as text',
    );
  });

  it('works without its script, or says that it cannot', async () => {
    const tracker = await stage.get('/tracker');
    match(tracker.text, /<noscript><p[^>]*>[^<]{20,}<\/p><\/noscript>/);
    const ticket = await stage.tickets.issue('sign-in:prove', {}, 60_000);
    const start = await stage.get(`/sign-in/prove?ticket=${ticket}`);
    match(start.text, /<button class="primary">[^<]+<\/button>\s*<\/form>/);
  });

  it('is the tracker, told which hosts may be its Teams', async () => {
    const { text } = await stage.get('/tracker');
    match(text, /data-hosts="http:\/\/127\.0\.0\.1:3979"/);
    match(text, /src="\/assets\/tracker\.js\?v=abc"/);
    match(text, /href="\/assets\/tracker\.css\?v=def"/);
  });

  it('escapes whatever is put into it', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const shown = html`<p title="${text}">${text}</p>`.html;
        const inner = shown.slice(10, -4);
        equal(/[<>'"]/.test(inner.replace('">', '')), false);
      }),
    );
  });

  it('reads right to left where the language does', () => {
    const words = { ...wordsFor('en'), locale: 'ar', dir: 'rtl' as const };
    const { body } = page(words, { title: 'x', body: html`` });
    match(String(body), /<html lang="ar" dir="rtl">/);
  });
});

describe('the language of a browser', () => {
  it('is the first it asks for, and English when it asks for nonsense', () => {
    equal(languageOf('de-DE,de;q=0.9,en;q=0.8'), 'de-DE');
    equal(languageOf('fr;q=0.5'), 'fr');
    equal(languageOf(undefined), 'en');
    equal(languageOf('*'), 'en');
    equal(languageOf('../../etc/passwd'), 'en');
  });
});
