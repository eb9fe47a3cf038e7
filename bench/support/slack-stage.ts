import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { type Slack, startSlack } from '../../tests/doubles/slack/slack.js';
import type { Signed } from './gestures.js';

// The fake Slack that the measured program talks to, without limits, and the gestures as Slack signs them.

export const signingSecret = 'a-signing-secret-for-measuring';
const team = 'T0BENCH';
const token = 'xoxb-bench';

export const slackEnvironment = (slack: Slack) => ({
  SLACK_BOT_TOKEN: token,
  SLACK_SIGNING_SECRET: signingSecret,
  SLACK_API_URL: slack.apiUrl,
});

export function openSlackDouble(folder: string, users: number): Promise<Slack> {
  return startSlack(
    {
      app: { signingSecret },
      workspaces: [
        {
          ...{ id: team, name: 'Measured', token },
          users: Array.from({ length: users }, (_, index) => ({ id: `U0T${index}`, name: `teacher${index}` })),
        },
      ],
      limits: {
        perChannelMs: 0,
        postsPerMinute: 1e9,
        tiers: 0,
        responseUrlUses: 1e9,
        responseUrlMs: 1e9,
        triggerMs: 1e9,
      },
      push: { echo: false },
    },
    join(folder, 'slack.jsonl'),
  );
}

/** Where a person's answers go: an address for answers, the direct chat, and a message of ours in it. */
export interface Place {
  readonly user: string;
  readonly responseUrl: string;
  readonly channel: string;
  readonly ts: string;
}

/** Slack itself gives out the addresses, with commands that a listener of ours takes in the program's place. */
export async function placesOf(slack: Slack, users: readonly string[]): Promise<readonly Place[]> {
  const heard: URLSearchParams[] = [];
  const listener = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    heard.push(new URLSearchParams(Buffer.concat(chunks).toString()));
    response.end();
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  await slack.ask({ do: 'connect', url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/` });
  const places: Place[] = [];
  for (const user of users) {
    await slack.ask({ do: 'command', team, user, channel: 'direct', text: 'help' });
    const given = heard.pop();
    const posted = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: user, text: 'A card to press.' }),
    });
    const { channel, ts } = (await posted.json()) as { channel: string; ts: string };
    places.push({ user, responseUrl: given?.get('response_url') ?? '', channel, ts });
  }
  await slack.ask({ do: 'connect', url: null });
  listener.close();
  return places;
}

function sign(fields: Readonly<Record<string, string>>): Signed {
  const body = new URLSearchParams(fields).toString();
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
  };
}

const trigger = () => `397700885554.47445629121.${randomUUID()}`;

export function command({ user, channel, responseUrl }: Place, text: string): Signed {
  return sign({
    token: 'not-used-any-more',
    team_id: team,
    team_domain: 'measured',
    channel_id: channel,
    channel_name: 'directmessage',
    user_id: user,
    user_name: user,
    command: '/gongyu',
    text,
    api_app_id: 'A0GONGYU',
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: trigger(),
  });
}

const interactive = (type: string, user: string) => ({
  type,
  user: { id: user, username: user, name: user, team_id: team },
  api_app_id: 'A0GONGYU',
  token: 'not-used-any-more',
  team: { id: team, domain: 'measured' },
  enterprise: null,
  is_enterprise_install: false,
  trigger_id: trigger(),
});

export function press({ user, channel, ts, responseUrl }: Place, actionId: string): Signed {
  const payload = {
    ...interactive('block_actions', user),
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
    channel: { id: channel, name: 'directmessage' },
    message: { type: 'message', user: 'UBOT0BENCH', bot_id: 'B0BENCH', ts, text: 'A card to press.' },
    state: { values: {} },
    response_url: responseUrl,
    actions: [
      {
        type: 'button',
        action_id: actionId,
        block_id: 'b1',
        text: { type: 'plain_text', text: '确认', emoji: false },
        action_ts: `${Date.now() / 1_000}`,
      },
    ],
  };
  return sign({ payload: JSON.stringify(payload) });
}

export function submission({ user }: Place, session: string): Signed {
  const words = '只需要带水杯和一把雨伞，其他东西学校都准备好了。';
  const payload = {
    ...interactive('view_submission', user),
    view: {
      id: `V${randomUUID().slice(0, 12)}`,
      team_id: team,
      type: 'modal',
      callback_id: 'form',
      private_metadata: JSON.stringify({ session, page: 0, pages: 1 }),
      hash: `${Date.now()}.abc`,
      title: { type: 'plain_text', text: '回复家长', emoji: false },
      blocks: [
        {
          type: 'input',
          block_id: 'text',
          label: { type: 'plain_text', text: '回复', emoji: false },
          element: { type: 'plain_text_input', action_id: 'text', multiline: true, max_length: 2_000 },
        },
      ],
      state: { values: { text: { text: { type: 'plain_text_input', value: words } } } },
      app_id: 'A0GONGYU',
      app_installed_team_id: team,
    },
    response_urls: [],
  };
  return sign({ payload: JSON.stringify(payload) });
}
