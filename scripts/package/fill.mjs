// Placeholders as the Agents Toolkit writes them, ${{NAME}}: found and filled in parsed JSON, so that no value can become structure.

const PLACEHOLDER = /\$\{\{\s*([A-Za-z_]\w*)\s*\}\}/g;

/** Every name, once, in order. */
export function namesIn(json) {
  return [...new Set([...JSON.stringify(json).matchAll(PLACEHOLDER)].map(([, name]) => name))].sort();
}

/** The same JSON with the values in place; a name without a value stays as it is. */
export function fill(json, values) {
  if (typeof json === 'string') return json.replace(PLACEHOLDER, (whole, name) => values[name]?.trim() ?? whole);
  if (Array.isArray(json)) return json.map(item => fill(item, values));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, item]) => [key, fill(item, values)]));
}

/** Where something that looks like a placeholder is left, whatever is in it: paths such as `bots.0.botId`. */
export function leftIn(json, path = []) {
  if (typeof json === 'string') return /\$\{\{|\}\}/.test(json) ? [path.join('.')] : [];
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([key, item]) => leftIn(item, [...path, key]));
}
