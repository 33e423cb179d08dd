// The tracker page: opens its session, asks every two seconds how far it is, and carries what is pressed to the desk.
import { createApi } from './api.ts';
import { createBearer, tabStorage } from './bearer.ts';
import { byId, show, write } from './dom.ts';
import type { Revealed } from './holding.ts';
import { type Host, joinTeams, wear } from './host.ts';
import { createPasswordPanel } from './password.ts';
import { type Asked, createPoll } from './poll.ts';
import { createPress } from './press.ts';
import type { State } from './state.ts';
import { createView } from './view.ts';

function start(): void {
  const bearer = createBearer(tabStorage());
  const api = createApi(bearer.get);
  const framed = window.parent !== window;
  let offset = 0;
  /** Pressed before Teams has answered, a button waits for it: a frame alone may not open anything outside. */
  let host: Promise<Host> = Promise.resolve(undefined);
  let last: State | undefined;
  let over = false;
  const heading = document.querySelector('h1');
  /** Said where the server gives no reason. */
  let problem = byId('problem').textContent ?? '';

  const press = createPress(
    (verb, key) => api.act(verb, key),
    trouble => {
      show('problem', trouble !== false);
      if (trouble !== false) byId('problem').textContent = trouble ?? problem;
    },
    () => lost(),
  );
  const panel = createPasswordPanel({
    now: () => Date.now() + offset,
    reveal: async () => {
      const outcome = await press<Revealed>('reveal');
      poll.now();
      return outcome.is === 'ok' ? outcome.body : undefined;
    },
    haveIt: async () => {
      const outcome = await press('have-it');
      poll.now();
      return outcome.is === 'ok';
    },
  });
  const view = createView(
    byId('tracker'),
    panel.element,
    {
      check: () => void follow('check', framed ? undefined : emptyTab()),
      keepOpen: () => void follow('transfer'),
      notMe: async () => {
        await press('not-me');
        poll.now();
      },
    },
    framed,
  );
  const poll = createPoll(ask, () => document.hidden);

  async function ask(): Promise<Asked> {
    if (over) return 'end';
    const outcome = await api.state<State>();
    show('offline', outcome.is === 'offline' || (outcome.is === 'refused' && !last));
    if (outcome.is === 'no-session') return lost();
    if (outcome.is === 'ok') take(outcome.body);
    if (outcome.is === 'offline' || outcome.is === 'refused') return 'failed';
    return last?.progress.live === false ? 'end' : 'again';
  }

  function take(state: State): void {
    offset = state.now - Date.now();
    last = state;
    bearer.keep(state.progress.request, state.progress.live);
    show('opening', false);
    speak(state.words.lines);
    panel.update(state);
    view.draw(state);
  }

  /** What the page brought along is from here on in the language of the request. */
  function speak(lines: State['words']['lines']): void {
    for (const id of ['offline', 'moved'] as const) write(byId(id), lines[id]);
    if (heading) write(heading, lines.page);
    write(byId('again'), lines['sign-in-again']);
    problem = lines.problem;
  }

  /** Moved to another page, closed, or never open: this one shows nothing of the request any more. */
  function lost(): 'end' {
    over = true;
    bearer.drop();
    panel.forget();
    show('opening', false);
    show('tracker', false);
    const request = last?.progress.request ?? new URLSearchParams(location.search).get('request');
    show('moved', last !== undefined);
    show('no-session', !last && request !== null);
    show('no-request', !last && request === null);
    const which = request === null ? '' : `?${new URLSearchParams({ request })}`;
    byId('again').setAttribute('href', `/sign-in/tracker${which}`);
    show('again', true);
    return 'end';
  }

  /** @param tab opened at once, while the press still counts: a browser blocks what opens later */
  async function follow(verb: 'check' | 'transfer', tab?: Window | null): Promise<void> {
    const outcome = await press<{ readonly url: string }>(verb);
    if (outcome.is !== 'ok') return tab?.close();
    if (tab) tab.location.href = outcome.body.url;
    else await leave(outcome.body.url);
  }

  async function leave(url: string): Promise<void> {
    const teams = await host;
    if (teams) await teams.openOutside(url);
    else if (!window.open(url, '_blank')) location.assign(url);
  }

  async function begin(): Promise<void> {
    if (framed) host = settle().catch(() => undefined);
    const ticket = new URLSearchParams(location.hash.slice(1)).get('ticket');
    // At once, before anything can copy the address: the ticket is a key as long as it lasts.
    if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
    const opened = ticket ? await api.open(ticket) : undefined;
    if (opened?.is === 'ok') bearer.set(opened.body.bearer);
    else bearer.restore();
    if (bearer.get() === undefined) lost();
    else poll.now();
  }

  /** Inside Teams: its theme, and its way out to the browser. */
  async function settle(): Promise<Host> {
    document.documentElement.dataset['framed'] = '';
    // Teams has written the same above the frame.
    heading?.classList.add('unseen');
    // Microsoft's sign-in refuses to be framed.
    byId('again').addEventListener('click', event => {
      event.preventDefault();
      void leave((event.currentTarget as HTMLAnchorElement).href);
    });
    const teams = await joinTeams(byId('app').dataset['hosts'] ?? '');
    teams?.followTheme(wear);
    teams?.pageIsReady();
    return teams;
  }

  setInterval(() => panel.tick(), 1_000);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) panel.forget();
    else poll.now();
  });
  window.addEventListener('online', poll.now);
  void begin();
}

/** Shares this tab's storage, so the tracker opens again there; what is shown later must not reach back to this page. */
function emptyTab(): Window | null {
  const tab = window.open('', '_blank');
  if (tab) tab.opener = null;
  return tab;
}

start();
