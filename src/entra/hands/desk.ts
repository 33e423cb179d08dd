// The desk's own hands: the identity for ordinary people, and where there is one, the one for people with power over others.
import type { Hands } from '../../core/ports.ts';
import type { HandsSignIn } from '../../core/sign-in.ts';
import type { Accepted, SignedInIdentity } from './service-account.ts';

export type Which = 'ordinary' | 'privileged';

/** Whoever holds one identity's token cannot use the other's: two accounts, two partitions, two links to connect them. */
export function createDeskHands(identities: {
  readonly ordinary: SignedInIdentity;
  readonly privileged?: SignedInIdentity;
}): Hands & {
  accept(signedIn: HandsSignIn, which: Which): Promise<Accepted>;
  refresh(): Promise<void>;
} {
  const { ordinary, privileged } = identities;
  return {
    whose: 'desk',
    offer() {
      throw new Error('the desk resets with its own hands: an approver brings none');
    },
    async take({ fresh = false, privileged: powerful = false }) {
      if (!powerful) return ordinary.take(fresh);
      return privileged ? privileged.take(fresh) : { held: 'no-privileged-identity' };
    },
    state: () => ordinary.state(),
    async accept(signedIn, which) {
      const identity = identities[which];
      return identity ? identity.accept(signedIn) : { ok: false, why: 'wrong-account' };
    },
    async refresh() {
      await Promise.all([ordinary.refresh(), privileged?.refresh()]);
    },
  };
}
