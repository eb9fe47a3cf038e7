import type { Offers } from '../actions/offers.js';
import type { Purpose } from '../channels/bind-chat.js';
import { type ChatRef, obstacleTo, type SeenChat } from '../channels/see-chat.js';
import type { Turn } from '../inbox/turn.js';
import { say } from '../language/say.js';
import { type Action, actions, type Block, type Card, paragraph } from '../message/card.js';
import type { Channel, ChannelAudience } from '../ports/channel-store.js';
import type { ClassInfo } from '../ports/class-store.js';

/** What the cards about a chat are made with: whoever reads them, it is the same chat. */
export type BindFrame = Pick<Turn, 'school' | 'language'>;

/** Up to here the people whom nobody knows are named one by one. */
const namedAtMost = 12;

const audiences = ['staff', 'classParents', 'community'] as const satisfies readonly ChannelAudience[];

/** What is at hand when a chat is asked about. */
export interface ChatInQuestion {
  readonly at: ChatRef;
  readonly seen: SeenChat;
  readonly channel: Channel | null;
  readonly classes: readonly ClassInfo[];
}

/** “The families’ chat of 7B”, “全校的教师群”. */
export function sayPurpose(frame: BindFrame, purpose: Purpose, classes: readonly ClassInfo[]): string {
  const { language, school } = frame;
  const where = classes.find((one) => one.id === purpose.classId)?.name ?? school.name;
  return say(language, 'bind.purpose', { where, audience: say(language, `bind.${purpose.audience}`) });
}

/** Everything that the chat may be, as buttons and lists; what it may not be, with the reason. */
export function choiceCard(frame: BindFrame, offers: Offers, chat: ChatInQuestion): Card {
  const { language } = frame;
  const { at, seen, channel, classes } = chat;
  const payload = (audience: ChannelAudience) => ({ ...at, audience, classId: null });
  const blocks: Block[] = [
    paragraph(
      channel
        ? say(language, 'bind.nowBound', { purpose: sayPurpose(frame, channel, classes) })
        : say(language, 'bind.nowFree'),
    ),
  ];
  const obstacles = audiences.map((audience) => obstacleTo(audience, seen.facts));
  for (const obstacle of new Set(obstacles)) if (obstacle) blocks.push(paragraph(say(language, obstacle)));
  const can = new Set(audiences.filter((_, index) => obstacles[index] === null));
  const options = classes.map((one) => ({ value: one.id, label: one.name }));
  const lists: Action[] = [];
  if (can.has('classParents') && options.length > 0) {
    lists.push(offers.select('bind.choose', say(language, 'bind.chooseFamilies'), payload('classParents'), options));
  }
  if (can.has('staff') && options.length > 0) {
    lists.push(offers.select('bind.choose', say(language, 'bind.chooseClassStaff'), payload('staff'), options));
  }
  const buttons = (['staff', 'community'] as const)
    .filter((audience) => can.has(audience))
    .map((audience) => offers.button('bind.choose', say(language, `bind.whole.${audience}`), payload(audience)));
  if (can.size > 0) blocks.push(paragraph(say(language, 'bind.whichOne')));
  for (const one of lists) blocks.push(actions(one));
  if (buttons.length > 0) blocks.push(actions(...buttons));
  if (channel) blocks.push(actions(unbindButton(frame, offers, at)));
  return { title: titleOf(frame, seen), tone: 'plain', blocks };
}

/** What the chat would be, who would read there, and the one button that makes it so. */
export async function askCard(
  frame: BindFrame & Pick<Turn, 'ports'>,
  offers: Offers,
  chat: ChatInQuestion,
  purpose: Purpose,
): Promise<Card> {
  const { language } = frame;
  const { at, seen, channel, classes } = chat;
  const blocks: Block[] = [
    paragraph([
      { text: say(language, 'bind.wouldBe', { purpose: sayPurpose(frame, purpose, classes) }), strong: true },
    ]),
    paragraph(say(language, `bind.follows.${purpose.audience}`)),
    ...(await readersBlocks(frame, chat, purpose)),
  ];
  if (channel) {
    blocks.push(paragraph(say(language, 'bind.nowBound', { purpose: sayPurpose(frame, channel, classes) })));
  }
  const payload = { ...at, audience: purpose.audience, classId: purpose.classId };
  blocks.push(
    actions(
      offers.button('bind.confirm', say(language, 'bind.confirm'), payload, { style: 'primary' }),
      offers.button('bind.other', say(language, 'bind.other'), { ...at }),
    ),
  );
  return { title: titleOf(frame, seen), tone: 'attention', blocks };
}

/** How many people are there and how many of them nobody knows, by name while they are few. */
async function readersBlocks(
  frame: BindFrame & Pick<Turn, 'ports'>,
  { at, seen }: ChatInQuestion,
  purpose: Purpose,
): Promise<Block[]> {
  const { ports, school, language } = frame;
  const unseen = seen.facts ? [] : [paragraph(say(language, 'bind.unseen'))];
  if (!seen.facts && seen.members.length === 0) return unseen;
  const ids = seen.members.map((one) => one.externalId);
  const place = { ...purpose, schoolId: school.id, workspaceId: at.workspaceId };
  const known = await ports.database.channels.knownAmong(place, ids);
  const unknown = seen.members.filter((one) => !known.has(one.externalId));
  const figures = { members: ids.length, known: ids.length - unknown.length, unknown: unknown.length };
  const blocks = [...unseen, paragraph(say(language, 'digest.readers', figures))];
  const named = unknown.flatMap((one) => one.displayName ?? []);
  if (unknown.length === 0 || unknown.length > namedAtMost) return blocks;
  const nameless = unknown.length - named.length;
  const names = nameless > 0 ? [...named, say(language, 'digest.nameless', { count: nameless })] : named;
  return [...blocks, paragraph(say(language, 'digest.unknownNames', { names }))];
}

function unbindButton({ language }: BindFrame, offers: Offers, at: ChatRef): Action {
  return offers.button(
    'bind.none',
    say(language, 'bind.unbind'),
    { ...at },
    {
      confirm: {
        question: say(language, 'bind.unbindAsk'),
        yes: say(language, 'bind.unbind'),
        no: say(language, 'common.cancel'),
      },
    },
  );
}

function titleOf({ language }: BindFrame, { name }: SeenChat): string {
  return name === null ? say(language, 'bind.titleNameless') : say(language, 'bind.title', { name });
}
