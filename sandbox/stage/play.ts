// "Play it for me": one persona's story on this very world, told at reading speed, until it ends or is stopped.

import { asBefore } from '../passwords.ts';
import { startsAfresh } from '../rehearse/afresh.ts';
import type { Persona } from '../rehearse/personas.ts';
import { createStory, type Onlooker, Stopped, type Story } from '../rehearse/story.ts';
import type { Amendment, Rules } from '../rules.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Person } from '../world.ts';
import { createCues } from './cues.ts';
import { Refused } from './door.ts';
import type { EndingView, PlayView, StepView } from './protocol.ts';
import { REPERTOIRE } from './repertoire.ts';
import type { Switches } from './switches.ts';

/** About the time it takes to read one line and look where it happened. */
const READING = 2_600;

export type Playhouse = Pick<Sandbox, 'world' | 'teams'> & {
  readonly bot: Pick<Sandbox['bot'], 'running'>;
  readonly rules: Rules;
  readonly switches: Switches;
};

export type Plays = ReturnType<typeof createPlays>;

/** `told` is called with every step and when the play ends. `pace` is in milliseconds a step. */
export function createPlays(sandbox: Playhouse, told: () => void, onlooker: Onlooker, pace = READING) {
  const stage: { view?: PlayView; stop?: () => void } = {};
  const cues = createCues();

  function show(view: PlayView): void {
    stage.view = view;
    told();
  }

  async function perform(persona: Persona, person: Person): Promise<void> {
    const steps: StepView[] = [];
    const playing = { story: persona.name, person: person.key, steps } as const;
    const ended = { yet: false };
    const end = (state: PlayView['state'], ending: EndingView) => {
      if (ended.yet) return;
      ended.yet = true;
      delete stage.stop;
      show({ ...playing, steps: [...steps], state, ending });
    };
    const tell = (step: StepView) => {
      if (ended.yet) return;
      steps.push(step);
      show({ ...playing, steps: [...steps], state: 'playing' });
    };
    const story = createStory(sandbox, (step, shownAt) => cues.at(shownAt, () => tell(step)), { pace, onlooker });
    /** When all that was told has been read. */
    const endAfterAll = story.slow(async (state: PlayView['state'], ending: EndingView) => end(state, ending));
    stage.stop = () => {
      story.halt();
      cues.drop();
      end('stopped', { how: 'stopped' });
    };
    show({ ...playing, state: 'playing' });
    try {
      await changesTheRules(story, persona.amendment ?? {});
      await asBefore(sandbox.world, person);
      const who = story.actor(person.key);
      await startsAfresh(story, who);
      const { state, signedIn } = await persona.play(story, who);
      const name = person.name.split(' ')[0] ?? person.name;
      await endAfterAll('done', signedIn ? { how: 'signed-in', name } : { how: 'other', state });
    } catch (fault) {
      const words = fault instanceof Error ? fault.message : String(fault);
      if (!(fault instanceof Stopped)) end('failed', { how: 'broken', words });
    } finally {
      story.stop();
    }
  }

  /** Each story is about a policy; the one before may have been about another. */
  async function changesTheRules(story: Story, wanted: Amendment): Promise<void> {
    const { privilegedTargets } = wanted;
    if (privilegedTargets === sandbox.rules.amendment.privilegedTargets) return;
    story.tell('admin', privilegedTargets ? 'amended' : 'unamended');
    await sandbox.switches.policy(wanted);
  }

  return {
    view: (): PlayView | undefined => stage.view,
    get playing(): boolean {
      return stage.stop !== undefined;
    },
    /** Begins and returns; what happens is told. One play at a time, and the person has forgotten their first password again. */
    async start(name: string): Promise<void> {
      if (stage.stop) throw new Refused('A story is playing already.', 'playing');
      const persona = REPERTOIRE.find(one => one.name === name);
      const person = persona && sandbox.world.find(persona.person);
      if (!persona || !person) throw new Refused(`There is no story called “${name}”.`);
      if (!sandbox.bot.running) throw new Refused('The bot is unplugged. Plug it in first.', 'unplugged');
      void perform(persona, person);
    },
    async stop(): Promise<void> {
      stage.stop?.();
    },
  };
}
