// A card on somebody's screen: the drawing, what its buttons do, and what Teams says below it.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MessageView, Place } from '../../stage/protocol.ts';
import { useDesk } from '../model/desk.ts';
import type { Theme } from '../model/state.ts';
import { themeName } from '../teams/host.ts';
import { signIn } from '../teams/popup.ts';
import { type Chosen, renderCard } from './render.ts';

type Props = {
  readonly person: string;
  readonly place: Place;
  readonly message: MessageView;
  readonly theme: Theme;
};

export function Card({ person, place, message, theme }: Props) {
  const desk = useDesk();
  const host = useRef<HTMLDivElement>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const json = JSON.stringify(message.card);

  async function choose(what: Chosen): Promise<void> {
    if (what.kind === 'link') return void window.open(what.url, '_blank', 'noopener');
    setTrouble(undefined);
    const click = { person, place, message: message.id, which: what.which, inputs: what.inputs };
    const page = what.kind === 'submit' ? signInPage(what.data) : undefined;
    // At once, while the click still counts: a browser blocks a window that opens later.
    if (page) return comeBack(await opens(page));
    setBusy(true);
    const done = await (what.kind === 'execute' ? desk.api.execute(click) : desk.api.submit(click));
    setBusy(false);
    setTrouble(done.trouble);
    if (done.task) desk.over(person, { kind: 'task', task: done.task });
    if (!done.signIn) return;
    const code = await opens(done.signIn);
    if (code !== undefined && what.kind === 'execute')
      setTrouble((await desk.api.execute({ ...click, state: code })).trouble);
  }

  function opens(address: string): Promise<string | undefined> {
    const { botOrigin } = desk.store.get().company;
    return signIn({ person, address, botOrigin, theme: themeName(theme) });
  }

  async function comeBack(code: string | undefined): Promise<void> {
    if (code !== undefined) setTrouble((await desk.api.verifyState(person, code)).trouble);
  }

  // A new drawing loses what was typed, so only a new card or theme makes one.
  useEffect(() => {
    const element = renderCard(JSON.parse(json) as object, theme, what => void choose(what));
    host.current?.replaceChildren(...(element ? [element] : []));
  }, [json, theme]);

  const said = trouble ?? message.error;
  return (
    <div class="card" data-busy={busy} aria-busy={busy}>
      <div ref={host} class="card-body" />
      {busy && <div class="card-progress" role="progressbar" aria-label="Sending" />}
      {message.notice && <p class="card-notice">{message.notice}</p>}
      {said && (
        <p class="card-error" role="alert">
          {said}
        </p>
      )}
    </div>
  );
}

/** Teams opens these itself, without asking the bot. */
function signInPage(data: unknown): string | undefined {
  const msteams = (data as { msteams?: { type?: unknown; value?: unknown } } | undefined)?.msteams;
  return msteams?.type === 'signin' ? String(msteams.value) : undefined;
}
