// What can be made otherwise: the bot's plug, the company's policy, waiting times, faults that strike once, and standing misbehaviours.
import { useState } from 'preact/hooks';
import type { DoneView } from '../../stage/protocol.ts';
import { Icon } from '../front/icons.tsx';
import { useDesk, useDeskState } from '../model/desk.ts';
import { troubleIn, useWords } from '../model/words.ts';

const PLUG = { up: 'switch.pull', down: 'switch.plug', starting: 'switch.starting' } as const;

export function Switches() {
  const desk = useDesk();
  const words = useWords();
  const { say, knows } = words;
  const company = useDeskState(state => state.company);
  const switches = useDeskState(state => state.switches);
  const [trouble, setTrouble] = useState<string>();
  if (!switches) return null;
  const run = (deed: Promise<DoneView>) => void deed.then(done => setTrouble(troubleIn(words, done)));
  /** What has no sentence yet is still to be switched: it then stands there with its name. */
  const sentence = (kind: 'pace' | 'fault' | 'quirk', name: string) => {
    const key = `${kind}.${name.replaceAll(' ', '-')}`;
    return knows(key) ? say(key) : name;
  };
  return (
    <div class="switches">
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      <section>
        <h4>{say('switch.bot')}</h4>
        <button
          type="button"
          disabled={switches.bot === 'starting'}
          onClick={() => run(desk.api.plug(switches.bot === 'down'))}
        >
          <Icon name="plug" />
          {say(PLUG[switches.bot])}
        </button>
        <p>{say('switch.about-plug')}</p>
      </section>
      <fieldset disabled={switches.bot !== 'up'} aria-busy={switches.bot === 'starting'}>
        <legend>{say('switch.policy')}</legend>
        <label>
          <input
            type="checkbox"
            checked={switches.privileged}
            onChange={event => run(desk.api.policy(event.currentTarget.checked))}
          />
          <span>{say('switch.privileged')}</span>
        </label>
        <p>{say('switch.about-policy')}</p>
        {switches.bot === 'starting' && (
          <div class="switch-progress" role="progressbar" aria-label={say('switch.starting')} />
        )}
      </fieldset>
      <fieldset>
        <legend>{say('switch.times')}</legend>
        {company.paces.map(name => (
          <label key={name}>
            <input
              type="radio"
              name="pace"
              checked={switches.pace === name}
              onChange={() => run(desk.api.pace(name))}
            />
            <span>{sentence('pace', name)}</span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{say('switch.once')}</legend>
        {company.faults.map(name => (
          <label key={name}>
            <input
              type="checkbox"
              checked={switches.faults.includes(name)}
              onChange={event => run(desk.api.fault(name, event.currentTarget.checked))}
            />
            <span>{sentence('fault', name)}</span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{say('switch.standing')}</legend>
        {company.quirks.map(name => (
          <label key={name}>
            <input
              type="checkbox"
              checked={switches.quirks[name] === true}
              onChange={event => run(desk.api.quirk(name, event.currentTarget.checked))}
            />
            <span>{sentence('quirk', name)}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
