// What a Teams client does with an adaptive card: finds its actions, checks its inputs, and puts both together.
import { isObject, type Json } from './activity.ts';

export type Input = Json & { readonly type: string; readonly id: string };
export type Action = Json & { readonly type: string };
export type Inputs = Readonly<Record<string, string>>;

/** An action and the inputs Teams sends with it: its own card's and those of the cards around it. */
export type Offered = { readonly action: Action; readonly inputs: readonly Input[] };

/** Every action a person could click, those of `Action.ShowCard` cards included. */
export function actionsOf(card: Json, around: readonly Input[] = []): Offered[] {
  const parts = partsOf(card);
  const inputs = [...around, ...parts.filter(isInput)];
  return parts.filter(isAction).flatMap(action => {
    const shown = action['type'] === 'Action.ShowCard' ? action['card'] : undefined;
    return [{ action, inputs }, ...(isObject(shown) ? actionsOf(shown, inputs) : [])];
  });
}

/**
 * The one action that `which` means: by verb, title or id; without it the only one there is.
 * Throws, as a person would be stuck, when there is none, more than one, or it is greyed out.
 */
export function pick(card: Json, types: readonly string[], which?: string): Offered {
  const offered = actionsOf(card).filter(({ action }) => types.includes(action.type));
  const found = offered.filter(({ action }) => which === undefined || names(action).includes(which));
  const [only, another] = found;
  const wanted = `${types.join(' or ')}${which === undefined ? '' : ` “${which}”`}`;
  if (only && !another && only.action['isEnabled'] !== false) return only;
  if (only && !another) throw new Error(`The card's ${wanted} is greyed out`);
  const there = actionsOf(card).map(({ action }) => `${action.type} ${names(action).join('/')}`);
  throw new Error(
    `The card has ${only ? 'more than one' : 'no'} ${wanted}. It has: ${there.join(', ') || 'no actions'}`,
  );
}

/** The values Teams sends: what was entered, and the defaults of the rest. Throws where Teams would not send. */
export function fillIn(offered: Offered, entered: Inputs): Record<string, string> {
  const known = offered.action['associatedInputs'] === 'none' ? [] : offered.inputs;
  const stray = Object.keys(entered).find(id => !known.some(input => input.id === id));
  if (stray !== undefined) throw new Error(`The card has no input “${stray}” for this action`);
  const values: Record<string, string> = {};
  for (const input of known) {
    const value = entered[input.id] ?? defaultOf(input);
    const wrong = complaint(input, value);
    if (wrong) throw new Error(`Teams would not send the card: “${input.id}” ${wrong}`);
    if (value !== undefined) values[input.id] = value;
  }
  return values;
}

/** Everything on the card that can be read, one piece a line; what tests and people look for. */
export function wordsOf(card: Json): string {
  const readable = ['text', 'title', 'value', 'label', 'altText'];
  return partsOf(card, part => part['isVisible'] !== false)
    .flatMap(part => readable.map(key => part[key]))
    .filter(text => typeof text === 'string' && text !== '')
    .join('\n');
}

/** The card's elements at any depth; data and refresh are not on show, a fallback only where the element is unknown. */
function partsOf(node: unknown, enter: (part: Json) => boolean = () => true): Json[] {
  if (Array.isArray(node)) return node.flatMap(one => partsOf(one, enter));
  if (!isObject(node) || !enter(node)) return [];
  const unseen = ['data', 'refresh', 'fallback', 'card', 'msteams', 'authentication'];
  const inside = Object.entries(node).filter(([key]) => !unseen.includes(key));
  return [node, ...inside.flatMap(([, value]) => partsOf(value, enter))];
}

function isAction(part: Json): part is Action {
  return typeof part['type'] === 'string' && part['type'].startsWith('Action.');
}

function isInput(part: Json): part is Input {
  return typeof part['type'] === 'string' && part['type'].startsWith('Input.') && typeof part['id'] === 'string';
}

function names(action: Action): string[] {
  return ['title', 'verb', 'id'].map(key => action[key]).filter(name => typeof name === 'string');
}

function defaultOf(input: Input): string | undefined {
  const value = input['value'] ?? (input.type === 'Input.Toggle' ? (input['valueOff'] ?? 'false') : undefined);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function complaint(input: Input, value: string | undefined): string | undefined {
  if (!value) return input['isRequired'] === true ? 'is required' : undefined;
  const { maxLength, regex, choices } = input;
  if (typeof maxLength === 'number' && value.length > maxLength) return `is longer than ${maxLength}`;
  if (typeof regex === 'string' && !new RegExp(regex).test(value)) return 'does not match its pattern';
  const fixed = input.type === 'Input.ChoiceSet' && Array.isArray(choices) && input['style'] !== 'filtered';
  const several = input['isMultiSelect'] === true ? value.split(',') : [value];
  if (fixed && !several.every(one => choices.some(choice => isObject(choice) && choice['value'] === one)))
    return `has no choice “${value}”`;
  return undefined;
}
