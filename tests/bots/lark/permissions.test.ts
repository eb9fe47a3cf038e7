import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { helpfulScopes, neededScopes } from '../../../src/bots/lark/scopes.js';
import { parseCommand } from '../../../src/core/commands/verb.js';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** As the console takes it: 权限管理 › 批量导入/导出权限. */
const importSchema = z.strictObject({
  scopes: z.strictObject({ tenant: z.array(z.string()), user: z.array(z.string()) }),
});
const { scopes } = importSchema.parse(JSON.parse(read('docs/guides/feishu-permissions.json')));

const folder = 'src/bots/lark';
const sources = readdirSync(new URL(`../../../${folder}`, import.meta.url)).filter((name) => name.endsWith('.ts'));
const called = sources.flatMap((name) =>
  [...read(`${folder}/${name}`).matchAll(/\bname: '([a-z]+\.[a-z]+)'/g)].map(([, one = '']) => one),
);
const handled = [...read(`${folder}/inbound.ts`).matchAll(/^ {2}'?([a-z_0-9.]+)'?: (?:read\w+|\(event\))/gm)].map(
  ([, name = '']) => name,
);

/** Which permission lets the app call this, or hear of it: each call's and event's own page, open.feishu.cn, 2025. */
const lets: Readonly<Record<string, readonly string[]>> = {
  'im:message:send_as_bot': [
    'message.send',
    'message.patch',
    'message.put',
    'message.delete',
    'message.ephemeral',
    'card.update',
  ],
  'im:message:send_multi_users': ['message.batch'],
  'im:message.p2p_msg:readonly': ['im.message.receive_v1'],
  'im:message.group_at_msg:readonly': ['im.message.receive_v1'],
  'im:chat:readonly': [
    'chat.look',
    'chat.list',
    'chat.members',
    'im.chat.member.bot.added_v1',
    'im.chat.member.bot.deleted_v1',
    'im.chat.member.user.added_v1',
    'im.chat.member.user.deleted_v1',
    'im.chat.updated_v1',
    'im.chat.disbanded_v1',
    'p2p_chat_create',
  ],
  'im:chat.access_event.bot_p2p_chat:read': ['im.chat.access_event.bot_p2p_chat_entered_v1'],
  'contact:contact.base:readonly': ['contact.user', 'contact.user.deleted_v3'],
  // contact/v3/users/:id leaves the address out without it.
  'contact:user.email:readonly': ['contact.user'],
  'application:app_slash_command:read': ['commands.list'],
  'application:app_slash_command:write': ['commands.create', 'commands.change', 'commands.remove'],
};
/** No feature makes these calls yet, so no school is asked for what they need. */
const unused = ['image.upload', 'file.upload', 'contact.find'];
/** With the app's own token and nothing else. */
const free = ['bot.info', 'application.bot.menu_v6', 'card.action.trigger'];

describe('the permissions that a school imports', () => {
  test('are what the program needs and what helps it, and nothing else', () => {
    expect(scopes.tenant).toEqual([...neededScopes, ...helpfulScopes].toSorted());
    expect(scopes.user).toEqual([]);
  });

  test('let it make every call and hear of every event; each is there for one of them', () => {
    expect(called.length).toBeGreaterThan(10);
    const uses = new Set([...called, ...handled]);
    const allowed = new Set(scopes.tenant.flatMap((scope) => lets[scope] ?? []));
    expect([...uses].filter((use) => !free.includes(use) && !unused.includes(use) && !allowed.has(use))).toEqual([]);
    expect(scopes.tenant.filter((scope) => !lets[scope]?.some((use) => uses.has(use)))).toEqual([]);
  });

  test('are not asked for ahead of a feature', () => {
    const folders = ['src/app/lark', 'src/app/commands', folder];
    const callers = folders.flatMap((path) =>
      readdirSync(new URL(`../../../${path}`, import.meta.url))
        .filter((name) => name.endsWith('.ts') && name !== 'web-api.ts')
        .filter((name) => /\.(uploadImage|uploadFile|findByContact)\(/.test(read(`${path}/${name}`))),
    );
    expect(callers).toEqual([]);
  });

  test('do not let it read what people say to one another', () => {
    expect(scopes.tenant).not.toContain('im:message.group_msg');
    expect(scopes.tenant.filter((scope) => /^im:message(:readonly)?$/.test(scope))).toEqual([]);
  });
});

describe('what the guide for Feishu lists', () => {
  const guide = read('docs/guides/feishu.md');
  const rows = (heading: string) =>
    [
      ...(guide.split(`\n## ${heading}`)[1]?.split('\n## ')[0] ?? '').matchAll(
        /^\| `([\w.:]+)` +\| \S.+ \| \S.+ \|$/gm,
      ),
    ].map(([, name]) => name);

  test('has every permission with its reason in both languages', () => {
    expect(rows('权限 · Permissions').toSorted()).toEqual(scopes.tenant.toSorted());
  });

  test('has every event that is understood, and no other', () => {
    expect(handled.length).toBeGreaterThan(8);
    expect(rows('事件与回调 · Events and callbacks').toSorted()).toEqual(handled.toSorted());
  });

  test('suggests a menu whose every item is a command', () => {
    const keys = [...guide.matchAll(/^\| \S+ +\| [\w ]+ \| `([a-z_]+)` +\|$/gm)].map(([, key = '']) => key);
    expect(keys).toContain('week');
    expect(keys.filter((key) => parseCommand(key) === null || key.length > 30)).toEqual([]);
  });
});
