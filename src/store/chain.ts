// The audit's chain, one per request and one of the shields: each line's hash covers the line before it, and personal data lies outside under a salted hash.
import type { AuditLine, CommandId } from '../core/ports.ts';
import type { RequestId } from '../core/request.ts';
import type { ShieldsEvent } from '../core/shields.ts';
import { canonical, sha256 } from './canonical.ts';

export type ChainedLine = Pick<AuditLine, 'at' | 'facts'> & {
  /** Whose chain it is; of the desk itself: what it is about. */
  readonly request: RequestId;
  /** The version of the request that this line brought about. */
  readonly version: number;
  readonly event: AuditLine['event'] | ShieldsEvent;
  readonly from: AuditLine['from'] | 'up' | 'down';
  readonly to: AuditLine['to'] | 'up' | 'down';
  readonly command: CommandId;
  /** sha256 (hex) of salt + the personal part in canonical JSON: proves it while it is there, tells nothing once it is erased. */
  readonly personalHash: string;
  /** The hash of the line before; empty for the first. */
  readonly previousHash: string;
  /** sha256 (hex) of the canonical JSON of all the fields above. */
  readonly hash: string;
};

export type Personal = { readonly version: number; readonly salt: string; readonly body: string };

export type Anchored = { readonly version: number; readonly hash: string; readonly anchor: number };

export type Verified =
  | { readonly ok: true; readonly count: number }
  | { readonly ok: false; readonly at: number; readonly what: Damage; readonly why: string };

/** `truncated`: its end is gone. `removed`: nothing of it is left but what anchors remember. */
export type Damage = 'altered' | 'truncated' | 'removed';

export function hashOf(line: Omit<ChainedLine, 'hash'>): string {
  const { request, version, at, event, from, to, command, facts, personalHash, previousHash } = line;
  return sha256(canonical({ request, version, at, event, from, to, command, facts, personalHash, previousHash }));
}

export function personalHashOf(salt: string, body: string): string {
  return sha256(salt + body);
}

/** @param lines in the order of their versions. @param last the request's version now: a chain cut off at its end is broken too. */
export function verifyChain(
  lines: readonly ChainedLine[],
  personal: ReadonlyMap<number, Personal>,
  last: number,
): Verified {
  let previous = '';
  for (const [index, line] of lines.entries()) {
    const expected = index + 1;
    if (line.version !== expected) return broken(expected, 'the line is missing');
    if (line.previousHash !== previous) return broken(expected, 'the line does not follow the one before it');
    if (hashOf(line) !== line.hash) return broken(expected, 'the line was altered');
    const beside = personal.get(line.version);
    if (beside && personalHashOf(beside.salt, beside.body) !== line.personalHash) {
      return broken(expected, 'the personal data beside the line was altered');
    }
    previous = line.hash;
  }
  if (lines.length < last) return broken(lines.length + 1, 'the line is missing', 'truncated');
  if (lines.length > last) return broken(last + 1, 'what it is about has never come so far');
  return { ok: true, count: lines.length };
}

/** @param anchored what the chain was at the time of each anchor: a chain that was written anew, hashes and all, differs from it. */
export function holdAgainst(lines: readonly ChainedLine[], anchored: readonly Anchored[]): Verified {
  for (const { version, hash, anchor } of anchored) {
    const line = lines[version - 1];
    if (!line) return broken(version, `the line is missing that anchor ${anchor} holds`, 'truncated');
    if (line.hash !== hash) return broken(version, `the line is not the one that anchor ${anchor} holds`);
  }
  return { ok: true, count: lines.length };
}

/** @param at the version of the line */
export function broken(at: number, why: string, what: Damage = 'altered'): Verified {
  return { ok: false, at, what, why };
}
