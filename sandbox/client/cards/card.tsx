// A card on somebody's screen: the drawing, what its buttons do, and what Teams says below it.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DoneView, MessageView, Place } from '../../stage/protocol.ts';
import type { Clicked } from '../model/api.ts';
import { useDesk } from '../model/desk.ts';
import type { Theme } from '../model/state.ts';
import { troubleIn, useWords } from '../model/words.ts';
import { themeName } from '../teams/host.ts';
import { signIn } from '../teams/popup.ts';
import { CallBar } from './call-bar.tsx';
import { bringsIntoView, outcomeOn } from './outcome.ts';
import { type Chosen, renderCard } from './render.ts';
import { type Asked, SignInBar } from './sign-in-bar.tsx';

type Props = {
  readonly person: string;
  readonly place: Place;
  readonly message: MessageView;
  readonly theme: Theme;
};

export function Card({ person, place, message, theme }: Props) {
  const desk = useDesk();
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  /** Somebody here has pressed something: what the card changes to next is what came of it. */
  const pressed = useRef(false);
  const [came, setCame] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [asked, setAsked] = useState<Asked>();
  const json = JSON.stringify(message.card);

  async function choose(what: Chosen): Promise<void> {
    if (what.kind === 'link') return void window.open(what.url, '_blank', 'noopener');
    if (busy) return;
    const click = { person, place, message: message.id, which: what.which, inputs: what.inputs };
    if (what.kind === 'execute') return execute(click);
    const page = signInPage(what.data);
    if (page === undefined) return send(click, desk.api.submit(click));
    // At once, while the click still counts: a browser blocks a window that opens later.
    const code = await codeFrom(page);
    if (code !== undefined) setTrouble(troubleIn(words, await desk.api.verifyState(person, code)));
  }

  function execute(click: Clicked): Promise<void> {
    pressed.current = true;
    setCame('');
    return send(click, desk.api.execute(click));
  }

  async function send(click: Clicked, sent: Promise<DoneView>): Promise<void> {
    setTrouble(undefined);
    setAsked(undefined);
    setBusy(true);
    const done = await sent;
    setBusy(false);
    setTrouble(troubleIn(words, done));
    if (done.task) desk.over(person, { task: done.task });
    if (done.signIn) setAsked({ click, ...done.signIn });
  }

  /** The click once more, with what the sign-in has brought. */
  async function signedIn({ click, url }: Asked): Promise<void> {
    const code = await codeFrom(url);
    if (code === undefined) return;
    await execute({ ...click, state: code });
  }

  async function codeFrom(address: string): Promise<string | undefined> {
    setTrouble(undefined);
    const { botOrigin } = desk.store.get().company;
    const came = await signIn({ person, address, botOrigin, theme: themeName(theme), locale: words.locale });
    if (came === 'blocked') setTrouble(words.say('trouble.no-window'));
    return typeof came === 'string' ? undefined : came.code;
  }

  async function call(number: string): Promise<void> {
    setTrouble(troubleIn(words, await desk.api.call(person, number)));
  }

  // A drawing knows the latest of this; a new one would lose what was typed, so only a new card makes one.
  const chosen = useRef(choose);
  chosen.current = choose;
  useEffect(() => {
    const element = renderCard(JSON.parse(json) as object, what => void chosen.current(what));
    host.current?.replaceChildren(...(element ? [element] : []));
    setAsked(undefined);
    if (!pressed.current) return;
    pressed.current = false;
    setCame(outcomeOn(element));
    if (box.current) bringsIntoView(box.current);
  }, [json]);

  const said = trouble ?? (message.unreachable ? words.say('card.unreachable') : message.error);
  return (
    <div class="card" ref={box} tabIndex={-1} data-busy={busy} aria-busy={busy}>
      <p class="sr-only" role="status">
        {came}
      </p>
      <div ref={host} class="card-body" />
      {busy && <div class="card-progress" role="progressbar" aria-label={words.say('card.sending')} />}
      {message.notice && (
        <p class="card-notice" role="status">
          {message.notice}
        </p>
      )}
      {place === 'channel' && <CallBar message={message} call={number => void call(number)} />}
      {asked && <SignInBar asked={asked} open={() => void signedIn(asked)} />}
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
