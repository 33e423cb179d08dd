// Reads from a page's HTML what the little browser needs: forms, links, text and data attributes.

export type Field = { readonly name: string; readonly type: string; readonly value: string; readonly sent: boolean };
export type Button = { readonly name: string; readonly value: string; readonly text: string };
export type Form = {
  readonly method: 'get' | 'post';
  /** As written in the page; empty means the page's own address. */
  readonly action: string;
  readonly fields: readonly Field[];
  readonly buttons: readonly Button[];
};
export type Link = { readonly href: string; readonly text: string };

type Tag = { name: string; attributes: Map<string, string>; closing: boolean; end: number };

export function formsIn(html: string): Form[] {
  const page = visible(html);
  return elements(page, 'form').map(({ tag, inner }) => ({
    method: tag.attributes.get('method')?.toLowerCase() === 'post' ? 'post' : 'get',
    action: tag.attributes.get('action') ?? '',
    fields: fieldsIn(inner),
    buttons: buttonsIn(inner),
  }));
}

export function linksIn(html: string): Link[] {
  return elements(visible(html), 'a')
    .filter(({ tag }) => tag.attributes.has('href'))
    .map(({ tag, inner }) => ({ href: tag.attributes.get('href') ?? '', text: textOf(inner) }));
}

export function titleOf(html: string): string {
  return textOf(elements(html, 'title')[0]?.inner ?? '');
}

/** What a person reads, one line a block, without the head. */
export function textOf(html: string): string {
  return decode(
    visible(html)
      .replace(/<title[\s\S]*?<\/title>/gi, '')
      .replace(
        /<(?:br|\/?(?:p|div|h\d|li|ul|ol|form|main|footer|header|section|button|label|tr|td|th|dt|dd))\b[^>]*>/gi,
        '\n',
      )
      .replace(/<[^>]*>/g, ''),
  )
    .split('\n')
    .map(line => line.replace(/\s+/g, ' ').trim())
    .filter(line => line !== '')
    .join('\n');
}

/** The value of the first `data-{name}` in the page; when it is empty, its element's text. */
export function dataIn(html: string, name: string): string | undefined {
  const page = visible(html);
  const tag = tags(page).find(one => one.attributes.has(`data-${name}`));
  if (!tag) return undefined;
  const rest = page.slice(tag.end);
  return tag.attributes.get(`data-${name}`) || textOf(rest.slice(0, rest.search(new RegExp(`</${tag.name}\\b`, 'i'))));
}

function fieldsIn(html: string): Field[] {
  return tags(html).flatMap(tag => {
    const name = tag.attributes.get('name');
    if (tag.closing || name === undefined || tag.attributes.has('disabled')) return [];
    if (tag.name === 'textarea')
      return [{ name, type: 'textarea', value: decode(upTo(html, tag)).replace(/^\n/, ''), sent: true }];
    if (tag.name === 'select') return [{ name, type: 'select', value: chosen(upTo(html, tag)), sent: true }];
    if (tag.name !== 'input') return [];
    const type = tag.attributes.get('type')?.toLowerCase() ?? 'text';
    if (['submit', 'button', 'reset', 'image'].includes(type)) return [];
    const ticks = type === 'checkbox' || type === 'radio';
    const value = tag.attributes.get('value') ?? (ticks ? 'on' : '');
    return [{ name, type, value, sent: !ticks || tag.attributes.has('checked') }];
  });
}

function buttonsIn(html: string): Button[] {
  return tags(html).flatMap(tag => {
    const attribute = (name: string) => tag.attributes.get(name) ?? '';
    const type = attribute('type').toLowerCase();
    if (tag.closing || tag.attributes.has('disabled')) return [];
    const named = { name: attribute('name'), value: attribute('value') };
    if (tag.name === 'input' && type === 'submit') return [{ ...named, text: named.value || 'Submit' }];
    if (tag.name === 'button' && (type === '' || type === 'submit'))
      return [{ ...named, text: textOf(upTo(html, tag)) }];
    return [];
  });
}

function chosen(options: string): string {
  const all = tags(options).filter(tag => tag.name === 'option' && !tag.closing);
  const tag = all.find(one => one.attributes.has('selected')) ?? all[0];
  return tag ? (tag.attributes.get('value') ?? textOf(upTo(options, tag, 'option|select'))) : '';
}

/** What stands between an opening tag and the next tag of the given names. */
function upTo(html: string, tag: Tag, names = tag.name): string {
  const rest = html.slice(tag.end);
  const stop = rest.search(new RegExp(`</?(?:${names})\\b`, 'i'));
  return stop < 0 ? rest : rest.slice(0, stop);
}

function elements(html: string, name: string): { tag: Tag; inner: string }[] {
  return tags(html)
    .filter(tag => tag.name === name && !tag.closing)
    .map(tag => ({ tag, inner: upTo(html, tag) }));
}

function tags(html: string): Tag[] {
  const pattern = /<(\/?)([a-z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
  return [...html.matchAll(pattern)].map(found => ({
    name: (found[2] ?? '').toLowerCase(),
    attributes: attributesOf(found[3] ?? ''),
    closing: found[1] === '/',
    end: found.index + found[0].length,
  }));
}

function attributesOf(source: string): Map<string, string> {
  const pattern = /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
  return new Map(
    [...source.matchAll(pattern)].map(([, name = '', a, b, c]) => [name.toLowerCase(), decode(a ?? b ?? c ?? '')]),
  );
}

/** Without comments, scripts and styles, whose text is no markup. */
function visible(html: string): string {
  return html.replace(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '');
}

function decode(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return named[String(name).toLowerCase()] ?? whole;
  });
}
