// Opens the page: asks who works at the company, listens, and draws.
import { render } from 'preact';
import { spokenOf, wordsFor } from '../words/words.ts';
import { Front } from './front/front.tsx';
import { createApi } from './model/api.ts';
import { createDesk, DeskContext } from './model/desk.ts';
import { listen } from './model/events.ts';
import { recall } from './model/kept.ts';
import type { State } from './model/state.ts';
import { createStore } from './model/store.ts';
import { WordsContext } from './model/words.ts';

async function open(root: HTMLElement): Promise<void> {
  const words = wordsFor(spokenOf(navigator.languages));
  Object.assign(document.documentElement, { lang: words.locale, dir: words.dir });
  const api = createApi();
  const company = await api.company();
  if (!company) {
    root.textContent = words.say('front.not-there');
    return;
  }
  // Its pages let themselves be framed by this very address, and by no other name of the same machine.
  if (location.origin !== company.origin) return location.replace(company.origin + location.pathname + location.search);
  document.title = `${company.name} – ${words.say('front.title')}`;
  const { panes, welcomed } = recall(company);
  const store = createStore<State>({
    company,
    panes,
    welcome: !welcomed,
    hints: welcomed,
    connected: false,
    front: panes[0]?.person ?? '',
    rooms: {},
    read: {},
    typing: {},
    wire: [],
    mails: [],
    switches: undefined,
    play: undefined,
    over: {},
    browsers: {},
    calls: {},
    toasts: [],
    drawer: undefined,
  });
  listen(store);
  root.textContent = '';
  render(
    <DeskContext.Provider value={createDesk(store, api)}>
      <WordsContext.Provider value={words}>
        <Front />
      </WordsContext.Provider>
    </DeskContext.Provider>,
    root,
  );
}

const root = document.getElementById('app');
if (root) void open(root);
