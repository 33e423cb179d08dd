// Sends plain mail from the desk's mailbox, app-only.
import type { Graph } from './client.ts';

export type Mail = { readonly to: readonly string[]; readonly subject: string; readonly text: string };

export type SendMail = (mail: Mail) => Promise<void>;

/**
 * Accepted by Graph is all that can be known. Throws GraphFault; its `retryAfter` says when to try again.
 * @param from user principal name or object id of the mailbox
 */
export function createMail({ graph, from }: { graph: Graph; from: string }): SendMail {
  return async ({ to, subject, text }) => {
    await graph.post(`/users/${encodeURIComponent(from)}/sendMail`, {
      message: {
        subject,
        body: { contentType: 'text', content: text },
        toRecipients: to.map(address => ({ emailAddress: { address } })),
      },
      // What the desk writes to people does not pile up in a mailbox somebody may read.
      saveToSentItems: false,
    });
  };
}
