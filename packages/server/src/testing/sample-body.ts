import { z } from 'zod';

type Schema = z.core.JSONSchema.BaseSchema;

/**
 * The least value that a Zod schema accepts, by its JSON Schema: required fields only, every id being `id`.
 * Undefined when the schema wants more than its JSON Schema tells (patterns, cross-checks).
 */
export function sampleBody(schema: z.ZodType, id: string): unknown {
  const made = sample(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, id);
  return schema.safeParse(made).success ? made : undefined;
}

const TEXTS: Record<string, string> = {
  date: '2026-04-06',
  'date-time': '2026-04-06T02:00:00.000Z',
};

function sample(schema: Schema, id: string): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  const some = schema.anyOf ?? schema.oneOf;
  if (some) return sample(some[0] as Schema, id);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, sample((schema.properties?.[key] ?? {}) as Schema, id)]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sample((schema.items ?? {}) as Schema, id));
    case 'string':
      if (schema.format === 'uuid') return id;
      return TEXTS[schema.format ?? ''] ?? 'x'.repeat(Math.max(schema.minLength ?? 0, 3));
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return {};
  }
}
