import { createMutation } from './mutation.js';
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
  const { below, pick, changed, torn } = createMutation(random, {
    words: [
      ...[team, bot, directChat, 'T0OTHER', 'USLACKBOT', 'form', 'home', 'modal', 'message', 'bot_message'],
      ...['<!channel>', '1790000000.000100', 'https://hooks.slack.com@evil.example/'],
    ],
    payload: () => kinds[pick(names)]?.('U0OTHER'),
  });
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
