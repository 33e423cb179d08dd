// The tracker page: opens its session, asks every two seconds how far it is, and carries what is pressed to the desk.
import { createApi, type Outcome } from './api.ts';
import { createBearer, tabStorage } from './bearer.ts';
import { byId, show } from './dom.ts';
import { createPasswordPanel, type Revealed } from './password.ts';
import { createPoll } from './poll.ts';
import type { State } from './state.ts';
import { createView } from './view.ts';

function start(): void {
  const bearer = createBearer(tabStorage());
  const api = createApi(bearer.get);
  const framed = window.parent !== window;
  let offset = 0;
  let host: Awaited<ReturnType<typeof joinTeams>>;
  let last: State | undefined;

  const panel = createPasswordPanel({
    now: () => Date.now() + offset,
    reveal: async () => {
      const outcome = await press<Revealed>('reveal');
      poll.now();
      return outcome?.is === 'ok' ? outcome.body : undefined;
    },
    haveIt: async () => void (await press('have-it')),
  });
  const view = createView(
    byId('tracker'),
    panel.element,
    {
      check: () => void follow('check', framed ? undefined : emptyTab()),
      keepOpen: () => void follow('transfer'),
      notMe: () => void press('not-me').then(poll.now),
    },
    () => framed,
  );
  const poll = createPoll(async () => {
    const outcome = await api.state<State>();
    show('offline', outcome.is === 'offline' || (outcome.is === 'refused' && !last));
    if (outcome.is === 'no-session') return lost();
    if (outcome.is === 'ok') take(outcome.body);
    if (outcome.is === 'offline' || outcome.is === 'refused') return 'failed';
    return last?.progress.live === false ? 'end' : 'again';
  });

  function take(state: State): void {
    offset = state.now - Date.now();
    last = state;
    bearer.keep(state.progress.request, state.progress.live);
    show('opening', false);
    panel.update(state);
    view.draw(state);
  }

  function lost(): 'end' {
    bearer.drop();
    panel.forget();
    show('opening', false);
    show('tracker', false);
    show(last ? 'moved' : 'no-session', true);
    const request = last?.progress.request ?? new URLSearchParams(location.search).get('request');
    const again = byId('again');
    if (request) again.setAttribute('href', `/sign-in/tracker?${new URLSearchParams({ request })}`);
    again.hidden = !request;
    return 'end';
  }

  /** One press is one command: a lost answer is asked for once more under the same name. */
  async function press<Body>(verb: string): Promise<Outcome<Body>> {
    const key = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    const first = await api.act<Body>(verb, key);
    const outcome = first.is === 'offline' ? await api.act<Body>(verb, key) : first;
    const problem = byId('problem');
    problem.dataset['fallback'] ??= problem.textContent ?? '';
    problem.hidden = outcome.is === 'ok' || outcome.is === 'no-session';
    if (!problem.hidden)
      problem.textContent = (outcome.is === 'refused' ? outcome.words : undefined) ?? problem.dataset['fallback'];
    if (outcome.is === 'no-session') lost();
    return outcome;
  }

  /** @param tab opened at once, while the press still counts: a browser blocks what opens later */
  async function follow(verb: 'check' | 'transfer', tab?: Window | null): Promise<void> {
    const outcome = await press<{ readonly url: string }>(verb);
    if (outcome.is !== 'ok') return tab?.close();
    const { url } = outcome.body;
    if (tab) tab.location.href = url;
    else if (host) await host.openOutside(url);
    else if (!window.open(url, '_blank')) location.assign(url);
  }

  async function begin(): Promise<void> {
    const ticket = new URLSearchParams(location.hash.slice(1)).get('ticket');
    // At once, before anything can copy the address: the ticket is a key as long as it lasts.
    if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
    if (ticket) {
      const opened = await api.open(ticket);
      if (opened.is === 'ok') bearer.set(opened.body.bearer);
      else bearer.restore();
    } else bearer.restore();
    if (bearer.get() === undefined) lost();
    else poll.now();
    if (framed) host = await joinTeams(byId('app').dataset['hosts'] ?? '');
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

async function joinTeams(hosts: string) {
  const teams = await import('./teams.ts');
  if (!(await teams.greetTeams(hosts.split(' ').filter(host => host !== '')))) return undefined;
  teams.pageIsReady();
  return teams;
}

start();
