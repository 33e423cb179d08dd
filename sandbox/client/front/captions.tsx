// The story as it is told: the line that was just spoken, and all of them for who wants to read again.
import { useState } from 'preact/hooks';
import { useDesk, useDeskState } from '../model/desk.ts';
import { useEnd } from '../teams/scroll.ts';
import { Icon } from './icons.tsx';

export function Captions() {
  const desk = useDesk();
  const play = useDeskState(state => state.play);
  const [all, setAll] = useState(false);
  const [gone, setGone] = useState<string>();
  const list = useEnd<HTMLOListElement>(play?.steps.length);
  const began = play?.steps[0]?.at ?? play?.story;
  if (!play || gone === began) return null;
  const last = play.steps.at(-1);
  const playing = play.state === 'playing';
  return (
    <section class="captions" aria-label="The story" data-state={play.state}>
      {all && (
        <ol class="captions-all" ref={list}>
          {play.steps.map(step => (
            <li key={step.at + step.what}>
              <strong>{step.who}</strong> {step.what}
            </li>
          ))}
        </ol>
      )}
      <div class="captions-now">
        <p role="status">
          {playing && last && (
            <>
              <strong>{last.who}</strong> {last.what}
            </>
          )}
          {playing && !last && 'The story begins…'}
          {!playing && <strong>{play.ending}</strong>}
        </p>
        <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
          <Icon name="list" /> <span>{all ? 'Less' : 'All of it'}</span>
        </button>
        {playing ? (
          <button type="button" onClick={() => void desk.api.stop()}>
            <Icon name="stop" /> <span>Stop</span>
          </button>
        ) : (
          <button type="button" onClick={() => setGone(began)}>
            <Icon name="close" /> <span>Close</span>
          </button>
        )}
      </div>
    </section>
  );
}
