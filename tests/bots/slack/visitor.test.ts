import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../doubles/slack/slack.js';
import { type SlackVisitor, visitSlack } from '../../support/slack-visitor.js';

const team = 'T0YUXIN';
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const button = (text: string, action_id: string) => ({ type: 'button' as const, text: plain(text), action_id });
const pages = [1, 2].map((page) => ({
  type: 'modal' as const,
  callback_id: 'form',
  private_metadata: JSON.stringify({ session: 's-1', page }),
  title: plain(`Page ${page}`),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input' as const,
      block_id: `score:${page}`,
      label: plain(`Score of group ${page}`),
      element: { type: 'number_input' as const, action_id: 'value', is_decimal_allowed: true, max_value: '10' },
    },
  ],
}));

let slack: Slack;
let app: Server;
let folder: string;
let wang: SlackVisitor;
const submitted: unknown[] = [];

/** A small app that answers as ours does: at once with "received", and then in the chat. */
async function answerTo(client: WebClient, body: string): Promise<{ now?: object; later?: () => Promise<unknown> }> {
  const payload = new URLSearchParams(body).get('payload');
  if (payload === null) {
    const { event } = JSON.parse(body);
    if (event.bot_id || event.subtype) return {};
    const blocks = [
      { type: 'section' as const, text: plain(`you said: ${event.text}`) },
      { type: 'actions' as const, elements: [button('Fill in', 'fill'), button('Done', 'done')] },
    ];
    const { channel, user } = event;
    if (event.channel_type === 'im') return { later: () => client.chat.postMessage({ channel, text: 'said', blocks }) };
    if (event.type !== 'app_mention') return {};
    return { later: () => client.chat.postEphemeral({ channel, user, text: 'let us talk in private' }) };
  }
  const { type, actions, trigger_id, view, response_url } = JSON.parse(payload);
  if (type === 'view_submission') {
    submitted.push(view.state.values);
    const [, second] = pages;
    return JSON.parse(view.private_metadata).page === 1 ? { now: { response_action: 'update', view: second } } : {};
  }
  if (actions[0].action_id === 'fill')
    return { later: () => client.views.open({ trigger_id, view: pages[0] as never }) };
  const done = JSON.stringify({ replace_original: true, text: 'all done' });
  const headers = { 'content-type': 'application/json' };
  return { later: () => fetch(response_url, { method: 'POST', headers, body: done }) };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongyu-slack-'));
  const users = [{ id: 'U0WANG', name: '王芳' }];
  const channels = [{ id: 'C0FAMILIES', name: '七年级1班-家长群', members: ['U0WANG'] }];
  slack = await startSlack(
    { workspaces: [{ id: team, name: 'Yuxin', token: 'xoxb-1', users, channels }], limits: { perChannelMs: 0 } },
    join(folder, 'ledger'),
  );
  const client = new WebClient('xoxb-1', { slackApiUrl: slack.apiUrl });
  const url = await new Promise<string>((resolve) => {
    app = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', async () => {
        const { now, later } = await answerTo(client, Buffer.concat(chunks).toString());
        response.end(now ? JSON.stringify(now) : '');
        await later?.();
      });
    }).listen(0, '127.0.0.1', () => {
      const address = app.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/slack/events`);
    });
  });
  await slack.ask({ do: 'connect', url });
  wang = visitSlack({ slack, team, settle: async () => {} }).as('U0WANG', '王芳');
});
afterAll(async () => {
  app.close();
  await slack.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a visitor says something in the direct chat and reads the card that answers it', async () => {
  const { card } = await wang.say('林小满 +2');
  expect(card?.text).toContain('you said: 林小满 +2');
  expect(card?.text).toContain('Fill in');
  expect((await wang.messages()).map((one) => one.author)).toEqual(['U0WANG', 'bot']);
});

test('a visitor mentions the app in a group and is answered alone', async () => {
  const { card } = await wang.say('@共育 周一鸣 -1', /1班/);
  expect(card).toMatchObject({ alone: true, text: 'let us talk in private' });
});

test('a visitor fills in a form of two pages, and what the client refuses is an error at its field', async () => {
  const { form } = await wang.press(await wang.find('you said'), 'Fill in');
  expect(form).toMatchObject({ session: 's-1', title: 'Page 1', fields: [{ id: 'score:1' }] });
  expect(form?.html).toMatch(/data-field="score:1"/);
  expect(Object.keys((await wang.submit('s-1', { 'score:1': 99 })).errors ?? {})).toEqual(['score:1']);
  await wang.submit('s-1', { 'score:1': 9, 'score:2': 8.5 });
  expect(submitted).toEqual([
    { 'score:1': { value: { type: 'number_input', value: '9' } } },
    { 'score:2': { value: { type: 'number_input', value: '8.5' } } },
  ]);
});

test('a pressed card changes where it stands, and its buttons are gone', async () => {
  const before = await wang.find('you said');
  const { card } = await wang.press(before, 'Done');
  expect(card).toMatchObject({ ref: before.ref, text: 'all done' });
  await expect(wang.press(await wang.find('all done'), 'Done')).rejects.toThrow('No button Done');
});
