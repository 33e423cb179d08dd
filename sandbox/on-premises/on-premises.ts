// The company's own Active Directory, as those who talk to it see it: AD FS, and the agent that writes passwords back.
import type { Verdict } from '../credentials.ts';
import type { Person } from '../world.ts';

export type Changed = 'ok' | 'wrong' | 'policy' | 'same' | 'disabled';

/** `old`: the agent carries a person's own change at Entra; without it, a reset. */
export type Write = { readonly mustChange: boolean; readonly old?: string };

/**
 * Two makers: the world's own memory (`memory.ts`) and a Samba domain controller (`samba/`). What a directory has taken also stands in
 * `person.ad`: that is what hash sync carries to Entra. Whoever asks as the person themselves throws `Unreachable` when nobody answers.
 */
export type OnPremises = {
  /** Somebody gives a password at the domain's own sign-in. */
  signIn(person: Person, plain: string): Promise<Verdict>;
  /** Their own change there; the old password is the proof, so it works with must-change too. A locked account answers `wrong`. */
  change(person: Person, old: string, fresh: string): Promise<Changed>;
  /** The writeback agent's work: a new password, and a lockout lifted. Undefined: done. Otherwise Microsoft's words for the refusal. */
  write(person: Person, fresh: string, how: Write): Promise<string | undefined>;
  /** The agent lifts a lockout and leaves the password alone. */
  unlock(person: Person): Promise<string | undefined>;
  /** A story begins: everything about this person as it was at first. */
  restore(person: Person): Promise<void>;
};

/** Nobody answered, so nothing was asked and nothing has changed. */
export class Unreachable extends Error {}

/** What the agent reports (Microsoft: "Troubleshoot self-service password reset", and the Connect server's events). */
export const REPORTS = {
  adminActionRequired: 'SSPR_0029: OnPremisesAdminActionRequired',
  unreachable: 'SSPR_0030: OnPremisesConnectivityError',
  policy: 'OnPremisesPolicyViolation',
} as const;
