// The story as it is told: what is being done and what has come of it, and all of it for who wants to read again.
import { useState } from 'preact/hooks';
import type { EndingView, StepView } from '../../stage/protocol.ts';
import { useDesk, useDeskState } from '../model/desk.ts';
import { useWords, type Words } from '../model/words.ts';
import { useEnd } from '../teams/scroll.ts';
import { Icon } from './icons.tsx';

export function Captions() {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const play = useDeskState(state => state.play);
  const [all, setAll] = useState(false);
  const [gone, setGone] = useState<string>();
  const list = useEnd<HTMLOListElement>(play?.steps.length);
  const began = play?.steps[0]?.at ?? play?.story;
  if (!play || gone === began) return null;
  const now = scene(play.steps);
  const playing = play.state === 'playing';
  return (
    <section class="captions" aria-label={say('captions.title')} data-state={play.state}>
      {all && (
        <ol class="captions-all" ref={list}>
          {play.steps.map((step, index) => (
            <li key={index}>
              <Line step={step} />
            </li>
          ))}
        </ol>
      )}
      <div class="captions-now">
        <div class="captions-scene" role="status" aria-atomic="false">
          {playing && now.length === 0 && <p>{say('captions.begins')}</p>}
          {playing &&
            now.map(step => (
              <p key={play.steps.indexOf(step)}>
                <Line step={step} />
              </p>
            ))}
          {!playing && play.ending && (
            <p>
              <strong>{endingIn(words, play.ending)}</strong>
            </p>
          )}
        </div>
        <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
          <Icon name="list" /> <span>{say(all ? 'captions.less' : 'captions.all')}</span>
        </button>
        {playing ? (
          <button type="button" onClick={() => void desk.api.stop()}>
            <Icon name="stop" /> <span>{say('captions.stop')}</span>
          </button>
        ) : (
          <button type="button" onClick={() => setGone(began)}>
            <Icon name="close" /> <span>{say('captions.close')}</span>
          </button>
        )}
      </div>
    </section>
  );
}

const REPORTS = 2;

/** What somebody does, and the latest of what has come of it. */
function scene(steps: readonly StepView[]): readonly StepView[] {
  const deed = steps.findLastIndex(step => step.speaker === undefined);
  return [...steps.slice(Math.max(0, deed), deed + 1), ...steps.slice(deed + 1).slice(-REPORTS)];
}

function Line({ step: { who, speaker, line, values } }: { readonly step: StepView }) {
  const { say } = useWords();
  return (
    <>
      <strong>{speaker ? say(`speaker.${speaker}`) : who}</strong> {say(`line.${line}`, values)}
    </>
  );
}

function endingIn({ say, knows }: Words, ending: EndingView): string {
  if (ending.how !== 'other') return say(`ending.${ending.how}`, { ...ending });
  const state = `state.${ending.state}`;
  return say('ending.other', { state: knows(state) ? say(state) : ending.state });
}
