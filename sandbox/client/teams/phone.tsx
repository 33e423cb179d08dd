// A person's telephone, while it rings or somebody is on it. It has no name to show and proves nobody: who calls must be able to say the right words.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CallView } from '../../stage/protocol.ts';
import { Icon } from '../front/icons.tsx';
import { useDesk, useDeskState } from '../model/desk.ts';
import { type Pane, personOf } from '../model/state.ts';
import { useWords } from '../model/words.ts';
import { useWordsToSay } from './spoken.ts';
import { Suggestions } from './suggestions.tsx';

export function Phone({ pane: { person } }: { readonly pane: Pane }) {
  const { say } = useWords();
  const call = useDeskState(state => state.calls[person]);
  const [over, setOver] = useState(false);
  const before = useRef(call);
  useEffect(() => {
    setOver(before.current !== undefined && call === undefined);
    before.current = call;
  }, [call]);
  return (
    <>
      {call && <Call person={person} call={call} />}
      <p class="sr-only" role="status">
        {over && say('phone.over')}
      </p>
    </>
  );
}

function Call({ person, call }: { readonly person: string; readonly call: CallView }) {
  const desk = useDesk();
  const { say } = useWords();
  const box = useRef<HTMLElement>(null);
  const calls = call.caller === person;
  const callee = useDeskState(state => personOf(state, call.callee)?.name) ?? '';
  const hangUp = () => void desk.api.hangUp(person);
  useFocus(box, calls, call.answered);
  const title = call.answered
    ? calls
      ? say('phone.with', { name: callee })
      : say('phone.with-somebody')
    : calls
      ? say('phone.calling', { name: callee })
      : say('phone.rings');
  return (
    <section
      class="phone"
      data-ringing={!call.answered}
      aria-label={say('phone.window')}
      tabIndex={-1}
      ref={box}
      onKeyDown={event => event.key === 'Escape' && hangUp()}
    >
      <div class="phone-head">
        <Icon name="phone" />
        <div class="phone-who">
          <p role="status">
            <strong>{title}</strong>
            {!calls && !call.answered && <span class="phone-number">{say('phone.no-name')}</span>}
          </p>
          <p class="phone-number">
            <bdi dir="ltr">{call.number}</bdi>
          </p>
        </div>
        {!calls && !call.answered && (
          <button type="button" class="phone-answer" onClick={() => void desk.api.answer(person)}>
            {say('phone.answer')}
          </button>
        )}
        <button type="button" class="phone-end" onClick={hangUp}>
          {say(calls || call.answered ? 'phone.hang-up' : 'phone.decline')}
        </button>
      </div>
      {call.answered && <Said person={person} call={call} />}
      {call.answered && <Speak person={person} call={call} />}
    </section>
  );
}

/** Whoever calls from here, and whoever picks up here, goes on there; a call that only rings takes the keyboard from nobody. */
function useFocus(box: { readonly current: HTMLElement | null }, calls: boolean, answered: boolean): void {
  // While it is being drawn: the button that was pressed may be gone once it is on screen.
  const before = document.activeElement;
  useLayoutEffect(() => {
    const own = box.current;
    const here = (calls ? own?.closest('.pane') : own)?.contains(before);
    if (here) (own?.querySelector('input') ?? own)?.focus();
  }, [answered]);
  useLayoutEffect(() => {
    const own = box.current;
    const pane = own?.closest('.pane');
    return () => {
      if (own?.contains(document.activeElement)) pane?.querySelector<HTMLElement>('.pane-view')?.focus();
    };
  }, []);
}

function Said({ person, call }: { readonly person: string; readonly call: CallView }) {
  const { say } = useWords();
  const callee = useDeskState(state => personOf(state, call.callee)?.name.split(' ')[0]) ?? '';
  const nameOf = (by: string) => (by === person ? say('phone.you') : by === call.caller ? say('phone.caller') : callee);
  return (
    <div class="phone-said" role="log" aria-label={say('phone.heard')}>
      {call.said.map(({ by, words }, index) => (
        <p key={index}>
          <span>{nameOf(by)}</span> <bdi>{words}</bdi>
        </p>
      ))}
    </div>
  );
}

function Speak({ person, call }: { readonly person: string; readonly call: CallView }) {
  const desk = useDesk();
  const { say } = useWords();
  const [text, setText] = useState('');
  const ready = useWordsToSay(person, call);
  const go = (words: string) => {
    if (words.trim() === '') return;
    setText('');
    void desk.api.speak(person, words.trim());
  };
  return (
    <form
      class="phone-speak"
      onSubmit={event => {
        event.preventDefault();
        go(text);
      }}
    >
      <Suggestions label={say('phone.read-out')} words={ready} say={go} />
      <div class="phone-line">
        <input
          aria-label={say('phone.speak')}
          placeholder={say('phone.speak')}
          maxLength={400}
          dir="auto"
          value={text}
          onInput={event => setText(event.currentTarget.value)}
        />
        <button type="submit" class="icon-button" aria-label={say('phone.speak')} disabled={text.trim() === ''}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
