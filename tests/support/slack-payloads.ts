// What Slack sends, one of each kind, as docs.slack.dev shows it (2026) and with the fields that it adds in fact.

export const team = 'T0YUXIN';
export const bot = 'UBOT0YUXIN';
export const wang = 'U0WANG';
export const directChat = 'D0WANG';
export const groupChat = 'C0STAFF';

type Fields = Readonly<Record<string, unknown>>;

let count = 0;
const unique = () => (++count).toString(36).toUpperCase().padStart(8, '0');

export function event(event: Fields & { readonly type: string }, envelope: Fields = {}) {
  return {
    token: 'not-used-any-more',
    team_id: team,
    context_team_id: team,
    context_enterprise_id: null,
    api_app_id: 'A0GONGYU',
    event: { event_ts: '1790000000.000100', ...event },
    type: 'event_callback',
    event_id: `Ev${unique()}`,
    event_time: 1_790_000_000,
    authorizations: [{ enterprise_id: null, team_id: team, user_id: bot, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false,
    event_context: `4-${unique()}`,
    ...envelope,
  };
}

export function directMessage(text: string, parts: Fields = {}, envelope: Fields = {}) {
  const ts = `1790000000.${unique().replace(/\D/g, '1').slice(-6)}`;
  const said = { type: 'message', channel: directChat, channel_type: 'im', user: wang, team, text, ts };
  return event({ ...said, client_msg_id: `3f2b-${unique()}`, blocks: [], ...parts }, envelope);
}

export function mention(text: string, parts: Fields = {}, envelope: Fields = {}) {
  const said = { type: 'app_mention', channel: groupChat, user: wang, team, text, ts: `1790000001.${unique()}` };
  return event({ ...said, client_msg_id: `4f2b-${unique()}`, ...parts }, envelope);
}

export function command(text: string, parts: Fields = {}) {
  return {
    token: 'not-used-any-more',
    team_id: team,
    team_domain: 'yuxin',
    channel_id: groupChat,
    channel_name: 'privategroup',
    user_id: wang,
    user_name: 'wang',
    command: '/gongyu',
    text,
    api_app_id: 'A0GONGYU',
    is_enterprise_install: 'false',
    response_url: `https://hooks.slack.com/commands/${team}/${unique()}`,
    trigger_id: `397700885554.47445629121.${unique()}`,
    ...parts,
  };
}

const person = { id: wang, username: 'wang', name: 'wang', team_id: team };
const interactive = (type: string) => ({
  type,
  user: person,
  api_app_id: 'A0GONGYU',
  token: 'not-used-any-more',
  team: { id: team, domain: 'yuxin' },
  enterprise: null,
  is_enterprise_install: false,
});

/** A button of a message in the direct chat. */
export function press(action_id: string, parts: Fields = {}) {
  return {
    ...interactive('block_actions'),
    trigger_id: `397700885554.47445629121.${unique()}`,
    container: { type: 'message', message_ts: '1790000000.000200', channel_id: directChat, is_ephemeral: false },
    channel: { id: directChat, name: 'directmessage' },
    message: { type: 'message', user: bot, bot_id: 'B0YUXIN', ts: '1790000000.000200', text: 'a card' },
    state: { values: {} },
    response_url: `https://hooks.slack.com/actions/${team}/${unique()}`,
    actions: [
      {
        action_id,
        block_id: 'b1',
        text: { type: 'plain_text', text: 'OK' },
        type: 'button',
        action_ts: `1790000002.${unique()}`,
      },
    ],
    ...parts,
  };
}

export function choose(action_id: string, value: string) {
  const { actions, ...rest } = press(action_id);
  const selected_option = { text: { type: 'plain_text', text: 'one' }, value };
  return { ...rest, actions: actions.map((action) => ({ ...action, type: 'static_select', selected_option })) };
}

export interface SentForm {
  readonly session?: string;
  readonly page?: number;
  readonly pages?: number;
  readonly values?: Fields;
  readonly callback?: string;
  readonly view?: Fields;
}

export function submission(form: SentForm = {}, parts: Fields = {}) {
  const { session = 's-1', page = 0, pages = 1, callback = 'form', view = {} } = form;
  const { values = { note: { value: { type: 'plain_text_input', value: 'good' } } } } = form;
  const blocks = Object.keys(values).map((block_id) => ({
    type: 'input',
    block_id,
    label: { type: 'plain_text', text: block_id },
    element: { type: 'plain_text_input', action_id: 'value' },
  }));
  return {
    ...interactive('view_submission'),
    trigger_id: `397700885554.47445629121.${unique()}`,
    view: {
      id: 'V0FORM',
      team_id: team,
      type: 'modal',
      hash: '1790000003.AbCdEfGh',
      callback_id: callback,
      private_metadata: JSON.stringify({ session, page, pages }),
      title: { type: 'plain_text', text: 'A form' },
      blocks,
      state: { values },
      root_view_id: 'V0FORM',
      app_installed_team_id: team,
      app_id: 'A0GONGYU',
      bot_id: 'B0YUXIN',
      ...view,
    },
    response_urls: [],
    ...parts,
  };
}

export function shortcut(parts: Fields = {}) {
  const rest = { callback_id: 'unheard-of', action_ts: '1790000004.1', trigger_id: `397700885554.${unique()}` };
  return { ...interactive('shortcut'), ...rest, ...parts };
}

export function messageShortcut(parts: Fields = {}) {
  return {
    ...shortcut(),
    type: 'message_action',
    channel: { id: groupChat, name: 'staff' },
    message: { type: 'message', user: wang, ts: '1790000000.1', text: 'hello' },
    message_ts: '1790000000.1',
    response_url: `https://hooks.slack.com/app/${team}/${unique()}`,
    ...parts,
  };
}

export function viewClosed() {
  const { view } = submission();
  return { ...interactive('view_closed'), view, is_cleared: false };
}

/** As it is posted: events as JSON, commands and everything interactive as forms. */
export function wire(payload: object): { readonly body: string; readonly contentType: string } {
  const { type, command: name } = payload as { readonly type?: string; readonly command?: string };
  if (name === undefined && (type === 'event_callback' || type === 'url_verification')) {
    return { body: JSON.stringify(payload), contentType: 'application/json' };
  }
  const fields =
    name === undefined
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([field, value]) => [field, String(value)]));
  return { body: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded' };
}
