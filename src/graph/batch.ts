// Many questions in one exchange (Graph's $batch). Each is answered, refused and throttled by itself.
import type { Graph } from './client.ts';
import { GraphFault } from './fault.ts';

export type Question = {
  /** From `/users/…` on, already encoded. */
  readonly path: string;
  /** With a body it is a POST, which must change nothing. */
  readonly body?: object;
  /** Not worth waiting for: what Graph is too busy to answer stays unanswered. */
  readonly hint?: boolean;
};

/** The JSON of one answer. Throws GraphFault for anything but a readable 2xx. */
export type Answers<K extends string> = (name: K) => unknown;

type Item = {
  readonly id?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/** "The limit of 20 requests" (JSON batching). */
const MOST = 20;
const BUSY = [429, 503, 504];

export type Batch = ReturnType<typeof createBatch>;

/** Throws GraphFault when no batch was answered at all. */
export function createBatch({ graph }: { readonly graph: Graph }) {
  async function exchange(questions: readonly (readonly [string, Question])[]): Promise<readonly Item[]> {
    const requests = questions.map(([id, { path, body }]) => ({
      id,
      method: methodOf(body),
      url: path,
      ...(body ? { body, headers: { 'content-type': 'application/json' } } : {}),
    }));
    const answer = (await graph.query('/$batch', { requests })) as { readonly responses?: readonly Item[] } | undefined;
    return answer?.responses ?? [];
  }

  /** Once more, alone: the client waits as long as Graph asks, within reason. */
  async function again({ path, body }: Question): Promise<{ readonly body: unknown } | { readonly fault: unknown }> {
    try {
      return { body: await (body ? graph.query(path, body) : graph.get(path)) };
    } catch (fault) {
      return { fault };
    }
  }

  return async function batch<K extends string>(
    questions: Readonly<Partial<Record<K, Question>>>,
  ): Promise<Answers<K>> {
    const asked = Object.entries(questions) as [string, Question][];
    const chunks = Array.from({ length: Math.ceil(asked.length / MOST) }, (_, at) =>
      asked.slice(at * MOST, (at + 1) * MOST),
    );
    const items = (await Promise.all(chunks.map(exchange))).flat();
    const known = await Promise.all(
      asked.map(async ([name, question]) => {
        const item = items.find(({ id }) => id === name);
        if (item && isGood(item)) return [name, { body: item.body }] as const;
        const busy = BUSY.includes(item?.status ?? 0) && !question.hint;
        return [name, busy ? await again(question) : { fault: faultIn(item, question) }] as const;
      }),
    );
    const answers = new Map(known);
    return name => {
      const answer = answers.get(name);
      if (!answer) throw new Error(`"${name}" was never asked`);
      if ('fault' in answer) throw answer.fault;
      return answer.body;
    };
  };
}

function methodOf(body: object | undefined): 'GET' | 'POST' {
  return body ? 'POST' : 'GET';
}

/** A body that is no JSON comes as text; none of ours is. */
function isGood({ status = 0, body }: Item): boolean {
  return status >= 200 && status < 300 && typeof body === 'object' && body !== null;
}

/** Nothing of a body goes into a fault but Graph's own code. */
function faultIn(item: Item | undefined, { path, body }: Question): GraphFault {
  const { code } = (item?.body as { error?: { code?: unknown } } | null | undefined)?.error ?? {};
  const status = item?.status ?? 0;
  return new GraphFault({
    what: `${methodOf(body)} ${path.split('?')[0]}`,
    status: status >= 200 && status < 300 ? 0 : status,
    code: typeof code === 'string' ? code : 'unreadable',
    clientRequestId: 'in a batch',
    requestId: item?.headers?.['request-id'],
  });
}
