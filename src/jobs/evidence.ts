// The daily care of the evidence: people's data goes when its time has come, and what all chains are now leaves for where this database cannot reach.
import { type Anchor, type Anchors, anchorLine, type Erasure } from '../core/evidence.ts';
import type { Log, World } from '../core/ports.ts';
import type { RequestId } from '../core/request.ts';

/** `missing`: requests whose chain is no longer what was anchored of it. */
export type Standing = { readonly anchors: readonly Anchor[]; readonly missing: readonly RequestId[] };

const DAY = 24 * 3_600_000;
const AT_ONCE = 50;
/** As many as a mail can usefully name. */
const NAMED = 20;

/**
 * @param personalDays how long people's data of a closed request is kept; 0 for ever
 * @param tell sends it outside; while that fails, the anchors are told of again the next time
 */
export function createEvidenceCare(tools: {
  readonly anchors: Anchors;
  readonly erasure: Erasure;
  readonly personalDays: number;
  readonly tell: (standing: Standing) => Promise<void>;
  readonly world: World;
  readonly log: Log;
}) {
  const { anchors, erasure, personalDays, tell, world, log } = tools;

  async function eraseAged(): Promise<void> {
    if (personalDays === 0) return;
    const before = world.now() - personalDays * DAY;
    const ofDesk = await erasure.eraseOfDesk(before);
    if (ofDesk > 0) log.info({ lines: ofDesk, personalDays }, 'who raised and lowered shields long ago was erased');
    let count = 0;
    for (;;) {
      const aged = await erasure.aged(before, AT_ONCE);
      for (const request of aged) await erasure.erase(request, 'age');
      count += aged.length;
      if (aged.length < AT_ONCE) break;
    }
    if (count > 0) log.info({ count, personalDays }, 'people’s data of old requests was erased');
  }

  return async (): Promise<void> => {
    // First, so that its lines are anchored on the same day.
    await eraseAged();
    const missing = await anchors.missing(NAMED);
    if (missing.length > 0) log.error({ requests: missing }, 'the audit of these requests is not what was anchored');
    await anchors.take();
    const untold = await anchors.untold();
    for (const anchor of untold)
      log.info(
        { anchor: anchorLine(anchor), heads: anchor.count, at: new Date(anchor.at).toISOString() },
        'audit anchor',
      );
    if (untold.length + missing.length > 0) await tell({ anchors: untold, missing });
    for (const { number } of untold) await anchors.told(number);
  };
}
