// The little of OData that Graph's reference promises: $select, pages, contexts. Everything else is refused, never ignored.
import { badRequest, isRefusal, ok, refuse } from './refusals.ts';
import type { Call, Refusal, Reply } from './types.ts';

/** Answers name Microsoft's real host, as Graph's do, wherever they came from. */
export const GRAPH = 'https://graph.microsoft.com/v1.0';

/** Graph's instants have whole seconds in most resources (`lastPasswordChangeDateTime` too: it may read earlier than it was). */
export function seconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** Refuses query options that the reference does not name for this operation. What real Graph does there differs; we are strict. */
export function knownOptions(query: URLSearchParams, allowed: readonly string[] = []): Refusal | undefined {
  const odd = [...query.keys()].find(key => key.startsWith('$') && !allowed.includes(key.slice(1)));
  return odd === undefined
    ? undefined
    : refuse(400, 'BadRequest', `Query option '${odd}' is not supported on this resource.`);
}

export function selected(query: URLSearchParams): string[] | undefined {
  const names = query
    .get('$select')
    ?.split(',')
    .map(name => name.trim());
  return names?.filter(name => name !== '');
}

type Picked = Record<string, unknown> | Refusal;

/** The chosen properties of one object; without a choice the default set. A name the type lacks is refused. */
export function pick(
  all: object,
  names: readonly string[] | undefined,
  defaults: readonly string[],
  type: string,
): Picked {
  const wanted = names ?? defaults;
  const odd = wanted.find(name => !(name in all));
  if (odd !== undefined) {
    return refuse(
      400,
      'BadRequest',
      `Parsing OData Select and Expand failed: Could not find a property named '${odd}' on type '${type}'.`,
    );
  }
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name)));
}

/** One object with its context, e.g. `…/$metadata#users(id)/$entity`. */
export function entity(set: string, call: Call, all: object, defaults: readonly string[], type: string): Reply {
  const names = selected(call.query);
  const body = pick(all, names, defaults, type);
  if (isRefusal(body)) return body;
  const chosen = names === undefined ? '' : `(${names.join(',')})`;
  return ok({ '@odata.context': `${GRAPH}/$metadata#${set}${chosen}/$entity`, ...body });
}

/** A collection, paged by `$top` and `$skiptoken` (opaque to the caller). Items are taken as they are. */
export function collection(set: string, call: Call, items: readonly object[], pageSize = 100): Reply {
  const top = call.query.get('$top');
  const size = top === null ? pageSize : Number(top);
  if (top !== null && (!/^\d+$/.test(top) || size < 1 || size > 999)) {
    return badRequest(`Invalid page size specified: '${top}'. Must be between 1 and 999 inclusive.`);
  }
  const skip = call.query.get('$skiptoken');
  const from = skip === null ? 0 : Number(Buffer.from(skip, 'base64url').toString());
  if (!Number.isInteger(from) || from < 0) return badRequest('The skip token is not valid.');
  const chosen = selected(call.query);
  const context = `${GRAPH}/$metadata#${set}${chosen === undefined ? '' : `(${chosen.join(',')})`}`;
  const count = call.query.get('$count') === 'true' ? { '@odata.count': items.length } : {};
  const next = from + size < items.length ? { '@odata.nextLink': nextLink(call, from + size) } : {};
  return ok({ '@odata.context': context, ...count, ...next, value: items.slice(from, from + size) });
}

function nextLink(call: Call, from: number): string {
  const query = new URLSearchParams(call.query);
  query.set('$skiptoken', Buffer.from(String(from)).toString('base64url'));
  return `${GRAPH}${call.path}?${query}`;
}
