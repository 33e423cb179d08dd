// The story as it is told: the line that was just spoken, and all of them for who wants to read again.
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
  const last = play.steps.at(-1);
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
        <p role="status">
          {playing && last && <Line step={last} />}
          {playing && !last && say('captions.begins')}
          {!playing && play.ending && <strong>{endingIn(words, play.ending)}</strong>}
        </p>
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
