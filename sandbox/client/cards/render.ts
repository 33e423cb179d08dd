// Draws one adaptive card with Microsoft's own renderer, and tells what was clicked with which inputs.
import { type Action, AdaptiveCard, ExecuteAction, OpenUrlAction, SubmitAction } from 'adaptivecards';
import { look } from './look.ts';
import { toHtml } from './markdown.ts';

export type Chosen =
  | { readonly kind: 'execute'; readonly which: string; readonly inputs: Readonly<Record<string, string>> }
  | {
      readonly kind: 'submit';
      readonly which: string;
      readonly inputs: Readonly<Record<string, string>>;
      readonly data: unknown;
    }
  | { readonly kind: 'link'; readonly url: string };

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = toHtml(text);
  result.didProcess = true;
};

/** The card as an element; undefined when the renderer finds nothing in it. */
export function renderCard(json: object, chosen: (what: Chosen) => void): HTMLElement | undefined {
  const card = new AdaptiveCard();
  card.hostConfig = look();
  card.onExecuteAction = action => {
    const what = read(card, action);
    if (what) chosen(what);
  };
  card.onAnchorClicked = (_element, anchor) => {
    chosen({ kind: 'link', url: anchor.href });
    return true;
  };
  // The renderer then says of the part itself, which is no button, that it is expanded; screen readers may not be told so.
  card.onElementVisibilityChanged = part =>
    queueMicrotask(() => part.renderedElement?.removeAttribute('aria-expanded'));
  card.parse(json);
  const element = card.render();
  if (element && 'lang' in json && typeof json.lang === 'string') element.lang = json.lang;
  // A card that does not say which way it reads is read as its words are, and not as the Teams around it.
  if (element && !('rtl' in json)) element.dir = 'auto';
  return element;
}

function read(card: AdaptiveCard, action: Action): Chosen | undefined {
  if (action instanceof OpenUrlAction) return action.url ? { kind: 'link', url: action.url } : undefined;
  if (action instanceof ExecuteAction)
    return { kind: 'execute', which: action.verb || action.title || '', inputs: inputsOf(card, action) };
  if (action instanceof SubmitAction)
    return { kind: 'submit', which: action.title ?? '', inputs: inputsOf(card, action), data: action.data };
  return undefined;
}

/** What was entered, for an action that takes it along; the renderer has mixed it into the action's own data. */
function inputsOf(card: AdaptiveCard, action: SubmitAction): Record<string, string> {
  if (action.associatedInputs === 'none') return {};
  const given = card.getAllInputs().flatMap(({ id, value }): [string, string][] => {
    return id !== undefined && value !== undefined && value !== null ? [[id, String(value)]] : [];
  });
  return Object.fromEntries(given);
}
