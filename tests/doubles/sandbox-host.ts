import { type CastPerson, directChat, type SandboxHost, type SandboxState } from '../../src/bots/sandbox/host.js';
import type { ChatView } from '../../src/bots/sandbox/wire.js';
import { Refusal } from '../../src/core/errors.js';
import type { Language } from '../../src/core/language/language.js';

/** A small made-up school for tests of the page: three people, one group chat, a clock that does as it is told. */
export interface ScriptedHost extends SandboxHost {
  readonly asked: { readonly what: string; readonly with: unknown }[];
  state_: SandboxState;
}

const people: readonly CastPerson[] = [
  person('wang', '王丽', '初一1班 班主任', 'homeroom', true),
  person('liu', '刘芳', '欧阳子涵、欧阳子墨 的妈妈', 'guardian', true),
  person('zhao', '赵强', '校长', 'leader', false),
];

export const group: ChatView = {
  id: 'group-71',
  kind: 'group',
  title: '初一1班 家长群',
  audience: '班级家长',
  members: 41,
};

export function createScriptedHost(): ScriptedHost {
  const languages = new Map<string, Language>();
  const asked: ScriptedHost['asked'][number][] = [];
  const cast = () => people.map((one) => ({ ...one, language: languages.get(one.externalId) ?? one.language }));
  const host: ScriptedHost = {
    asked,
    state_: {
      workspaceId: 'w',
      empty: false,
      demo: true,
      schoolName: '青禾实验学校',
      zone: 'Asia/Shanghai',
      now: new Date('2026-09-20T03:30:00Z'),
      week: 3,
      next: { at: new Date('2026-09-20T10:00:00Z'), label: '本周登记开放' },
      clockMoves: true,
      administratorCodeNeeded: false,
    },
    state: async () => host.state_,
    cast: async () => ({ people: cast() }),
    seat: async (externalId) => {
      const found = cast().find((one) => one.externalId === externalId);
      if (!found) return null;
      const direct: ChatView = { id: directChat(externalId), kind: 'direct', title: '共育', audience: '', members: 2 };
      return { workspaceId: 'w', person: found, chats: externalId === 'zhao' ? [direct] : [direct, group] };
    },
    look: async (_workspaceId, chat) => {
      if (chat !== group.id) return null;
      const members = people.map(({ externalId, name }) => ({ externalId, displayName: name, guest: false }));
      return { name: group.title, openTo: 'nobody', archived: false, members };
    },
    setLanguage: async (externalId, language) => {
      languages.set(externalId, language);
    },
    playDemo: async (language, report) => {
      asked.push({ what: 'demo', with: language });
      report('one');
      report('two');
    },
    importRoster: async (file, _language, report) => {
      asked.push({ what: 'roster', with: { ...file, bytes: Buffer.from(file.bytes).toString('utf8') } });
      report('reading');
      return { ok: !file.fileName.startsWith('bad'), lines: ['186'] };
    },
    clock: {
      toNext: async (_language, report) => {
        asked.push({ what: 'next', with: null });
        report('2026-09-20 18:00');
      },
      to: async (wall) => {
        asked.push({ what: 'to', with: wall });
        if (wall < '2026-09-20T11:30') throw new Refusal('sandbox.notUnderstood');
      },
    },
  };
  return host;
}

function person(
  externalId: string,
  name: string,
  roleLabel: string,
  personGroup: CastPerson['group'],
  featured: boolean,
): CastPerson {
  return { externalId, name, roleLabel, group: personGroup, language: 'zh-CN', featured };
}
