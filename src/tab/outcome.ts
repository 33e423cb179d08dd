// What became of a call to the desk.

export type Outcome<Body> =
  | { readonly is: 'ok'; readonly body: Body }
  | { readonly is: 'same' }
  | { readonly is: 'no-session' }
  /** `words`: the server's own sentence. */
  | { readonly is: 'refused'; readonly words: string | undefined }
  | { readonly is: 'offline' };
