// Anybody's mailbox: what was sent to a person of the company, or to an address outside, newest first.
import type { Server } from 'restify';
import { mailOf } from './graph/user-object.ts';
import { type Html, html, show } from './pages.ts';
import type { Mail, World } from './world.ts';

/** Adds `/mail/{person's key, or an address}`: a page, or with `Accept: application/json` the list as `Mail[]`. */
export function mailbox(server: Server, world: World): void {
  server.get('/mail/:whose', async (req, res) => {
    const whose = String(req.params?.['whose'] ?? '');
    const person = world.find(whose);
    const address = person === undefined ? whose : mailOf(person);
    if (person === undefined && !address.includes('@')) {
      return show(res, {
        title: 'No such mailbox',
        house: 'Mail',
        status: 404,
        body: html`<p>Nobody here is called so.</p>`,
      });
    }
    const mails = world.mails.filter(({ to }) => to.some(one => one.toLowerCase() === address.toLowerCase())).reverse();
    if (/\bjson\b/.test(req.headers.accept ?? '')) {
      res.setHeader('content-type', 'application/json; charset=utf-8');
      res.writeHead(200);
      res.end(JSON.stringify(mails));
      return;
    }
    const body = mails.length === 0 ? html`<p>No mail yet.</p>` : html`${mails.map(entry)}`;
    show(res, { title: person?.name ?? address, house: `Mail of ${address}`, body });
  });
}

/** The text form: what strangers wrote as HTML has no business in the sandbox's own pages. */
function entry(mail: Mail): Html {
  const lines = mail.text.split('\n').map(line => html`<p>${linked(line)}</p>`);
  const at = new Date(mail.at).toISOString();
  return html`<article data-mail><h2>${mail.subject}</h2>
<p class="house">From ${mail.from}, <time datetime="${at}">${at}</time></p>
${lines}</article>`;
}

function linked(line: string): Html[] {
  return line
    .split(/(https?:\/\/[^\s()<>]+)/)
    .map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`));
}
