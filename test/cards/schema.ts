// Microsoft's own schema of adaptive cards 1.5 (test/cards/schema, MIT), ready to judge a card.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/** Gives what is wrong with the card, or undefined. `msteams` is Teams' own and not in the schema. */
export function judge(): (card: Record<string, unknown>) => string | undefined {
  // The schema is draft-06 but names itself with the `id` of draft-04, which ajv refuses.
  const { id, $schema, ...rules } = read('test/cards/schema/adaptive-card.1.5.0.json');
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addMetaSchema(read('node_modules/ajv/lib/refs/json-schema-draft-06.json'));
  const validate = ajv.compile({ ...rules, $schema: String($schema).replace('#', ''), $id: String(id) });
  return card => {
    const known = Object.fromEntries(Object.entries(card).filter(([key]) => key !== 'msteams'));
    return validate(known) ? undefined : ajv.errorsText(validate.errors);
  };
}

/** Tests run from the project's root; what is only read is not copied into the build. */
function read(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(process.cwd(), file), 'utf8')) as Record<string, unknown>;
}
