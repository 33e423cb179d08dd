// The accounts that an admin named as never to be reset: a name that nobody has protects nobody.
import { GraphFault } from '../graph/fault.ts';
import type { Desk } from './desk.ts';
import type { Sources } from './sources.ts';

export type Never = { readonly named: number; readonly nobody: readonly string[] };

/** Names and object ids alone: whom a pattern was meant for only its author knows. */
export async function readNever(graph: Sources['graph'], desk: Desk): Promise<Never> {
  const { account, privilegedAccount } = desk.hands;
  // The desk's own are looked at by other checks, and the bot is no account.
  const own = [desk.bot.clientId, account, privilegedAccount, desk.canary].map(name => name?.toLowerCase());
  const named = [...new Set(desk.attested.never.map(name => name.toLowerCase()))].filter(name => !own.includes(name));
  const there = await Promise.all(named.map(name => isThere(graph, name)));
  return { named: named.length, nobody: named.filter((_name, index) => !there[index]) };
}

async function isThere(graph: Sources['graph'], name: string): Promise<boolean> {
  try {
    await graph.get(`/users/${encodeURIComponent(name)}?$select=id`);
    return true;
  } catch (fault) {
    if (fault instanceof GraphFault && fault.status === 404) return false;
    throw fault;
  }
}
