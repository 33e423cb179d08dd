// A card inside a dialog: what is entered goes back as the dialog's result.
import { useEffect, useRef, useState } from 'preact/hooks';
import { renderCard } from '../cards/render.ts';
import { useWords } from '../model/words.ts';

type Props = { readonly json: object; readonly submit: (data: unknown) => Promise<void> };

export function TaskCard({ json, submit }: Props) {
  const { say } = useWords();
  const host = useRef<HTMLDivElement>(null);
  const [busy, setBusy] = useState(false);

  async function send(data: unknown): Promise<void> {
    setBusy(true);
    await submit(data);
    setBusy(false);
  }

  const sent = useRef(send);
  sent.current = async data => (busy ? undefined : send(data));
  useEffect(() => {
    const element = renderCard(json, what => {
      if (what.kind === 'link') window.open(what.url, '_blank', 'noopener');
      else void sent.current({ ...(what.kind === 'submit' && isObject(what.data) ? what.data : {}), ...what.inputs });
    });
    host.current?.replaceChildren(...(element ? [element] : []));
  }, [json]);

  return (
    <div class="dialog-card" data-busy={busy} aria-busy={busy}>
      {busy && <div class="card-progress" role="progressbar" aria-label={say('card.sending')} />}
      <div class="card-body" ref={host} />
    </div>
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
