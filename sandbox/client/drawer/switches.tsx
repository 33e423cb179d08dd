// What can be made to go wrong or slower: the bot's plug, waiting times, faults that strike once, and standing misbehaviours.
import { useState } from 'preact/hooks';
import type { DoneView } from '../../stage/protocol.ts';
import { Icon } from '../front/icons.tsx';
import { useDesk, useDeskState } from '../model/desk.ts';

export function Switches() {
  const desk = useDesk();
  const company = useDeskState(state => state.company);
  const switches = useDeskState(state => state.switches);
  const [trouble, setTrouble] = useState<string>();
  if (!switches) return null;
  const run = (deed: Promise<DoneView>) => void deed.then(done => setTrouble(done.trouble));
  return (
    <div class="switches">
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      <section>
        <h4>The bot</h4>
        <button
          type="button"
          disabled={switches.bot === 'starting'}
          onClick={() => run(desk.api.plug(switches.bot === 'down'))}
        >
          <Icon name="plug" />
          {switches.bot === 'up' && 'Pull the plug'}
          {switches.bot === 'down' && 'Plug it in again'}
          {switches.bot === 'starting' && 'Starting…'}
        </button>
        <p>Pulled, it dies at once, whatever it was doing. Plugged in, it goes on from its database.</p>
      </section>
      <fieldset>
        <legend>Waiting times</legend>
        {company.paces.map(({ name, sentence }) => (
          <label key={name}>
            <input
              type="radio"
              name="pace"
              checked={switches.pace === name}
              onChange={() => run(desk.api.pace(name))}
            />
            <span>{sentence}</span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>At the next reset, once</legend>
        {company.faults.map(({ name, sentence }) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={switches.faults.includes(name)}
              onChange={event => run(desk.api.fault(name, event.currentTarget.checked))}
            />
            <span>{sentence}</span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>Until switched off</legend>
        {company.quirks.map(({ name, sentence }) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={switches.quirks[name] === true}
              onChange={event => run(desk.api.quirk(name, event.currentTarget.checked))}
            />
            <span>{sentence}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
