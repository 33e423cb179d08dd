// One conversation with the domain controller over LDAPS: bind, do, part; the changes that matter here, and what its refusals mean.
import { Attribute, Change, Client, EqualityFilter, ResultCodeError } from 'ldapts';
import { Unreachable } from '../on-premises.ts';
import type { Server } from './controller.ts';
import { BASE } from './domain.ts';

export type Account = { readonly name: string; readonly password: string };

const PATIENCE = 10_000;

/** Throws `Unreachable` before anything was asked, the library's `ResultCodeError` when the directory says no, anything else in between. */
export async function as<Result>(
  server: Server,
  account: Account,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const tlsOptions = { ca: [server.ca], servername: server.name };
  const client = new Client({ url: server.url, tlsOptions, timeout: PATIENCE, connectTimeout: PATIENCE });
  try {
    await client.bind(account.name, account.password).catch((cause: unknown) => {
      throw cause instanceof ResultCodeError ? cause : new Unreachable('No domain controller answers', { cause });
    });
    return await work(client);
  } finally {
    await client.unbind().catch(() => undefined);
  }
}

/** The distinguished name of whoever signs in under this name. */
export async function find(client: Client, upn: string): Promise<string | undefined> {
  const filter = new EqualityFilter({ attribute: 'userPrincipalName', value: upn });
  const { searchEntries } = await client.search(BASE, { scope: 'sub', filter, attributes: ['distinguishedName'] });
  return searchEntries[0]?.dn;
}

/** `unicodePwd` wants it in quotes, as UTF-16 (Microsoft: MS-ADTS 3.1.1.3.1.5). */
function quoted(plain: string): Buffer {
  return Buffer.from(`"${plain}"`, 'utf16le');
}

export function set(type: string, value: string | Buffer): Change {
  return change('replace', type, value);
}

/** A reset: no old password; the rights of whoever is bound decide. In one modify with others it is all or nothing. */
export function newPassword(fresh: string): Change {
  return set('unicodePwd', quoted(fresh));
}

/** A change: the old password taken away and the new one added, in one modify. Whoever is bound; the old one is the proof. */
export function ownPassword(old: string, fresh: string): Change[] {
  return [change('delete', 'unicodePwd', quoted(old)), change('add', 'unicodePwd', quoted(fresh))];
}

function change(operation: 'add' | 'delete' | 'replace', type: string, value: string | Buffer): Change {
  const values = typeof value === 'string' ? [value] : [value];
  return new Change({ operation, modification: new Attribute({ type, values: values as string[] | Buffer[] }) });
}

/** Why a bind was refused: the number after "data" in the diagnostic message, as Windows writes it too. */
const BINDS: Readonly<Record<string, BindRefusal>> = {
  '52e': 'wrong',
  '525': 'wrong',
  '773': 'must-change',
  '532': 'must-change',
  '775': 'locked',
  '533': 'disabled',
  '701': 'disabled',
};
export type BindRefusal = 'wrong' | 'must-change' | 'locked' | 'disabled';

export function bindRefusal(fault: unknown): BindRefusal | undefined {
  if (!(fault instanceof ResultCodeError) || fault.code !== 49) return undefined;
  return BINDS[/\bdata ([0-9a-f]+)/.exec(fault.message)?.[1] ?? ''];
}

/** Why a modify was refused. The number at its head decides, not LDAP's code: that is 19 here and 53 on Windows. Lack of rights may have no number. */
export function modifyRefusal(fault: unknown): 'policy' | 'wrong' | 'locked' | 'refused' | undefined {
  if (!(fault instanceof ResultCodeError)) return undefined;
  if (/\b0000052D\b/i.test(fault.message)) return 'policy';
  if (/\b00000056\b/.test(fault.message)) return 'wrong';
  return /\b00000775\b/.test(fault.message) ? 'locked' : 'refused';
}
