// For those who do it themselves: what to do next, and what is done.

import { wordsFor } from '../../words/words.ts';
import { useDesk, useDeskState } from '../model/desk.ts';
import { personOf } from '../model/state.ts';
import { useWords } from '../model/words.ts';
import { Icon } from './icons.tsx';
import { HINTS, type Hint, nextHint } from './steps.ts';

export function Hints() {
  const desk = useDesk();
  const { say } = useWords();
  const open = useDeskState(state => state.hints);
  const playing = useDeskState(state => state.play?.state === 'playing');
  const freyaIsHere = useDeskState(state => state.panes.some(pane => pane.person === 'freya'));
  const locale = useDeskState(state => personOf(state, 'freya')?.locale ?? 'en');
  const next = useDeskState(nextHint);
  if (!open || playing || !freyaIsHere) return null;
  // What she is to write is in her language, not in the reader's.
  const what = ({ name }: Hint) => say(`hint.${name}`, { words: wordsFor(locale).say('chat.forgot') });
  const first = next === undefined ? undefined : HINTS[next];
  return (
    <details class="hints">
      <summary>
        <Icon name="list" />
        <span role="status">{first ? say('hints.next', { what: what(first) }) : say('hints.finished')}</span>
      </summary>
      <ol>
        {HINTS.map((hint, index) => {
          const done = next === undefined || index < next;
          return (
            <li key={hint.name} data-done={done} aria-current={index === next ? 'step' : undefined}>
              {what(hint)}
              {done && <span class="sr-only"> {say('hints.done')}</span>}
            </li>
          );
        })}
      </ol>
      <p class="hints-keys">{say('hints.keys')}</p>
      <button type="button" onClick={() => desk.store.set({ hints: false })}>
        {say('hints.hide')}
      </button>
    </details>
  );
}
