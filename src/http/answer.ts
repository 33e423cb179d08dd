// What a handler gives back: a value. The server alone writes to sockets, so no answer can leave without its headers.

export type Answer = {
  readonly status: number;
  /** With its charset; absent when there is no body. */
  readonly type?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** For pages. CSP sources that may frame it; nobody by default. */
  readonly frames?: readonly string[];
  /** For pages. CSP sources its forms may lead to; nowhere by default. */
  readonly forms?: readonly string[];
};

export function json(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(body), headers };
}

export function text(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, type: 'text/plain; charset=utf-8', body: `${body}\n`, headers };
}

/** "Go there with a GET": what a form's answer is. */
export function seeOther(url: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 303, headers: { ...headers, location: url } };
}
