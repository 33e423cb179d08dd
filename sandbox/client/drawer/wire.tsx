// What crosses the wire, newest first: between Teams and the bot, the bot and Graph, browsers and sign-in pages.
import { useState } from 'preact/hooks';
import type { WireView } from '../../stage/protocol.ts';
import { useDesk, useDeskState } from '../model/desk.ts';
import { exactly } from '../teams/when.ts';

const KINDS: Readonly<Record<string, string>> = {
  activity: 'Teams → bot',
  connector: 'Bot → Teams',
  graph: 'Bot → Graph',
  entra: 'Sign-in',
  mail: 'Mail',
  page: 'Page',
  bot: 'Bot',
};
const SHOWN = 200;

export function Wire() {
  const wire = useDeskState(state => state.wire);
  const [kind, setKind] = useState('');
  const events = wire
    .filter(event => kind === '' || event.kind === kind)
    .slice(-SHOWN)
    .reverse();
  return (
    <>
      <label class="drawer-filter">
        Show
        <select value={kind} onChange={event => setKind(event.currentTarget.value)}>
          <option value="">everything</option>
          {Object.entries(KINDS).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {events.length === 0 && <p class="empty">Nothing yet.</p>}
      <ol class="wire">
        {events.map(event => (
          <Event key={event.n} event={event} />
        ))}
      </ol>
    </>
  );
}

function Event({ event }: { readonly event: WireView }) {
  const desk = useDesk();
  const [detail, setDetail] = useState<string>();
  async function open(): Promise<void> {
    const whole = await desk.api.wire(event.n);
    setDetail(whole ? JSON.stringify(whole.detail, undefined, 2) : 'Too long ago: it is no longer kept.');
  }
  return (
    <li>
      <details onToggle={({ currentTarget }) => currentTarget.open && detail === undefined && void open()}>
        <summary>
          <span class="wire-kind" data-kind={event.kind}>
            {KINDS[event.kind] ?? event.kind}
          </span>
          <time dateTime={new Date(event.at).toISOString()}>{exactly(event.at)}</time>
          <span class="wire-title">{event.title}</span>
        </summary>
        <pre>{detail ?? 'Reading…'}</pre>
      </details>
    </li>
  );
}
