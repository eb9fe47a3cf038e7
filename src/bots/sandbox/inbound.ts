import { z } from 'zod';
import { Refusal } from '../../core/errors.js';
import type { Inbound } from '../../core/message/inbound.js';
import { cleanText } from '../../core/message/rich-text.js';
import { commandLength, textLength } from './limits.js';
import type { Gesture } from './wire.js';

const envelope = {
  key: z.uuid(),
  as: z.string().min(1).max(200),
  chat: z.string().min(1).max(200),
};

const gestureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...envelope, kind: z.literal('say'), text: z.string().max(textLength) }),
  z.strictObject({
    ...envelope,
    kind: z.literal('press'),
    token: z.string().min(1).max(100),
    value: z.string().max(200).exactOptional(),
    /** Key of the message that was pressed. */
    message: z.string().max(200),
  }),
  z.strictObject({
    ...envelope,
    kind: z.literal('submit'),
    session: z.string().min(1).max(100),
    answers: z.record(z.string().max(100), z.unknown()),
  }),
  z.strictObject({ ...envelope, kind: z.literal('open') }),
]);

/**
 * The gesture in a request's body.
 * @throws Refusal when it is none, with what to do about it.
 */
export function parseGesture(body: unknown): Gesture {
  const { data, error } = gestureSchema.safeParse(body);
  if (data) {
    if (data.kind === 'say' && cleanText(data.text).trim() === '') throw new Refusal('sandbox.nothingSaid');
    return data;
  }
  const tooLong = error.issues.some((issue) => issue.code === 'too_big' && issue.path[0] === 'text');
  throw tooLong ? new Refusal('sandbox.textTooLong', { limit: textLength }) : new Refusal('sandbox.notUnderstood');
}

/** Who makes the gesture and where, as the host knows them: nothing of it is believed from the page but the ids. */
export interface Place {
  readonly workspaceId: string;
  readonly displayName: string;
  readonly chatKind: 'direct' | 'group';
}

/** `null`: nothing for the bot (people talking among themselves in a group, as on any platform). */
type Row<K extends Gesture['kind']> = (gesture: Extract<Gesture, { kind: K }>, place: Place) => Inbound | null;

const rows: { readonly [K in Gesture['kind']]: Row<K> } = {
  say: (gesture, place) => {
    const spoken = addressed(gesture.text, place.chatKind);
    if (!spoken) return null;
    return { ...envelopeOf(gesture, place), ...spoken };
  },
  press: (gesture, place) => ({
    ...envelopeOf(gesture, place),
    kind: 'pressed',
    token: gesture.token,
    ...(gesture.value === undefined ? {} : { value: gesture.value }),
  }),
  submit: (gesture, place) => ({
    ...envelopeOf(gesture, place),
    kind: 'submitted',
    session: gesture.session,
    answers: gesture.answers,
  }),
  open: (gesture, place) => (place.chatKind === 'direct' ? { ...envelopeOf(gesture, place), kind: 'opened' } : null),
};

export function inboundOf(gesture: Gesture, place: Place): Inbound | null {
  // The table pairs each kind with its own row; the compiler cannot follow the pairing through the lookup.
  const row = rows[gesture.kind] as Row<Gesture['kind']>;
  return row(gesture, place);
}

function envelopeOf(gesture: Gesture, place: Place) {
  return {
    key: gesture.key,
    workspaceId: place.workspaceId,
    actor: { externalId: gesture.as, displayName: place.displayName },
    chat: { externalId: gesture.chat, kind: place.chatKind },
  };
}

const slash = /^\s*\/(?:gongyu|共育)(?=\s|$)\s*/iu;
const mention = /^\s*@?(?:共育|gongyu)(?=[\s，,：:]|$)[\s，,：:]*/iu;

/** Whether the line is a slash command, so that nobody but its writer sees it. */
export function isCommand(text: string): boolean {
  return slash.test(text);
}

/** What of a line is for the bot: a command anywhere, everything in a direct chat, after its name in a group. */
function addressed(
  written: string,
  chatKind: Place['chatKind'],
): { readonly kind: 'said' | 'commanded'; readonly text: string } | null {
  const text = cleanText(written);
  if (isCommand(text)) {
    const rest = text.replace(slash, '');
    if (rest.length > commandLength) throw new Refusal('sandbox.textTooLong', { limit: commandLength });
    return { kind: 'commanded', text: rest };
  }
  if (chatKind === 'direct') return { kind: 'said', text };
  return mention.test(text) ? { kind: 'said', text: text.replace(mention, '') } : null;
}
