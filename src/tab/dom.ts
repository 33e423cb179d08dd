// The little of the DOM that the pages need. Text is always text: nothing here takes HTML.
import { type IconName, icon } from './icons.ts';

type Child = Node | string | undefined;

export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children.filter(child => child !== undefined));
  return element;
}

export function button(
  text: string,
  look: 'primary' | 'quiet' | 'danger',
  press: () => void,
  drawing?: IconName,
): HTMLButtonElement {
  const plain = look === 'quiet' ? {} : { class: look };
  const element = make('button', { type: 'button', ...plain }, drawing && icon(drawing), make('span', {}, text));
  element.addEventListener('click', press);
  return element;
}

export function section(heading: string, ...children: readonly Child[]): HTMLElement {
  return make('section', { class: 'panel' }, make('h2', {}, heading), ...children);
}

export function named<Kind extends HTMLElement>(id: string, element: Kind): Kind {
  element.id = id;
  return element;
}

export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

export function show(id: string, shown: boolean): void {
  byId(id).hidden = !shown;
}

/** Only when it differs: a screen reader says again whatever is written again. */
export function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Redrawing must not throw anybody off: what was unfolded stays so, and the focus comes back. */
export function keeping(place: HTMLElement, redraw: () => void): void {
  const folds = [...place.querySelectorAll('details')].map(fold => [fold.id, fold.open] as const);
  const focused = place.contains(document.activeElement) ? document.activeElement?.id : undefined;
  redraw();
  for (const [id, open] of folds) {
    const fold = place.querySelector<HTMLDetailsElement>(`#${id}`);
    if (fold) fold.open = open;
  }
  if (focused) document.getElementById(focused)?.focus();
}
