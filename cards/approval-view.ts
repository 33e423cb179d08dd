// What the helpdesk's card is drawn from.
import type { DeskView, Viewer } from '../src/core/desk/view.ts';
import type { Policy } from '../src/core/policy.ts';
import type { Request } from '../src/core/request.ts';

export type ApprovalView = DeskView & {
  readonly request: Request;
  readonly now: number;
  readonly policy: Policy;
  /** Where somebody joins a request that was asked for them. */
  readonly joinUrl?: string;
  /** Where somebody with the right replaces a frozen person's password. */
  readonly lockOutUrl?: string;
  /** Whose eyes it is for; without, everybody's in the channel. `signIn`: the page where they sign in before their approval counts. */
  readonly viewer?: Viewer & { readonly signIn?: string };
};
