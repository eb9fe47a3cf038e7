import { type CastChat, type CastPerson, directChat, type Seat } from '../bots/sandbox/host.js';
import type { PersonGroup } from '../bots/sandbox/wire.js';
import type { RoleKind } from '../core/access/role.js';
import type { LocalDate } from '../core/calendar/local-date.js';
import type { Language } from '../core/language/language.js';
import { say } from '../core/language/say.js';
import { sayMember } from '../core/people/say-member.js';
import type { Channel } from '../core/ports/channel-store.js';
import type { Member } from '../core/ports/people-store.js';
import type { Ports } from '../core/ports/ports.js';
import type { SchoolRecord } from '../core/ports/school-store.js';
import { todayIn } from '../core/school/school.js';
import { parseSettings } from '../core/settings/parse-settings.js';
import type { Settings } from '../core/settings/settings.js';
import { newcomerName, newcomerSeat, sandboxWorkspaceId } from './sandbox-seats.js';

/** Everybody who can be played, and the chats each of them has. */
export interface SandboxCast {
  everybody(school: SchoolRecord, language: Language): Promise<readonly CastPerson[]>;
  seat(school: SchoolRecord, externalId: string, language: Language): Promise<Seat | null>;
}

/** Which of a person's roles the page groups them by: the one that a newcomer would name first. */
const groupOf: readonly (readonly [RoleKind, PersonGroup])[] = [
  ['principal', 'leader'],
  ['administrator', 'leader'],
  ['studentAffairs', 'leader'],
  ['gradeHead', 'leader'],
  ['homeroomTeacher', 'homeroom'],
  ['checker', 'checker'],
  ['mentor', 'teacher'],
  ['subjectTeacher', 'teacher'],
];

/** What it takes to say who somebody is. */
interface Frame {
  readonly school: SchoolRecord;
  readonly workspaceId: string;
  readonly settings: Settings;
  /** The names of the school's classes, by id. */
  readonly places: ReadonlyMap<string, string>;
  readonly today: LocalDate;
  readonly language: Language;
}

export function createCast(ports: Pick<Ports, 'database' | 'clock'>): SandboxCast {
  const { database } = ports;

  async function frameOf(school: SchoolRecord, language: Language): Promise<Frame> {
    const today = todayIn(school, ports.clock.school());
    const classes = await database.classes.list(school.id, today);
    return {
      school,
      workspaceId: sandboxWorkspaceId(school.tenantId),
      settings: parseSettings(school.settings),
      places: new Map(classes.map((one) => [one.id, one.name])),
      today,
      language,
    };
  }

  /** Whoever sits there; the newcomer's seat is nobody's until an invitation has been used in it. */
  async function personAt(frame: Frame, externalId: string): Promise<CastPerson | null> {
    const { school, workspaceId, today } = frame;
    const person = await database.people.findByAccount(workspaceId, externalId);
    const member = person && (await database.people.member(school.id, person.id, today));
    if (member) return castPerson(frame, member, externalId);
    return externalId === newcomerSeat ? newcomer(frame) : null;
  }

  return {
    async everybody(school, language) {
      const frame = await frameOf(school, language);
      const members = await database.people.everybody(school.id, frame.today);
      const accounts = await database.people.accountsOf(members.map((member) => member.person.id));
      const seated = new Map<string, string>();
      for (const one of accounts) {
        const first = one.workspaceId === frame.workspaceId && !seated.has(one.personId);
        if (first) seated.set(one.personId, one.externalId);
      }
      const firsts = new Set<string>();
      const people = members.flatMap((member): CastPerson[] => {
        const externalId = seated.get(member.person.id);
        if (!externalId) return [];
        const kind = kindOf(member);
        const featured = kind !== null && !firsts.has(kind);
        if (kind !== null) firsts.add(kind);
        return [{ ...castPerson(frame, member, externalId), featured }];
      });
      const met = people.some((person) => person.externalId === newcomerSeat);
      return met ? people : [...people, newcomer(frame)];
    },
    async seat(school, externalId, language) {
      const frame = await frameOf(school, language);
      const person = await personAt(frame, externalId);
      if (!person) return null;
      const direct: CastChat = {
        id: directChat(externalId),
        kind: 'direct',
        title: say(language, 'school.direct'),
        audience: say(language, 'school.directReaders'),
        members: 2,
      };
      const groups = (await database.channels.chatsOf(school.id, frame.workspaceId, externalId)).map(
        ({ channel, members }): CastChat => ({
          id: channel.externalId,
          kind: 'group',
          title: channel.name,
          audience: audienceText(frame, channel),
          members,
        }),
      );
      return { workspaceId: frame.workspaceId, person, chats: [direct, ...groups] };
    },
  };
}

function castPerson(frame: Frame, member: Member, externalId: string): CastPerson {
  return {
    externalId,
    name: member.person.name,
    roleLabel: labelOf(frame, member),
    group: groupFor(member),
    language: member.person.language ?? frame.school.language,
    featured: false,
  };
}

function newcomer({ school, language }: Frame): CastPerson {
  return {
    externalId: newcomerSeat,
    name: newcomerName(language),
    roleLabel: say(language, 'school.somebodyNewRole'),
    group: 'other',
    language: school.language,
    featured: false,
  };
}

function labelOf({ settings, places, language }: Frame, member: Member): string {
  return sayMember(member, places, settings, language) || say(language, 'school.restricted');
}

/** What makes somebody worth trying once: the kind of role, or how many children; null where there is nothing to try. */
function kindOf({ roles, children }: Member): string | null {
  const role = groupOf.find(([kind]) => roles.some((one) => one.kind === kind));
  if (role) return role[0];
  return children.length > 0 ? `guardian of ${Math.min(children.length, 2)}` : null;
}

function groupFor({ roles }: Member): PersonGroup {
  return groupOf.find(([kind]) => roles.some((one) => one.kind === kind))?.[1] ?? 'guardian';
}

function audienceText({ places, language }: Frame, { audience, classId }: Channel): string {
  if (audience !== 'classParents') return say(language, 'school.readersStaff');
  return say(language, 'school.readersParents', { className: places.get(classId ?? '') ?? '' });
}
