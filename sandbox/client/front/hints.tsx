// For those who do it themselves: what to do next, and what is done.
import { useDesk, useDeskState } from '../model/desk.ts';
import { Icon } from './icons.tsx';
import { HINTS, nextHint } from './steps.ts';

export function Hints() {
  const desk = useDesk();
  const open = useDeskState(state => state.hints);
  const playing = useDeskState(state => state.play?.state === 'playing');
  const freyaIsHere = useDeskState(state => state.panes.some(pane => pane.person === 'freya'));
  const next = useDeskState(nextHint);
  if (!open || playing || !freyaIsHere) return null;
  return (
    <details class="hints">
      <summary>
        <Icon name="list" />
        <span role="status">
          {next === undefined ? 'Freya is back in. Nothing left to do.' : `Next: ${HINTS[next]?.what ?? ''}`}
        </span>
      </summary>
      <ol>
        {HINTS.map((hint, index) => {
          const done = next === undefined || index < next;
          return (
            <li key={hint.what} data-done={done} aria-current={index === next ? 'step' : undefined}>
              {hint.what}
              {done && <span class="sr-only"> (done)</span>}
            </li>
          );
        })}
      </ol>
      <button type="button" onClick={() => desk.store.set({ hints: false })}>
        Hide these hints
      </button>
    </details>
  );
}
