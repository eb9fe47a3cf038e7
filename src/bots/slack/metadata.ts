import { z } from 'zod';
import { asciiJson } from '../../core/message/ascii-json.js';
import { Unrenderable } from '../../core/message/unrenderable.js';
import { privateMetadata } from './limits.js';

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

/** @throws Unrenderable when options' values are too long for a modal to carry. */
export function writeMetadata({ values, ...metadata }: Metadata): string {
  const text = asciiJson(Object.keys(values).length > 0 ? { ...metadata, values } : metadata);
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
