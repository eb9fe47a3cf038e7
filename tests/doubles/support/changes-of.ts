import { z } from 'zod';

/** Some of the fields, without what those that are not named begin with: they stay as they are. */
export function changesOf<S extends z.ZodObject>(schema: S) {
  const fields = Object.entries(schema.shape).map(([name, field]): [string, z.ZodType] => {
    const bare = field instanceof z.ZodDefault || field instanceof z.ZodPrefault ? field.unwrap() : field;
    return [name, z.optional(bare)];
  });
  return z.strictObject(Object.fromEntries(fields)) as unknown as z.ZodType<Partial<z.infer<S>>, Partial<z.input<S>>>;
}
