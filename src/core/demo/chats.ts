import { sandboxIdOf } from '../people/seat.js';
import type { Channel, ChatMember } from '../ports/channel-store.js';
import type { Ids } from '../ports/clock.js';
import type { Stores } from '../ports/stores.js';
import { type DemoCast, teachersOf } from './cast.js';
import type { DemoEdition } from './edition.js';
import type { DemoPlaces } from './roster.js';

/** The class whose families' chat has members whom nobody knows: it gets no names until somebody has looked. */
const chatWithStrangers = 2;

export interface DemoChats {
  readonly schoolId: string;
  readonly workspaceId: string;
  readonly edition: DemoEdition;
  readonly cast: DemoCast;
  readonly places: DemoPlaces;
  readonly now: Date;
}

/** The chat of all staff, and one of the families of each class, with who is in them. */
export async function bindDemoChats(stores: Stores, ids: Ids, chats: DemoChats): Promise<void> {
  const { edition, cast, places, now } = chats;
  const administrator = places.staffId('administrator');
  const bind = async (channel: Pick<Channel, 'name' | 'audience' | 'classId'>, members: readonly ChatMember[]) => {
    const id = ids.next();
    const { schoolId, workspaceId } = chats;
    const externalId = `${channel.audience}-${channel.classId ?? schoolId}`;
    const bound = { id, schoolId, workspaceId, externalId, language: null, confirmedAt: null, ...channel };
    await stores.channels.bind(bound, administrator, now);
    await stores.channels.setMembers(bound, members, ids.next, now);
  };
  const staff = cast.staff.map(({ key, name }) => ({
    externalId: sandboxIdOf(places.staffId(key)),
    displayName: name,
  }));
  await bind({ name: edition.staffChannel, audience: 'staff', classId: null }, staff);
  for (const [index, { name }] of cast.classes.entries()) {
    const keys = [`homeroom${index}`, ...teachersOf(index)];
    const teachers = staff.filter((_, place) => keys.includes(cast.staff[place]?.key ?? ''));
    const strangers = edition.strangers.map((displayName, place) => ({
      externalId: `guest-${place + 1}`,
      displayName,
    }));
    await bind(
      { name: edition.parentsChannel(name), audience: 'classParents', classId: places.classIds[index] ?? '' },
      [...teachers, ...familiesOf(chats, index), ...(index === chatWithStrangers ? strangers : [])],
    );
  }
}

function familiesOf({ cast, places, edition }: DemoChats, classIndex: number): readonly ChatMember[] {
  const pupils = new Map(
    cast.pupils.filter((pupil) => pupil.classIndex === classIndex).map((pupil) => [pupil.number, pupil.name]),
  );
  return cast.guardians.flatMap((guardian) => {
    const pupil = pupils.get(guardian.pupilNumber);
    if (pupil === undefined || !guardian.inParentsChat) return [];
    const displayName = edition.chatName(pupil, guardian.relation, guardian.name);
    return [{ externalId: sandboxIdOf(places.guardianId(guardian)), displayName }];
  });
}
