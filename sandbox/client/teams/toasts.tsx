// What pops up for a person while they look at something else.
import { Icon } from '../front/icons.tsx';
import { useDesk, useDeskState } from '../model/desk.ts';
import type { Pane } from '../model/state.ts';
import { useWords } from '../model/words.ts';
import { Avatar } from './avatar.tsx';

export function Toasts({ pane: { person } }: { readonly pane: Pane }) {
  const desk = useDesk();
  const { say } = useWords();
  const bot = useDeskState(state => state.company.bot.name);
  const toasts = useDeskState(state => state.toasts);
  const mine = toasts.filter(toast => toast.person === person).slice(-2);
  const drop = (id: string) => desk.store.set(state => ({ toasts: state.toasts.filter(toast => toast.id !== id) }));
  return (
    <div class="toasts" role="status" aria-live="polite">
      {mine.map(toast => (
        <div class="toast" key={toast.id}>
          <button
            type="button"
            class="toast-go"
            onClick={() => {
              drop(toast.id);
              desk.over(person, undefined);
              desk.pane(person, { show: toast.place === 'chat' ? 'chat' : 'teams', thread: undefined });
            }}
          >
            <Avatar name={bot} bot />
            <span>
              <strong>{bot}</strong>
              <span class="toast-text" dir="auto">
                {toast.text || say('message.card')}
              </span>
            </span>
          </button>
          <button type="button" class="icon-button" aria-label={say('over.dismiss')} onClick={() => drop(toast.id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
