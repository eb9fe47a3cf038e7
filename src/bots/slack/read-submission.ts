import { z } from 'zod';
import { none, yes } from '../../core/forms/option-signs.js';
import { visible } from '../../core/message/visible.js';
import { readMetadata } from './metadata.js';

/** A modal of ours as it was sent. */
export interface Submission {
  /** Empty when the modal does not say: no form has that session. */
  readonly session: string;
  /** From 0. */
  readonly page: number;
  /** Less than this page: the form goes on, and its answers do not send it (see `renderForm`). */
  readonly pages: number;
  /** By field, as `readField(…, 'chosen')` takes them: text, null, option values, true. */
  readonly answers: Readonly<Record<string, unknown>>;
}

const option = z.object({ value: z.string() });
const elementSchema = z.object({
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
});
const viewSchema = z.object({
  private_metadata: z.string().catch(''),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), elementSchema)) }).catch({ values: {} }),
  blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })).catch([]),
});

const unreadable = { private_metadata: '', state: { values: {} }, blocks: [] };

/** The answers of a `view_submission`'s view. Total: what is not as Slack sends it is no answer. */
export function readSubmission(view: unknown): Submission {
  const { private_metadata, state } = viewSchema.safeParse(view).data ?? unreadable;
  const metadata = readMetadata(private_metadata) ?? { session: '', page: 0, pages: 1, values: {} };
  const { session, page, pages, values } = metadata;
  const answers = Object.entries(state.values).flatMap(([field, elements]) => {
    const [element] = Object.values(elements);
    // Ids of ours have no controls in them, which no database takes.
    return element && field.isWellFormed() && !/\p{Cc}/u.test(field)
      ? [[field, readAnswer(element, values)] as const]
      : [];
  });
  return { session, page, pages, answers: Object.fromEntries(answers) };
}

function readAnswer(element: z.infer<typeof elementSchema>, values: Readonly<Record<string, string>>): unknown {
  // Own properties only: a value may be called as anything that every object has.
  const meaningOf = (sign: string) => (Object.hasOwn(values, sign) ? values[sign] : sign);
  const { value, selected_option, selected_options } = element;
  if (selected_options) {
    if (selected_options.some((one) => one.value === yes)) return true;
    return selected_options.map((one) => meaningOf(one.value));
  }
  if (selected_option) return selected_option.value === none ? null : meaningOf(selected_option.value);
  return value ?? null;
}

/** Answer to a `view_submission`: what is wrong, at the inputs where it is. */
export interface SubmissionErrors {
  readonly response_action: 'errors';
  readonly errors: Readonly<Record<string, string>>;
}

/**
 * The errors at the inputs of the view. Slack takes them only there: one about a field that has no input on this page
 * stands at the first input. Null when the view has no input at all: then they must be said elsewhere.
 */
export function errorsFor(view: unknown, errors: Readonly<Record<string, string>>): SubmissionErrors | null {
  const { blocks } = viewSchema.safeParse(view).data ?? unreadable;
  const inputs = blocks.flatMap((block) => (block.type === 'input' && block.block_id ? [block.block_id] : []));
  const [first] = inputs;
  if (first === undefined) return null;
  const found = new Map<string, string[]>();
  for (const [field, error] of Object.entries(errors)) {
    const at = inputs.includes(field) ? field : first;
    found.set(at, [...(found.get(at) ?? []), visible(error).trim() || '…']);
  }
  return {
    response_action: 'errors',
    errors: Object.fromEntries([...found].map(([at, texts]) => [at, texts.join('\n')])),
  };
}
