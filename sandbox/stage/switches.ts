// What can be made otherwise from the page: the bot's plug, the company's policy, waiting times, faults by name, misbehaviours.
import type { BotProcess } from '../bot.ts';
import type { Faults } from '../faults.ts';
import { PRESETS } from '../graph/presets.ts';
import type { Amendment, Rules } from '../rules.ts';
import type { World } from '../world.ts';
import { Refused } from './door.ts';
import type { Lags, PaceName, SwitchesView } from './protocol.ts';

/** What the plug does to the bot. */
export type Plugged = Pick<BotProcess, 'running' | 'start' | 'kill' | 'onExit'>;

type Stirred = { readonly world: World; readonly faults: Faults; readonly bot: Plugged; readonly rules: Rules };

const PACES: readonly { readonly name: PaceName; readonly lags: Lags }[] = [
  { name: 'instant', lags: { operation: 0, directorySync: 0, audit: 0 } },
  { name: 'brisk', lags: { operation: 400, directorySync: 300, audit: 200 } },
  { name: 'lifelike', lags: { operation: 15_000, directorySync: 120_000, audit: 180_000 } },
];
export const PACE_NAMES = PACES.map(({ name }) => name);

export type Switches = ReturnType<typeof createSwitches>;

/** `changed` is called after every change, also of those nobody here made. */
export function createSwitches({ world, faults, bot, rules }: Stirred, changed: () => void) {
  const plug = { starting: false };
  bot.onExit(changed);
  world.watch(({ kind, title }) => {
    if (kind === 'bot' || title.startsWith('Fault: ')) changed();
  });

  /** The bot is on its way up meanwhile. */
  async function starting(deed: () => Promise<void>): Promise<void> {
    if (plug.starting) return;
    plug.starting = true;
    changed();
    try {
      await deed();
    } finally {
      plug.starting = false;
      changed();
    }
  }

  return {
    view: (): SwitchesView => ({
      bot: plug.starting ? 'starting' : bot.running ? 'up' : 'down',
      privileged: rules.amendment.privilegedTargets === true,
      faults: PRESETS.filter(({ rule }) => faults.list().includes(rule)).map(({ name }) => name),
      quirks: { ...world.quirks },
      lags: { ...world.lags },
      pace: PACES.find(({ lags }) => JSON.stringify(lags) === JSON.stringify(world.lags))?.name,
    }),

    /** Faults strike in the order they were asked for; taking one back takes its waiting copies too. */
    async fault(name: string, on: boolean): Promise<void> {
      const preset = PRESETS.find(one => one.name === name);
      if (!preset) throw new Refused(`There is no fault called “${name}”.`);
      const waiting = faults.list().filter(rule => rule !== preset.rule);
      faults.clear();
      for (const rule of on ? [...waiting, preset.rule] : waiting) faults.add(rule);
      changed();
    },

    async quirk(name: string, on: boolean): Promise<void> {
      if (!(name in world.quirks)) throw new Refused(`There is no misbehaviour called “${name}”.`);
      world.quirks[name as keyof World['quirks']] = on;
      changed();
    },

    async pace(name: PaceName): Promise<void> {
      world.lags = { ...world.lags, ...PACES.find(one => one.name === name)?.lags };
      changed();
    },

    /** Pulled, it dies at once, whatever it is doing. Plugged in, it starts where its database left off. */
    async plug(on: boolean): Promise<void> {
      if (!on) return bot.kill();
      if (!bot.running) await starting(() => bot.start());
    },

    /** The bot reads its policy at the start only, so it is started anew. */
    async policy(amendment: Amendment): Promise<void> {
      if (!bot.running) throw new Refused('The bot is unplugged. Plug it in first.', 'unplugged');
      if (amendment.privilegedTargets !== rules.amendment.privilegedTargets)
        await starting(() => rules.amend(amendment));
    },
  };
}
