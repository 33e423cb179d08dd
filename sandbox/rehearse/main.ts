// `npm run rehearse`: plays a person's way back in, from the first sentence to the sign-in, and prints it as it happens.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs, styleText } from 'node:util';
import { HANDS_MODELS, type HandsModel } from '../hands.ts';
import { openStage, type Performance } from './perform.ts';
import { PERSONAS, type Persona } from './personas.ts';
import type { Step } from './story.ts';

const USAGE = `Plays a locked-out person's way back in, on a company of its own.

  npm run rehearse -- --persona NAME     one story
  npm run rehearse -- --all              every story

  --hands MODEL   whose rights reset: ${HANDS_MODELS.join(', ')}, or all of them in turn
  --json          the last line is one JSON object (with --all: one per story)
  --record FILE   keep the Graph traffic, one JSON object a line
  --bot-log FILE  keep what the bot writes

Personas:
${PERSONAS.map(({ name, about }) => `  ${name.padEnd(16)} ${about}`).join('\n')}
`;

type Wish = {
  personas: readonly Persona[];
  models: readonly HandsModel[];
  json: boolean;
  record?: string;
  botLog?: string;
};

async function main(): Promise<number> {
  const wish = read(process.argv.slice(2));
  if (typeof wish === 'string') {
    process.stdout.write(wish);
    return wish === USAGE ? 0 : 1;
  }
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  // One recording, one run: an older one is not added to.
  if (wish.record) writeFileSync(wish.record, '');
  let good = true;
  for (const hands of wish.models) {
    if (wish.models.length > 1 && !wish.json) print(`\n${bold(`HANDS_MODEL=${hands}`)}`);
    good = (await plays(wish, root, hands)) && good;
  }
  return good ? 0 : 1;
}

async function plays(wish: Wish, root: string, hands: HandsModel): Promise<boolean> {
  let good = true;
  // One company for all of them: bringing one up takes longer than most stories.
  const stage = await openStage({
    root,
    hands,
    ...(wish.record ? { record: wish.record } : {}),
    ...(wish.botLog ? { botLog: wish.botLog } : {}),
  });
  try {
    for (const persona of wish.personas) {
      const start = Date.now();
      if (!wish.json) print(`\n${bold(persona.name)}  ${persona.about}\n`);
      const performance = await stage.perform(persona, step => (wish.json ? undefined : print(line(step, start))));
      good &&= performance.complaints.length === 0;
      print(wish.json ? json(performance) : ending(performance, start));
      if (wish.json) for (const complaint of performance.complaints) process.stderr.write(`${complaint}\n`);
    }
  } finally {
    await stage.close();
  }
  return good;
}

function read(args: string[]): Wish | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        persona: { type: 'string' },
        all: { type: 'boolean' },
        hands: { type: 'string', default: 'service-account' },
        json: { type: 'boolean' },
        record: { type: 'string' },
        'bot-log': { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    if (values.help) return USAGE;
    const personas = values.all ? PERSONAS : PERSONAS.filter(({ name }) => name === (values.persona ?? 'federated'));
    if (personas.length === 0) return `There is no persona “${values.persona}”.\n\n${USAGE}`;
    const models = HANDS_MODELS.filter(model => [model, 'all'].includes(values.hands));
    if (models.length === 0) return `There is no such model: “${values.hands}”.\n\n${USAGE}`;
    return {
      personas,
      models,
      json: values.json === true,
      ...(values.record ? { record: values.record } : {}),
      ...(values['bot-log'] ? { botLog: values['bot-log'] } : {}),
    };
  } catch (fault) {
    return `${fault instanceof Error ? fault.message : fault}\n\n${USAGE}`;
  }
}

function json({ persona, route, state, signedIn, resetCalls, steps }: Performance): string {
  const told = steps.map(({ at, who, what }) => ({ at, who, what }));
  return JSON.stringify({ persona, route, state, signedIn, resetCalls, steps: told });
}

function line({ at, who, what }: Step, start: number): string {
  const seconds = ((Date.parse(at) - start) / 1_000).toFixed(1).padStart(5);
  return `  ${dim(`${seconds} s`)}  ${bold(who.padEnd(18))} ${what}`;
}

function ending(performance: Performance, start: number): string {
  const seconds = ((Date.now() - start) / 1_000).toFixed(1);
  const { complaints, state, resetCalls, signedIn } = performance;
  if (complaints.length > 0) return `\n  ✘ ${complaints.join('\n  ✘ ')}\n`;
  const resets = resetCalls === 1 ? 'one reset' : resetCalls === 0 ? 'no reset' : `${resetCalls} resets`;
  return `\n  ✔ ${state}, ${resets}${signedIn ? ', signed in with the new password' : ''} (${seconds} s)\n`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const bold = (text: string) => (process.stdout.isTTY ? styleText('bold', text) : text);
const dim = (text: string) => (process.stdout.isTTY ? styleText('dim', text) : text);

process.exitCode = await main();
