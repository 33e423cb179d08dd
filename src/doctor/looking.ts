// One look that may fail: the answer, or why there is none and what would make it readable.
import { GraphFault } from '../graph/fault.ts';
import type { Looked } from './finding.ts';
import { inPortal } from './words.ts';

/** @param permission the application permission of the desk that opens it */
export async function looking<T>(reading: () => Promise<T>, permission?: string): Promise<Looked<T>> {
  try {
    return { value: await reading() };
  } catch (fault) {
    return { unread: whyOf(fault), mend: mendOf(fault, permission) };
  }
}

/** For an admin: they may read what the machine says. */
function whyOf(fault: unknown): string {
  if (fault instanceof GraphFault) {
    const { status, code, requestId } = fault;
    const asked = requestId === undefined ? '' : ` (request-id ${requestId})`;
    return status === 0
      ? `could not be read: Graph gave no answer, ${code}`
      : `could not be read: Graph said ${status} ${code}${asked}`;
  }
  return `could not be read: ${fault instanceof Error ? fault.message : String(fault)}`;
}

function mendOf(fault: unknown, permission: string | undefined): readonly string[] {
  const refused = fault instanceof GraphFault && fault.status === 403;
  if (!refused || permission === undefined)
    return ['Look again in a few minutes; if it stays so, look into the log of the desk by the words above.'];
  return [
    `${inPortal('desk', 'API permissions, Add a permission, Microsoft Graph, Application permissions')}: ${permission}; then Grant admin consent.`,
    'Or look at it by hand: the permission is for this doctor alone where docs/permissions.md calls it optional. A licence may be missing, too (P1).',
  ];
}
