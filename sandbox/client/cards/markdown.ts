// The Markdown Teams knows in a card's text: bold, italics, links and lists. Anything else, markup included, stays text.

/** HTML that holds only what is written here; `text` is escaped first. */
export function toHtml(text: string): string {
  const lines = escaped(text).split(/\r?\n/);
  const html: string[] = [];
  let list: 'ul' | 'ol' | undefined;
  for (const line of lines) {
    const item = /^\s*(?:([-*])|\d+\.)\s+(.*)$/.exec(line);
    const wanted = item ? (item[1] ? 'ul' : 'ol') : undefined;
    if (list !== wanted) html.push(list ? `</${list}>` : '', wanted ? `<${wanted}>` : '');
    list = wanted;
    if (item) html.push(`<li>${inline(item[2] ?? '')}</li>`);
    else html.push(line === '' ? '' : `<p>${inline(line)}</p>`);
  }
  if (list) html.push(`</${list}>`);
  return html.join('');
}

function inline(line: string): string {
  return line
    .replace(/\[([^\]]+)\]\((https?:\/\/[^\s)"]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*(\S(?:.*?\S)?)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|[\s(])[*_](\S(?:[^*_]*\S)?)[*_](?=$|[\s).,;:!?])/g, '$1<em>$2</em>');
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, sign => entities[sign] ?? sign);
}
