// The published schema of a policy file: JSON Schema, draft 2020-12, made from the shape it is read by. Editors and CI read it.
import { z } from 'zod';
import { FILE } from './shape.ts';

/** Entries that begin with this are comments, wherever they stand. */
export const MARK = '//';

export type Schema = { readonly [keyword: string]: unknown };

export function policySchema(): Schema {
  const made = z.toJSONSchema(FILE, {
    io: 'input',
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) jsonSchema.patternProperties = { [`^${MARK}`]: {} };
      const { propertyNames } = jsonSchema;
      if (typeof propertyNames === 'object')
        jsonSchema.propertyNames = { anyOf: [{ pattern: `^${MARK}` }, propertyNames] };
    },
  });
  const { $schema, ...rest } = made as Schema;
  return { $schema, title: 'Reset Desk: policy', description: 'Explained in docs/policy.md.', ...rest };
}

/** The names that may stand at this place, or the values; none where anything may. */
export function allowedAt(path: readonly PropertyKey[]): readonly string[] {
  let at: Schema | undefined = policySchema();
  for (const step of path) {
    const { properties, items } = at as { properties?: Record<string, Schema>; items?: Schema };
    at = typeof step === 'number' ? items : properties?.[String(step)];
    if (!at) return [];
  }
  const { properties = {}, enum: values = [] } = at as { properties?: object; enum?: readonly unknown[] };
  return [...Object.keys(properties), ...values.map(String)].filter(name => name !== '$schema');
}
