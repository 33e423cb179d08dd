// What crosses the wire, newest first: between Teams and the bot, the bot and Graph, browsers and sign-in pages.
import { useState } from 'preact/hooks';
import type { WireView } from '../../stage/protocol.ts';
import { useDesk, useDeskState } from '../model/desk.ts';
import { useWords } from '../model/words.ts';
import { exactly } from '../teams/when.ts';

const KINDS = ['activity', 'connector', 'graph', 'entra', 'mail', 'page', 'bot'] as const;
const SHOWN = 200;

export function Wire() {
  const { say } = useWords();
  const wire = useDeskState(state => state.wire);
  const [kind, setKind] = useState('');
  const events = wire
    .filter(event => kind === '' || event.kind === kind)
    .slice(-SHOWN)
    .reverse();
  return (
    <>
      <label class="drawer-filter">
        {say('wire.show')}
        <select value={kind} onChange={event => setKind(event.currentTarget.value)}>
          <option value="">{say('wire.everything')}</option>
          {KINDS.map(value => (
            <option key={value} value={value}>
              {say(`wire.${value}`)}
            </option>
          ))}
        </select>
      </label>
      {events.length === 0 && <p class="empty">{say('wire.nothing')}</p>}
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
  const { say, knows, locale } = useWords();
  const kind = `wire.${event.kind}`;
  const [detail, setDetail] = useState<string>();
  async function open(): Promise<void> {
    const whole = await desk.api.wire(event.n);
    setDetail(whole ? JSON.stringify(whole.detail, undefined, 2) : say('wire.too-old'));
  }
  return (
    <li>
      <details onToggle={({ currentTarget }) => currentTarget.open && detail === undefined && void open()}>
        <summary>
          <span class="wire-kind" data-kind={event.kind}>
            {knows(kind) ? say(kind) : event.kind}
          </span>
          <time dateTime={new Date(event.at).toISOString()}>{exactly(event.at, locale)}</time>
          <span class="wire-title" dir="auto">
            {event.title}
          </span>
        </summary>
        <pre dir="ltr">{detail ?? say('wire.reading')}</pre>
      </details>
    </li>
  );
}
