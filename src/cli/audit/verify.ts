// Whether the evidence is whole: every chain, every anchor, and the anchors against copies of them that were kept elsewhere.
import { type Anchor, anchorLine } from '../../core/evidence.ts';
import { SHIELDS } from '../../store/ledger.ts';
import type { Store } from '../../store/open.ts';
import { DONE, type Door, FAILED } from '../door.ts';
import { moment } from '../policy/moments.ts';
import { titleOf } from './words.ts';

const LINE = /(?<![0-9a-z])(\d{1,9}):([0-9a-f]{64})(?![0-9a-z])/gi;
const DAMAGE = { altered: 'was altered', truncated: 'was cut short', removed: 'was removed' } as const;

/** @param against files in which anchors stand, or such lines themselves */
export async function verified(store: Store, door: Door, against: readonly string[]): Promise<number> {
  const kept = keptIn(against, door);
  if (!kept) return FAILED;
  const faults = [...(await faultsOfChains(store, door)), ...(await faultsOfAnchors(store, door, kept))];
  if (faults.length === 0) return DONE;
  door.complain(faults.map(fault => `${fault}\n`).join(''));
  door.complain('\nSave a copy of the database and of its backups before anything else is done with it.\n');
  return FAILED;
}

type Kept = Pick<Anchor, 'number' | 'hash'>;

/** Undefined when one of them cannot be read, or holds no anchor. */
function keptIn(against: readonly string[], { readFile, complain }: Door): readonly Kept[] | undefined {
  const kept: Kept[] = [];
  for (const given of against) {
    const found = anchorsIn(given).length > 0 ? anchorsIn(given) : anchorsIn(textOf(given, readFile));
    if (found.length === 0) {
      complain(`${given} cannot be read, or no anchor stands in it.\n`);
      return undefined;
    }
    kept.push(...found);
  }
  return kept;
}

function anchorsIn(text: string): readonly Kept[] {
  return [...text.matchAll(LINE)].map(([, number, hash = '']) => ({
    number: Number(number),
    hash: hash.toLowerCase(),
  }));
}

function textOf(file: string, readFile: Door['readFile']): string {
  try {
    return readFile(file);
  } catch {
    return '';
  }
}

async function faultsOfChains({ audit }: Store, { print }: Door): Promise<readonly string[]> {
  const faults: string[] = [];
  let lines = 0;
  const chains = await audit.known();
  for (const chain of chains) {
    const verdict = await audit.verify(chain);
    if (verdict.ok) lines += verdict.count;
    else faults.push(`${titleOf(chain)} ${DAMAGE[verdict.what]}, at line ${verdict.at}: ${verdict.why}.`);
  }
  const requests = chains.filter(chain => chain !== SHIELDS).length;
  const all = requests < chains.length ? `${requests}, and the shields` : requests;
  if (faults.length === 0) print(`Requests: ${all}, with ${lines} lines. All are whole.\n`);
  else print(`Requests: ${all}. ${chains.length - faults.length} are whole.\n`);
  return faults;
}

async function faultsOfAnchors({ anchors }: Store, { print }: Door, kept: readonly Kept[]): Promise<readonly string[]> {
  const all = await anchors.all();
  const own = (await anchors.verify()).map(({ number, why }) => `Anchor ${number}: ${why}.`);
  const last = all.at(-1);
  print(
    last
      ? `Anchors: ${all.length}. The newest is of ${moment(last.at)}:\n  ${anchorLine(last)}\n`
      : 'Anchors: none yet.\n',
  );
  const strange = kept.filter(one => all.find(({ number }) => number === one.number)?.hash !== one.hash);
  const found = kept.length - strange.length;
  if (kept.length > 0)
    print(`Anchors that were kept elsewhere: ${kept.length}; ${found} of them are the ones in the database.\n`);
  return [...new Set([...own, ...strange.map(unlike)])];
}

function unlike(kept: Kept): string {
  return `Anchor ${anchorLine(kept)} was kept elsewhere, and is not in the database: what it stood for was written anew.`;
}
