// Anybody's mailbox: what was sent to a person of the company, or to an address outside, newest first.
import type { Server } from 'restify';
import { mailOf } from './graph/user-object.ts';
import { type Html, html, say, show } from './pages.ts';
import type { Words } from './words/words.ts';
import type { Mail, World } from './world.ts';

/** Adds `/mail/{person's key, or an address}`: a page, or with `Accept: application/json` the list as `Mail[]`. */
export function mailbox(server: Server, world: World): void {
  server.get('/mail/:whose', async (req, res) => {
    const whose = String(req.params?.['whose'] ?? '');
    const person = world.find(whose);
    const address = person === undefined ? whose : mailOf(person);
    if (person === undefined && !address.includes('@')) {
      return show(res, {
        title: say('mailbox.none'),
        house: say('mailbox.house'),
        status: 404,
        body: html`<p>${say('outside.nobody')}</p>`,
      });
    }
    const mails = world.mails.filter(({ to }) => to.some(one => one.toLowerCase() === address.toLowerCase())).reverse();
    if (/\bjson\b/.test(req.headers.accept ?? '')) {
      res.setHeader('content-type', 'application/json; charset=utf-8');
      res.writeHead(200);
      res.end(JSON.stringify(mails));
      return;
    }
    const body = mails.length === 0 ? html`<p>${say('mailbox.empty')}</p>` : html`${mails.map(entry)}`;
    show(res, { title: person?.name ?? address, house: say('mailbox.of', { address }), body });
  });
}

/** The text form: what strangers wrote as HTML has no business in the sandbox's own pages. */
function entry(mail: Mail): Html {
  const lines = mail.text.split('\n').map(line => html`<p>${linked(line)}</p>`);
  const from: Html = words => say('mailbox.from', { sender: mail.from, time: moment(mail.at, words) })(words);
  return html`<article data-mail><h2>${mail.subject}</h2>
<p class="house">${from}</p>
${lines}</article>`;
}

function moment(at: number, { locale }: Words): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
}

function linked(line: string): Html[] {
  return line
    .split(/(https?:\/\/[^\s()<>]+)/)
    .map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`));
}
