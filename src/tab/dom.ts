// The little of the DOM that the pages need. Text is always text: nothing here takes HTML.

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

export function button(text: string, look: 'primary' | 'quiet' | 'danger', press: () => void): HTMLButtonElement {
  const element = make('button', { type: 'button', class: look }, text);
  element.addEventListener('click', press);
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

/** Minutes and seconds, "9:59": digits, so the same in every language. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
