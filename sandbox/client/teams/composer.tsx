// Where people write. Enter sends, Shift+Enter begins a new line.
import { useRef, useState } from 'preact/hooks';
import { Icon } from '../front/icons.tsx';

type Props = {
  readonly label: string;
  readonly send: (text: string) => void;
  readonly suggestions?: readonly string[];
};

export function Composer({ label, send, suggestions = [] }: Props) {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);

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
      {suggestions.length > 0 && (
        <ul class="suggestions" aria-label="Suggestions">
          {suggestions.map(words => (
            <li key={words}>
              <button type="button" onClick={() => go(words)}>
                {words}
              </button>
            </li>
          ))}
        </ul>
      )}
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
        <button type="submit" class="icon-button" aria-label="Send" disabled={text.trim() === ''}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
