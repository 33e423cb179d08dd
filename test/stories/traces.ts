// Every form in which a password may lie around in bytes, and finding any of them.

export type Trace = { readonly form: string; readonly bytes: Buffer };

/** Where and in which form something was found. */
export type Find = { readonly place: string; readonly form: string };

export function tracesOf(password: string): readonly Trace[] {
  const utf8 = Buffer.from(password, 'utf8');
  const hex = utf8.toString('hex');
  const wide = Buffer.from(password, 'utf16le');
  const escaped = JSON.stringify(password).slice(1, -1);
  const texts: readonly (readonly [string, string])[] = [
    ['as it is', password],
    ['hex', hex],
    ['hex in capitals', hex.toUpperCase()],
    ['percent-encoded', encodeURIComponent(password)],
    ['percent-encoded as in forms', new URLSearchParams({ '': password }).toString().slice(1)],
    ['percent-encoded whole', hex.replace(/../g, '%$&')],
    ['percent-encoded whole in capitals', hex.toUpperCase().replace(/../g, '%$&')],
    ['JSON', escaped],
    ['JSON in JSON', JSON.stringify(escaped).slice(1, -1)],
    ['JSON with every character escaped', wide.swap16().toString('hex').replace(/..../g, '\\u$&')],
    ['HTML', html(password)],
    ...[0, 1, 2].flatMap(offset => [
      [`base64 at ${offset}`, base64At(utf8, offset)] as const,
      [`base64url at ${offset}`, base64At(utf8, offset).replaceAll('+', '-').replaceAll('/', '_')] as const,
    ]),
  ];
  const both = Buffer.from(password, 'utf16le');
  return [
    ...texts.map(([form, text]) => ({ form, bytes: Buffer.from(text, 'utf8') })),
    { form: 'UTF-16, little end first', bytes: both },
    { form: 'UTF-16, big end first', bytes: Buffer.from(both).swap16() },
  ];
}

/** What was found in these places; each form once a place. */
export function search(places: ReadonlyMap<string, Buffer>, passwords: Iterable<string>): readonly Find[] {
  const traces = [...passwords].flatMap(tracesOf);
  return [...places].flatMap(([place, bytes]) =>
    traces.filter(trace => bytes.includes(trace.bytes)).map(({ form }) => ({ place, form })),
  );
}

/** The characters that are the same whatever stands around the password, when it begins so many bytes after a group of three. */
function base64At(bytes: Buffer, offset: number): string {
  const from = Math.ceil((offset * 8) / 6);
  const to = Math.floor(((offset + bytes.length) * 8) / 6);
  return Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .slice(from, to);
}

function html(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, character => names[character] ?? character);
}
