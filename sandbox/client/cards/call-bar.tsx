// Below a card of the helpdesk: the telephone beside whoever reads it.
import type { MessageView } from '../../stage/protocol.ts';
import { Icon } from '../front/icons.tsx';
import { useDeskState } from '../model/desk.ts';
import { useWords } from '../model/words.ts';
import { numbersOn } from '../teams/spoken.ts';

export function CallBar({ message, call }: { readonly message: MessageView; readonly call: (number: string) => void }) {
  const { say } = useWords();
  const company = useDeskState(state => state.company);
  const numbers = numbersOn(message, company);
  if (numbers.length === 0) return null;
  return (
    <div class="card-call">
      {numbers.map(number => (
        <button type="button" key={number} onClick={() => call(number)}>
          <Icon name="phone" /> {say('phone.call', { number })}
        </button>
      ))}
    </div>
  );
}
