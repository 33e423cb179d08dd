// The company's rules, as its admins change them: the policy that the bot reads at its start, the account that goes with it, and the restart.
import { readFileSync, writeFileSync } from 'node:fs';
import { connectHands } from './connect.ts';
import { employ, handsSettings, type Power } from './hands.ts';
import type { Sandbox } from './sandbox.ts';

/** What the policy says besides what it says anyway. */
export type Amendment = { readonly privilegedTargets?: true };

export type Rules = {
  readonly amendment: Amendment;
  /** Resolves when the bot is at work with them; at once when they are so already. What is under way outlasts the restart. */
  amend(amendment: Amendment): Promise<void>;
};

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
      const power: Power = amendment.privilegedTargets ? 'privileged' : 'ordinary';
      employ(sandbox.world, power);
      Object.assign(sandbox.settings, handsSettings(sandbox.world, power));
      changed();
      await sandbox.bot.restart();
      if (amendment.privilegedTargets) await connectHands(sandbox, root, power);
    },
  };
}
