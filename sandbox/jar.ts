// The little browser's cookies, kept by host, port and path.

type Cookie = { host: string; path: string; name: string; value: string; until: number };

/** Real browsers share a host's cookies among its ports; here they are kept apart, so that two services cannot lean on it. */
export function createJar() {
  const cookies: Cookie[] = [];
  return {
    /** What to send to an address, as the `Cookie` header holds it; empty for nothing. */
    header(url: URL): string {
      return cookies
        .filter(one => one.host === url.host && one.until > Date.now() && under(url.pathname, one.path))
        .map(one => `${one.name}=${one.value}`)
        .join('; ');
    },
    /** Takes in the `Set-Cookie` lines of an answer; those already over delete. */
    remember(url: URL, lines: readonly string[]): void {
      for (const fresh of lines.map(line => parse(url, line))) {
        const old = cookies.findIndex(
          one => one.host === fresh.host && one.name === fresh.name && one.path === fresh.path,
        );
        if (old >= 0) cookies.splice(old, 1);
        if (fresh.until > Date.now()) cookies.push(fresh);
      }
    },
    forget(): void {
      cookies.length = 0;
    },
  };
}

function parse(url: URL, line: string): Cookie {
  const [pair = '', ...rest] = line.split(';').map(part => part.trim());
  const attributes = new Map(rest.map(part => [part.split('=')[0]?.toLowerCase(), part.slice(part.indexOf('=') + 1)]));
  const given = attributes.get('path');
  return {
    host: url.host,
    path: given?.startsWith('/') ? given : url.pathname.replace(/\/[^/]*$/, '') || '/',
    name: pair.slice(0, pair.indexOf('=')),
    value: pair.slice(pair.indexOf('=') + 1),
    until: end(attributes.get('max-age'), attributes.get('expires')),
  };
}

/** `Max-Age` wins over `Expires`; with neither a cookie stays as long as the browser. */
function end(age: string | undefined, expires: string | undefined): number {
  if (age !== undefined) return Date.now() + Number(age) * 1000;
  return expires === undefined ? Number.POSITIVE_INFINITY : Date.parse(expires);
}

function under(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
}
