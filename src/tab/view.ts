// Draws a state of the request: whose turn it is, how far it is, and the ways that are open.
import { button, make } from './dom.ts';
import type { State, WayWords } from './state.ts';

export type Presses = {
  readonly check: () => void;
  readonly keepOpen: () => void;
  readonly notMe: () => void;
};

export type View = ReturnType<typeof createView>;

/** @param panel stays the same element through all states. `framed`: inside Teams, which the reset may close. */
export function createView(root: HTMLElement, panel: HTMLElement, presses: Presses, framed: () => boolean) {
  const headline = make('h2', { id: 'headline', tabindex: '-1' });
  const lead = make('p', { class: 'lead' });
  const ball = make('p', { class: 'ball' });
  // Filled in place, and once: a screen reader says what is new and nothing twice.
  const status = make(
    'section',
    { class: 'status', role: 'status', 'aria-labelledby': 'headline' },
    ball,
    headline,
    lead,
  );
  const notes = make('div', { class: 'notes', 'aria-live': 'polite' });
  const who = make('p', { class: 'quiet' });
  const rest = make('div', { class: 'rest' });
  root.replaceChildren(status, notes, panel, rest, who);

  return {
    draw(state: State): void {
      const { words, progress } = state;
      document.documentElement.lang = words.lang;
      document.documentElement.dir = words.dir;
      document.title = words.title;
      write(headline, words.title);
      write(lead, words.lead);
      write(ball, words.ball);
      write(who, words.who);
      if (notes.textContent !== words.notes.join(''))
        notes.replaceChildren(...words.notes.map(one => make('p', {}, one)));
      status.dataset['state'] = progress.state;
      keeping(rest, () => rest.replaceChildren(...sections(state)));
      root.hidden = false;
    },
  };

  function sections(state: State): HTMLElement[] {
    const { progress, words } = state;
    const taken = progress.password === 'open' || progress.password === 'handed-over';
    const changing = progress.live && (taken || progress.state === 'landed');
    return [
      ...(progress.live && framed() ? [section(words.headings['keep-open'], keepOpen(state))] : []),
      ...(changing && words.ways.length > 0 ? [section(words.headings.ways, ...words.ways.map(way))] : []),
      ...(changing
        ? [section(words.headings.check, named('check', button(words.buttons.check, 'primary', presses.check)))]
        : []),
      ...(progress.road === 'helpdesk' ? [section(words.headings.steps, steps(state))] : []),
      ...(progress.state === 'frozen' ? [] : [notMe(state)]),
    ];
  }

  function keepOpen({ words }: State): HTMLElement {
    return named('keep-open', button(words.buttons['keep-open'], 'primary', presses.keepOpen));
  }

  /** Asks twice: it ends every sign-in of the account. */
  function notMe({ words }: State): HTMLElement {
    const { buttons, headings } = words;
    const first = named(
      'not-me',
      button(buttons['not-me'], 'quiet', () => ask()),
    );
    const place = section(headings['not-me'], first);
    function ask(): void {
      const back = button(buttons['not-me-back'], 'quiet', () => {
        place.lastElementChild?.replaceWith(first);
        first.focus();
      });
      const sure = button(buttons['not-me-sure'], 'danger', presses.notMe);
      first.replaceWith(make('div', { role: 'group' }, make('p', {}, headings['not-me-sure']), sure, ' ', back));
      back.focus();
    }
    return place;
  }
}

function steps({ progress, words }: State): HTMLElement {
  const rows = progress.steps.map(({ name, status, at }) => {
    const when =
      at === undefined ? undefined : make('time', { datetime: new Date(at).toISOString() }, timeOf(at, words.lang));
    const row = make('li', { class: status }, make('span', {}, words.steps[name]), when);
    row.append(make('span', { class: 'unseen' }, ` (${words.status[status]})`));
    if (status === 'now') row.setAttribute('aria-current', 'step');
    return row;
  });
  return make('ol', { class: 'steps' }, ...rows);
}

/** The first way is the one for this person; the others fold. */
function way({ key, title, steps: lines, link }: WayWords, index: number): HTMLElement {
  const open = link
    ? make(
        'p',
        {},
        make('a', { class: 'button', href: link.url, target: '_blank', rel: 'noopener noreferrer' }, link.text),
      )
    : undefined;
  const list = make('ol', {}, ...lines.map(line => make('li', {}, line)));
  const unfolded = index === 0 ? { open: '' } : {};
  return make('details', { class: 'way', id: `way-${key}`, ...unfolded }, make('summary', {}, title), list, open);
}

/** Redrawing must not throw anybody off: what was unfolded stays so, and the focus comes back. */
function keeping(place: HTMLElement, redraw: () => void): void {
  const folds = [...place.querySelectorAll('details')].map(fold => [fold.id, fold.open] as const);
  const focused = place.contains(document.activeElement) ? document.activeElement?.id : undefined;
  redraw();
  for (const [id, open] of folds) {
    const fold = place.querySelector<HTMLDetailsElement>(`#${id}`);
    if (fold) fold.open = open;
  }
  if (focused) document.getElementById(focused)?.focus();
}

function section(heading: string, ...children: readonly HTMLElement[]): HTMLElement {
  return make('section', { class: 'panel' }, make('h2', {}, heading), ...children);
}

/** In the reader's own time zone, which only the browser knows. */
function timeOf(at: number, lang: string): string {
  return new Intl.DateTimeFormat(lang, { hour: 'numeric', minute: '2-digit' }).format(at);
}

function named(id: string, element: HTMLElement): HTMLElement {
  element.id = id;
  return element;
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
