// Where people write. Enter sends, Shift+Enter begins a new line.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../front/icons.tsx';
import { useWords } from '../model/words.ts';
import { Suggestions } from './suggestions.tsx';

type Props = {
  readonly label: string;
  readonly send: (text: string) => void;
  readonly suggestions?: readonly string[];
  /** Whom to mention: only then does it hear what is written. */
  readonly mention?: string;
  /** It was opened in order to write. */
  readonly ready?: boolean;
};

export function Composer({ label, send, suggestions = [], mention, ready = false }: Props) {
  const { say } = useWords();
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  // Before it is painted: the next key already belongs here.
  useLayoutEffect(() => {
    if (ready) field.current?.focus();
  }, []);

  function go(words: string): void {
    const said = words.trim();
    if (said === '') return;
    send(said);
    setText('');
    field.current?.focus();
  }

  return (
    <form
      class="composer"
      onSubmit={event => {
        event.preventDefault();
        go(text);
      }}
    >
      <Suggestions label={say('chat.suggestions')} words={suggestions} say={go} />
      <div class="composer-box">
        <textarea
          ref={field}
          rows={1}
          aria-label={label}
          placeholder={label}
          dir="auto"
          value={text}
          onInput={event => setText(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            go(text);
          }}
        />
        {mention !== undefined && (
          <button
            type="button"
            class="icon-button"
            aria-label={say('channel.mention', { bot: mention })}
            title={say('channel.mention', { bot: mention })}
            disabled={text.includes(`@${mention}`)}
            onClick={() => {
              setText(`@${mention} ${text}`);
              field.current?.focus();
            }}
          >
            <Icon name="at" />
          </button>
        )}
        <button type="submit" class="icon-button" aria-label={say('chat.send')} disabled={text.trim() === ''}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
