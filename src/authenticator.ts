// Codes of authenticator apps (RFC 6238), as otplib makes them: SHA-1, six digits, 30 seconds, which is all that every app can do.
import { verifySync } from 'otplib';
import type { Authenticator, World } from './core/ports.ts';

/** One step either way: for the clock of a phone, and for the time it takes to type. */
const TOLERANCE = 30;

export function createAuthenticator({ now }: Pick<World, 'now'>): Authenticator {
  return {
    stepOf(secret, code) {
      const token = code.replace(/\s/g, '');
      // Anything else would be a mistake of ours to otplib, and it would throw.
      if (!/^\d{6}$/.test(token)) return undefined;
      const epoch = Math.floor(now() / 1_000);
      const found = secret.use(base64 =>
        verifySync({ secret: Buffer.from(base64, 'base64'), token, epoch, epochTolerance: TOLERANCE }),
      );
      return found.valid ? stepIn(found) : undefined;
    },
  };
}

function stepIn(found: object): number | undefined {
  return 'timeStep' in found && typeof found.timeStep === 'number' ? found.timeStep : undefined;
}
