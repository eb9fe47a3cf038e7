import { z } from 'zod';
import { privateMetadata } from './limits.js';
import { Unrenderable } from './unrenderable.js';

const metadataSchema = z.object({
  session: z.string(),
  /** From 0. */
  page: z.int().nonnegative(),
  pages: z.int().positive(),
  /** What the signs stand for that go in place of options' values. */
  values: z.record(z.string(), z.string()).default({}),
});

/** What a modal of ours carries and brings back with its answers. Opaque to people, though not secret. */
export type Metadata = Readonly<z.infer<typeof metadataSchema>>;

/** As JSON in signs that nothing on the way escapes or normalises. */
export function writeMetadata({ values, ...metadata }: Metadata): string {
  const json = JSON.stringify(Object.keys(values).length > 0 ? { ...metadata, values } : metadata);
  const text = json.replace(/[^ -~]|[&<>]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (text.length > privateMetadata) throw new Unrenderable('option');
  return text;
}

/** Null when it is not one of ours. */
export function readMetadata(text: string): Metadata | null {
  try {
    return metadataSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
