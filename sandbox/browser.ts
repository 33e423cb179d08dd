// A tiny browser for rehearsals and tests: cookies, redirects and plain forms. No JavaScript, as our pages need none.
import { type IncomingMessage, request } from 'node:http';
import { createJar } from './jar.ts';
import { type Button, dataIn, type Form, formsIn, type Link, linksIn, textOf, titleOf } from './markup.ts';

export type Page = {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<IncomingMessage['headers']>;
  readonly html: string;
  readonly title: string;
  readonly text: string;
  readonly forms: readonly Form[];
  readonly links: readonly Link[];
  /** The value of the page's first `data-{name}` attribute, or its element's text when it has none. */
  find(name: string): string | undefined;
};

export type Browser = ReturnType<typeof createBrowser>;

const MOST_REDIRECTS = 20;

/** A browser with its own cookies. With `origins` given, being led anywhere else is an error. `language` is what it asks pages for. */
export function createBrowser(options: { origins?: readonly string[]; language?: string } = {}) {
  const { language = 'en' } = options;
  const jar = createJar();

  async function visit(method: 'GET' | 'POST', address: string, body: string | undefined, from?: Page): Promise<Page> {
    let [verb, url, payload] = [method, new URL(address), body];
    const way: string[] = [];
    while (way.length <= MOST_REDIRECTS) {
      way.push(url.href);
      if (options.origins && !options.origins.includes(url.origin)) {
        throw new Error(`The browser was led to ${url.href}, outside ${options.origins.join(', ')}`);
      }
      const answer = await exchange(verb, url, payload, { cookie: jar.header(url), from, language });
      jar.remember(url, answer.headers['set-cookie'] ?? []);
      const location = answer.headers.location;
      if (answer.status < 300 || answer.status > 399 || location === undefined) return pageOf(url.href, answer);
      url = withFragment(new URL(location, url), url);
      if (answer.status < 307) [verb, payload] = ['GET', undefined];
    }
    throw new Error(`The browser went in circles: ${way.slice(-4).join(' → ')}`);
  }

  return {
    /** Goes to an address and on to wherever it redirects. */
    open(url: string): Promise<Page> {
      return visit('GET', url, undefined);
    },
    /**
     * Fills the form that has the wanted button and all wanted fields, and sends it. `button` is a button's text, value
     * or name; without it the form's first button is pressed. Throws when the page has no such form.
     */
    submit(page: Page, wish: { fields?: Readonly<Record<string, string>>; button?: string } = {}): Promise<Page> {
      const { form, button } = choose(page, wish.fields ?? {}, wish.button);
      const sent = filled(form, wish.fields ?? {});
      if (button?.name) sent.append(button.name, button.value);
      const target = new URL(form.action || page.url, page.url);
      if (form.method === 'post') return visit('POST', target.href, sent.toString(), page);
      target.search = sent.toString();
      return visit('GET', target.href, undefined, page);
    },
    /** Follows the first link with this text. */
    follow(page: Page, text: string): Promise<Page> {
      const link = page.links.find(one => one.text.includes(text));
      if (!link) throw new Error(`No link "${text}" in ${describe(page)}`);
      return visit('GET', new URL(link.href, page.url).href, undefined, page);
    },
    /** Forgets every cookie, as a private window does when it is closed. */
    forget(): void {
      jar.forget();
    },
  };
}

function choose(page: Page, fields: Readonly<Record<string, string>>, wanted?: string) {
  const fitting = page.forms.filter(form =>
    Object.keys(fields).every(name => form.fields.some(one => one.name === name)),
  );
  const choices = fitting.flatMap(form => {
    const buttons = form.buttons.length > 0 || wanted !== undefined ? form.buttons : [undefined];
    return buttons.map(button => ({ form, button }));
  });
  const exactly = (button: Button) => [button.text, button.value, button.name].includes(wanted ?? '');
  const choice =
    wanted === undefined
      ? choices[0]
      : (choices.find(({ button }) => button && exactly(button)) ??
        choices.find(({ button }) => button?.text.includes(wanted)));
  if (choice) return choice;
  const wish = [
    ...Object.keys(fields).map(name => `field "${name}"`),
    ...(wanted === undefined ? [] : [`button "${wanted}"`]),
  ];
  throw new Error(`No form with ${wish.join(', ') || 'a button'} in ${describe(page)}`);
}

function filled(form: Form, fields: Readonly<Record<string, string>>): URLSearchParams {
  const sent = new URLSearchParams();
  for (const field of form.fields) {
    const given = fields[field.name];
    if (field.type === 'radio' && given !== undefined) {
      if (field.value === given) sent.append(field.name, given);
    } else if (given !== undefined) {
      sent.append(field.name, given);
    } else if (field.sent) {
      sent.append(field.name, field.value);
    }
  }
  return sent;
}

function describe(page: Page): string {
  const forms = page.forms.map(
    form => `[${form.fields.map(f => f.name).join(', ')} | ${form.buttons.map(b => `"${b.text}"`).join(', ')}]`,
  );
  return `"${page.title}" (${page.status} ${page.url}); its forms: ${forms.join(' ') || 'none'}; its text: ${page.text.slice(0, 400)}`;
}

type Answer = { status: number; headers: IncomingMessage['headers']; body: string };

function exchange(
  method: string,
  url: URL,
  body: string | undefined,
  context: { cookie: string; from: Page | undefined; language: string },
): Promise<Answer> {
  const headers: Record<string, string> = {
    accept: 'text/html,application/xhtml+xml',
    'accept-language': context.language,
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
    'sec-fetch-site': site(url, context.from?.url),
    ...(context.cookie && { cookie: context.cookie }),
  };
  if (body !== undefined) {
    headers['content-type'] = 'application/x-www-form-urlencoded';
    headers['content-length'] = String(Buffer.byteLength(body));
    if (context.from) headers['origin'] = originOf(context.from);
  }
  return new Promise((resolve, reject) => {
    const failed = (cause: Error) =>
      reject(new Error(`${method} ${url.href} got no answer: ${cause.message}`, { cause }));
    const sent = request(url, { method, headers, agent: false, timeout: 30_000 }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', failed);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('timeout', () => sent.destroy(new Error('nothing for 30 s')));
    sent.on('error', failed);
    sent.end(body);
  });
}

/** The Fetch standard: a page that sends no referrer posts with `Origin: null`, and a guard that checks it will notice. */
function originOf(page: Page): string {
  return page.headers['referrer-policy'] === 'no-referrer' ? 'null' : new URL(page.url).origin;
}

/** Ports do not make sites differ: everything on one loopback host is the same site. */
function site(url: URL, from: string | undefined): string {
  if (from === undefined) return 'none';
  const source = new URL(from);
  if (source.origin === url.origin) return 'same-origin';
  return source.hostname === url.hostname ? 'same-site' : 'cross-site';
}

function pageOf(url: string, answer: Answer): Page {
  const html = answer.body;
  return {
    url,
    status: answer.status,
    headers: answer.headers,
    html,
    title: titleOf(html),
    text: textOf(html),
    forms: formsIn(html),
    links: linksIn(html),
    find: name => dataIn(html, name),
  };
}

function withFragment(to: URL, from: URL): URL {
  if (!to.hash) to.hash = from.hash;
  return to;
}
