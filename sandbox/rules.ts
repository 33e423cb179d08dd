// The company's rules, as its admins change them: the policy that the bot reads at its start, the account that goes with it, and the restart.
import { readFileSync, writeFileSync } from 'node:fs';
import { connectHands } from './connect.ts';
import type { Sandbox } from './sandbox.ts';

/** What the policy says besides what it says anyway. */
export type Amendment = { readonly privilegedTargets?: true };

export type Rules = {
  readonly amendment: Amendment;
  /** Resolves when the bot is at work with them; at once when they are so already. What is under way outlasts the restart. */
  amend(amendment: Amendment): Promise<void>;
};

const HANDS = 'privileged-service';

/**
 * @param file the setting POLICY_FILE, written already
 * @param changed called when the bot's settings have changed with them
 */
export function createRules(sandbox: Sandbox, root: string, file: string, changed: () => void = () => {}): Rules {
  const written = JSON.parse(readFileSync(file, 'utf8')) as object;
  const now: { amendment: Amendment } = { amendment: {} };
  return {
    get amendment(): Amendment {
      return now.amendment;
    },
    async amend(amendment: Amendment): Promise<void> {
      if (amendment.privilegedTargets === now.amendment.privilegedTargets) return;
      writeFileSync(file, JSON.stringify({ ...written, ...amendment }, undefined, 2));
      now.amendment = amendment;
      const { settings } = sandbox;
      // Half of it would be remarked by doctor: power over the powerful that nobody asked for, or a policy without hands.
      if (amendment.privilegedTargets) settings['HANDS_PRIVILEGED_ACCOUNT'] = sandbox.world.find(HANDS)?.upn ?? '';
      else delete settings['HANDS_PRIVILEGED_ACCOUNT'];
      changed();
      await sandbox.bot.restart();
      if (amendment.privilegedTargets) await connectHands(sandbox, root, HANDS, 'privileged');
    },
  };
}
