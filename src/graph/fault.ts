// One fault of a call to Graph: what its existence proves is in `status` (0: no answer came). Written for logs, never for people.

export class GraphFault extends Error {
  override readonly name = 'GraphFault';
  /** HTTP status; 0 when no whole answer came, so the call may or may not have been carried out. */
  readonly status: number;
  /** Graph's error code, or `timeout`, `network`, `redirect`, `unreadable`, `elsewhere` (not Graph's address; nothing was sent). */
  readonly code: string;
  readonly requestId: string | undefined;
  readonly clientRequestId: string;
  /** Milliseconds Graph asked us to wait. */
  readonly retryAfter: number | undefined;

  constructor(
    facts: {
      readonly what: string;
      readonly status: number;
      readonly code: string;
      readonly clientRequestId: string;
      readonly requestId?: string | undefined;
      readonly retryAfter?: number | undefined;
    },
    options?: ErrorOptions,
  ) {
    const met = facts.status === 0 ? `gave no whole answer (${facts.code})` : `said ${facts.status} ${facts.code}`;
    super(`Graph ${met} to ${facts.what}; request-id ${facts.requestId ?? 'unknown'}`, options);
    this.status = facts.status;
    this.code = facts.code;
    this.requestId = facts.requestId;
    this.clientRequestId = facts.clientRequestId;
    this.retryAfter = facts.retryAfter;
  }
}

/** What may go in a log line. */
export function factsOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof GraphFault)) return { error };
  const { status, code, requestId, clientRequestId } = error;
  return { status, code, requestId, clientRequestId };
}
