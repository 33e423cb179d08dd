// Names that stand twice in one object of a JSON text. JSON.parse takes the last without a word, so what looks strict could be undone below.
import { MARK } from './schema.ts';

/** In text that is JSON only these matter: where objects begin and end, and strings, of which those before a colon are names. */
const TOKEN = /[{}]|"(?:[^"\\]|\\.)*"(\s*:)?/g;

/** One sentence for each repeated name. @param text must be JSON */
export function saidTwice(text: string): readonly string[] {
  const objects: Map<string, number>[] = [];
  const problems: string[] = [];
  for (const found of text.matchAll(TOKEN)) {
    const [token, colon] = found;
    if (token === '{') objects.push(new Map());
    else if (token === '}') objects.pop();
    else if (colon !== undefined) {
      const name = JSON.parse(token.slice(0, -colon.length)) as string;
      const here = objects.at(-1);
      const [line, before] = [lineAt(text, found.index), here?.get(name)];
      if (before !== undefined && !name.startsWith(MARK))
        problems.push(`"${name}" stands in line ${before} and again in line ${line}: only one of them could count`);
      here?.set(name, line);
    }
  }
  return problems;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
