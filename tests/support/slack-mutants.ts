import type { Random } from './random.js';
import {
  bot,
  choose,
  command,
  directChat,
  directMessage,
  event,
  groupChat,
  mention,
  messageShortcut,
  press,
  shortcut,
  submission,
  team,
  viewClosed,
  wire,
} from './slack-payloads.js';

export interface Mutant {
  readonly what: string;
  readonly body: Buffer;
  readonly contentType: string;
}

/**
 * A body that Slack might send, from somebody of their own, changed in a few places: values of other types, missing and
 * doubled keys, ids that are none, texts that no database takes, cut and torn bytes.
 */
export function createMutants(random: Random, hook: (name: string) => string): (number: number) => Mutant {
  const below = (size: number) => Math.floor(random.next() * size);
  const pick = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T;

  const kinds: Readonly<Record<string, (user: string) => object>> = {
    said: (user) => directMessage('林小满 +2 帮扶', { user }),
    mention: (user) => mention(`<@${bot}> 本周 <https://school.example|x> &amp;`, { user }),
    command: (user_id) => command('report 七年级', { user_id, response_url: hook('command') }),
    press: (user) => press('token-1', { user: { id: user, team_id: team }, response_url: hook('press') }),
    choose: (user) => ({
      ...choose('token-2', 'v-1'),
      user: { id: user, team_id: team },
      response_url: hook('choose'),
    }),
    inView: (user) => ({
      ...press('token-3', { user: { id: user, team_id: team }, response_url: undefined, channel: undefined }),
      container: { type: 'view', view_id: 'V0HOME' },
      view: { id: 'V0HOME', type: pick(['home', 'modal']) },
    }),
    form: (user) => submission({ page: below(2), pages: 2 }, { user: { id: user, team_id: team } }),
    shortcut: (user) => shortcut({ user: { id: user } }),
    messageShortcut: (user) => messageShortcut({ user: { id: user }, response_url: hook('shortcut') }),
    closed: () => viewClosed(),
    opened: (user) => event({ type: 'app_home_opened', user, channel: directChat, tab: 'home' }),
    joined: (user) => event({ type: 'member_joined_channel', user, channel: groupChat, inviter: user }),
    renamed: () => event({ type: 'channel_rename', channel: { id: groupChat, name: '三班' } }),
    archived: (user) => event({ type: 'channel_archive', channel: groupChat, user }),
    changed: (id) => event({ type: 'user_change', user: { id, deleted: true, profile: { email: 'a@b.example' } } }),
    uninstalled: () => event({ type: 'app_uninstalled' }),
    revoked: () => event({ type: 'tokens_revoked', tokens: { oauth: [], bot: [bot] } }),
    reaction: (user) =>
      event({ type: 'reaction_added', user, item: { type: 'message', channel: groupChat, ts: '1.2' } }),
    subteam: (user) => event({ type: 'subteam_created', subteam: { id: 'S1', created_by: user } }),
    executed: () => event({ type: 'function_executed', function_execution_id: 'Fx1', inputs: {} }),
    verification: () => ({ type: 'url_verification', token: 'x', challenge: '3eZbrw1a' }),
    limited: () => ({ type: 'app_rate_limited', team_id: team, minute_rate_limited: 1_790_000_000 }),
  };
  const names = Object.keys(kinds);

  const oddities: readonly (() => unknown)[] = [
    ...['', ' ', '\0', 'a\0b', '\ud800', '\udfff x', '\u202e\u200b', '__proto__', '<!channel>', "'; DROP TABLE x;--"],
    ...['x'.repeat(300), '汉'.repeat(5_000), '😀'.repeat(2_100), '1790000000.000100', 'null', '[object Object]', '%00'],
    ...[team, bot, directChat, 'T0OTHER', 'USLACKBOT', 'form', 'home', 'modal', 'message', 'bot_message', 'true'],
    ...['file:///etc/passwd', 'http://127.0.0.1:1/', 'https://hooks.slack.com@evil.example/', 'http://[::1]:1/', '//'],
    ...[0, -1, 1.5, 1e308, 2 ** 53, true, false, null, undefined],
  ].map((value) => () => value);
  const structures: readonly (() => unknown)[] = [
    () => ({}),
    () => [],
    () => [null],
    () => ({ id: null }),
    () => ({ id: 'U1' }),
    () => JSON.parse('{"toString":1,"valueOf":1,"toJSON":1,"then":1}'),
    () => ({ length: -1, constructor: { prototype: 1 } }),
    () => JSON.parse('{"__proto__":{"id":"U1","polluted":true}}'),
    () => nested(below(500)),
    () => Array.from({ length: below(1_000) }, (_, place) => place),
    () => Object.fromEntries(Array.from({ length: below(200) }, (_, place) => [`k${place}\0`, place])),
    () => kinds[pick(names)]?.('U0OTHER'),
  ];
  const odd = () => pick(random.next() < 0.7 ? oddities : structures)();

  function nested(depth: number): unknown {
    let node: unknown = 'x';
    for (let level = 0; level < depth; level += 1) node = level % 2 ? [node] : { id: node };
    return node;
  }

  /** One change at one place of the tree. */
  function changed(payload: unknown): unknown {
    let left = below(placesOf(payload));
    const how = below(5);
    const walk = (node: unknown): unknown => {
      if (left-- === 0) return how === 0 ? [node] : how === 1 ? textOf(node) : odd();
      if (Array.isArray(node)) return node.map(walk);
      if (typeof node !== 'object' || node === null) return node;
      const entries = Object.entries(node).flatMap(([key, value]): [string, unknown][] => {
        const here = left === 0 && how > 2;
        const walked = walk(value);
        if (!here) return [[key, walked]];
        // Gone, or under another name.
        return how === 3 ? [] : [[textOf(odd()), value]];
      });
      return Object.fromEntries(entries);
    };
    return walk(payload);
  }

  function torn(bytes: Buffer): Buffer {
    let torn = Buffer.from(bytes);
    for (let times = below(4); times >= 0 && torn.length > 0; times -= 1) {
      const at = below(torn.length);
      const how = below(5);
      if (how === 0) torn[at] = below(256);
      else if (how === 1) torn = torn.subarray(0, at);
      else if (how === 2) torn = Buffer.concat([torn.subarray(0, at), torn.subarray(below(torn.length))]);
      else if (how === 3) torn = Buffer.concat([torn.subarray(0, at), Buffer.of(below(256), 0), torn.subarray(at)]);
      else
        torn = Buffer.concat([
          torn.subarray(0, at),
          Buffer.from(pick(['"', '}', '{"', ',', '%', '&', '=', '\\u0000', '\\ud800'])),
          torn.subarray(at),
        ]);
    }
    return torn;
  }

  const types = [
    'application/json',
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded; charset=utf-8',
    'text/plain',
    'multipart/form-data; boundary=x',
    '',
  ];

  return (number) => {
    const what = names[number % names.length] as string;
    let payload: unknown = kinds[what]?.(`U${number.toString(36).toUpperCase()}`);
    const changes = below(4);
    for (let time = 0; time < changes; time += 1) payload = changed(payload);
    const whole = typeof payload === 'object' && payload !== null ? payload : { payload };
    const { body, contentType } = wireAnything(whole);
    const bytes = Buffer.from(body);
    return {
      what,
      body: random.next() < 0.25 ? torn(bytes) : bytes,
      contentType: random.next() < 0.05 ? pick(types) : contentType,
    };
  };
}

/** Also what is no payload any more. */
function wireAnything(payload: object): { readonly body: string; readonly contentType: string } {
  try {
    return wire(payload);
  } catch {
    return { body: JSON.stringify(payload) ?? '', contentType: 'application/json' };
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function placesOf(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 1;
  return Object.values(node).reduce((sum: number, value) => sum + placesOf(value), 1);
}
