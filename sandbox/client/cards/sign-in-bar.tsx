// Below a card whose bot wants the person's sign-in before it answers the click: what it says, and the way there.
import type { DoneView } from '../../stage/protocol.ts';
import type { Clicked } from '../model/api.ts';
import { useDeskState } from '../model/desk.ts';
import { useWords } from '../model/words.ts';

/** The click that waits, and the sign-in it waits for. */
export type Asked = NonNullable<DoneView['signIn']> & { readonly click: Clicked };

export function SignInBar({ asked: { title, text }, open }: { readonly asked: Asked; readonly open: () => void }) {
  const { say } = useWords();
  const bot = useDeskState(state => state.company.bot.name);
  return (
    <div class="card-sign-in" role="status">
      <p dir="auto">{text ?? say('card.sign-in-why', { bot })}</p>
      <button type="button" class="primary" onClick={open}>
        {title ?? say('card.sign-in')}
      </button>
    </div>
  );
}
