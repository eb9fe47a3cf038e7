import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const url = (schemes: readonly string[]) =>
  z.string().refine((text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)), {
    message: `must begin with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });

/** Feishu outside China. */
export const larkAbroad = 'https://open.larksuite.com';
const larkServers = new Map([
  ['feishu', 'https://open.feishu.cn'],
  ['lark', larkAbroad],
]);

/** Every variable of the environment that the program reads, and nothing else does. */
export const environmentSchema = z.object({
  /** The data folder of the embedded mode. */
  GONGYU_DATA: z.string().min(1).default('./data'),
  /** Key of what is encrypted and signed; made on the first start of an embedded school, required with DATABASE_URL. */
  GONGYU_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  GONGYU_SECRET_PREVIOUS: z.string().min(32, 'must have at least 32 characters').optional(),
  /** Where the data must stay: CN, US, UK, EU … */
  GONGYU_REGION: z.string().min(2).default('CN'),
  PORT: port.default(3000),
  /** The address that listens; everything but the own machine must be asked for. */
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: url(['http', 'https']).optional(),
  DATABASE_URL: url(['postgres', 'postgresql']).optional(),
  REDIS_URL: url(['redis', 'rediss']).optional(),
  /** Slack: the bot's token (xoxb-…) of an app in one workspace. */
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith(
      'xoxb-',
      'must begin with xoxb- (Slack: OAuth & Permissions). One that begins with xoxe. ends after twelve hours: let the workspace install the app instead, see docs/guides/slack.md',
    )
    .optional(),
  /** With it Slack's requests are checked; the one before it, while it is being replaced. */
  SLACK_SIGNING_SECRET: z.string().min(16, 'must have at least 16 characters (Slack: Basic Information)').optional(),
  SLACK_SIGNING_SECRET_PREVIOUS: z.string().min(16, 'must have at least 16 characters').optional(),
  /** Its presence selects Socket Mode (xapp-…, with connections:write). */
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'must begin with xapp- (Slack: Basic Information)').optional(),
  /** Together with PUBLIC_URL they let workspaces install the app by themselves. */
  SLACK_CLIENT_ID: z.string().min(3).optional(),
  SLACK_CLIENT_SECRET: z.string().min(16, 'must have at least 16 characters (Slack: Basic Information)').optional(),
  /** Signs what comes back from Slack's consent page; any text that nobody can guess. */
  SLACK_STATE_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  /** Another server than Slack's, for tests. */
  SLACK_API_URL: url(['http', 'https']).optional(),
  /** Feishu or Lark: the self-built app (企业自建应用) of one tenant; `gongyu feishu add` brings further ones. */
  LARK_APP_ID: z
    .string()
    .regex(/^cli_[0-9a-fA-F]{16}$/, 'must be cli_ and sixteen digits of 0-9 and a-f (Feishu: 凭证与基础信息)')
    .optional(),
  LARK_APP_SECRET: z.string().min(16, 'must have at least 16 characters (Feishu: 凭证与基础信息)').optional(),
  /** With both of them requests are checked; a long connection needs neither. */
  LARK_ENCRYPT_KEY: z.string().min(8, 'must have at least 8 characters (Feishu: 事件与回调 › 加密策略)').optional(),
  LARK_VERIFICATION_TOKEN: z
    .string()
    .min(8, 'must have at least 8 characters (Feishu: 事件与回调 › 加密策略)')
    .optional(),
  /** feishu: in China · lark: elsewhere · or another server, for tests. */
  LARK_DOMAIN: z
    .string()
    .refine((text) => larkServers.has(text) || /^https?:\/\//.test(text), {
      message: 'must be feishu, lark, or begin with http:// or https://',
    })
    .default('feishu'),
  /** How events come in; by itself over HTTP where PUBLIC_URL and the two keys are set, else by a long connection. */
  LARK_MODE: z.enum(['webhook', 'websocket']).optional(),
  /** Calls that Feishu allows the organisation in a month; 0: as many as one likes, as paid editions do. */
  LARK_MONTHLY_CALLS: z.coerce.number().int().min(0).default(10_000),
  /** '1' keeps the sandbox on beside a real platform. */
  SANDBOX: z.enum(['0', '1']).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

export type Environment = z.infer<typeof environmentSchema>;

/** What the program runs with. */
export interface Config {
  readonly mode: 'embedded' | 'postgres';
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly secret: string | null;
  readonly previousSecret: string | null;
  readonly region: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  readonly slack: SlackConfig | null;
  readonly lark: LarkConfig | null;
  readonly sandbox: boolean;
  readonly logLevel: Environment['LOG_LEVEL'];
}

export interface SlackConfig {
  /** Of the one workspace that the operator installed the app in; null: workspaces install it by themselves. */
  readonly botToken: string | null;
  /** The current one first. Empty with Socket Mode alone. */
  readonly signingSecrets: readonly string[];
  readonly appToken: string | null;
  readonly apiUrl: string | null;
  /** Set: workspaces may install the app by themselves. */
  readonly install: SlackInstallConfig | null;
}

export interface SlackInstallConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** PUBLIC_URL without a slash at its end. */
  readonly origin: string;
}

export interface LarkConfig {
  /** Of the first app; others are kept in the database. */
  readonly appId: string;
  readonly appSecret: string;
  /** How the events of every app come in. */
  readonly mode: 'webhook' | 'websocket';
  /** An absolute URL without a slash at its end. */
  readonly domain: string;
  /** With what requests for the first app are checked; null: it has a long connection, and none are let in. */
  readonly keys: LarkKeys | null;
  /** Of one organisation; null: Feishu counts none. */
  readonly monthlyCalls: number | null;
}

export interface LarkKeys {
  readonly encryptKey: string;
  readonly verificationToken: string;
}

/** A variable that cannot be used as it stands; the message names it and says what to do, never its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** @throws ConfigError naming each variable and its remedy. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(
      `Check these variables of the environment (.env.example explains each):\n${lines.join('\n')}`,
    );
  }
  const env = parsed.data;
  if (env.DATABASE_URL && !env.GONGYU_SECRET) {
    throw new ConfigError(
      'GONGYU_SECRET is required together with DATABASE_URL: make one with  openssl rand -base64 32  and keep it outside the database.',
    );
  }
  if (env.REDIS_URL && !env.DATABASE_URL) {
    throw new ConfigError(
      'REDIS_URL needs DATABASE_URL: the embedded database brings its own queue. Set both or neither.',
    );
  }
  const slack = readSlack(env);
  const lark = readLark(env);
  return {
    mode: env.DATABASE_URL ? 'postgres' : 'embedded',
    dataFolder: env.GONGYU_DATA,
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    secret: env.GONGYU_SECRET ?? null,
    previousSecret: env.GONGYU_SECRET_PREVIOUS ?? null,
    region: env.GONGYU_REGION,
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL ?? null,
    slack,
    lark,
    sandbox: env.SANDBOX === undefined ? slack === null && lark === null : env.SANDBOX === '1',
    logLevel: env.LOG_LEVEL,
  };
}

/** Slack is on when its variables are set; half of them is a mistake that somebody should hear of. */
function readSlack(env: Environment): SlackConfig | null {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: secret, SLACK_APP_TOKEN: appToken } = env;
  const install = readSlackInstall(env);
  if (!botToken && !secret && !appToken && !install) return null;
  if (!botToken && !install) {
    throw new ConfigError(
      'SLACK_BOT_TOKEN is missing: copy it from Slack, OAuth & Permissions (xoxb-…). For several workspaces set SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET and PUBLIC_URL in its place.',
    );
  }
  if (!secret && !appToken) {
    throw new ConfigError(
      'SLACK_SIGNING_SECRET is missing: copy it from Slack, Basic Information. With Socket Mode, SLACK_APP_TOKEN takes its place.',
    );
  }
  const signingSecrets = [secret, env.SLACK_SIGNING_SECRET_PREVIOUS].filter((one) => one !== undefined);
  const apiUrl = env.SLACK_API_URL ?? null;
  return { botToken: botToken ?? null, signingSecrets, appToken: appToken ?? null, apiUrl, install };
}

/** All four or none; each that is missing is named. */
function readSlackInstall(env: Environment): SlackInstallConfig | null {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_STATE_SECRET: stateSecret } = env;
  if (!clientId && !clientSecret && !stateSecret) return null;
  const { PUBLIC_URL: publicUrl } = env;
  if (clientId && clientSecret && stateSecret && publicUrl) {
    const { protocol, hostname } = new URL(publicUrl);
    // Slack sends browsers back to https alone, and they give the cookie back there alone.
    if (protocol !== 'https:' && hostname !== '127.0.0.1' && hostname !== 'localhost') {
      throw new ConfigError('PUBLIC_URL must begin with https:// for workspaces to install the app from Slack.');
    }
    return { clientId, clientSecret, stateSecret, origin: publicUrl.replace(/\/+$/, '') };
  }
  const missing = [
    clientId ? null : 'SLACK_CLIENT_ID is missing: copy it from Slack, Basic Information.',
    clientSecret ? null : 'SLACK_CLIENT_SECRET is missing: copy it from Slack, Basic Information.',
    stateSecret ? null : 'SLACK_STATE_SECRET is missing: make one with  openssl rand -base64 32',
    publicUrl ? null : 'PUBLIC_URL is missing: the https:// address under which Slack and browsers reach this server.',
  ];
  throw new ConfigError(
    ['For workspaces to install the app by themselves:', ...missing.filter((one) => one !== null)].join('\n'),
  );
}

/** Feishu is on when an app is named; each part that is missing is named. */
function readLark(env: Environment): LarkConfig | null {
  const { LARK_APP_ID: appId, LARK_APP_SECRET: appSecret, LARK_DOMAIN: server } = env;
  const { LARK_ENCRYPT_KEY: encryptKey, LARK_VERIFICATION_TOKEN: verificationToken } = env;
  if (!appId && !appSecret && !encryptKey && !verificationToken) return null;
  const keys = encryptKey && verificationToken ? { encryptKey, verificationToken } : null;
  const mode = env.LARK_MODE ?? (keys && env.PUBLIC_URL ? 'webhook' : 'websocket');
  const keysWanted = mode === 'webhook' || encryptKey !== undefined || verificationToken !== undefined;
  if (appId && appSecret && (keys || !keysWanted)) {
    const domain = larkServers.get(server) ?? server.replace(/\/+$/, '');
    const monthlyCalls = env.LARK_MONTHLY_CALLS === 0 ? null : env.LARK_MONTHLY_CALLS;
    return { appId, appSecret, mode, domain, keys, monthlyCalls };
  }
  const where = 'copy it from the developer console of Feishu';
  const missing = [
    appId ? null : `LARK_APP_ID is missing: ${where}, 凭证与基础信息 (cli_…).`,
    appSecret ? null : `LARK_APP_SECRET is missing: ${where}, 凭证与基础信息.`,
    keysWanted && !encryptKey
      ? `LARK_ENCRYPT_KEY is missing: ${where}, 事件与回调 › 加密策略; make one there if it is empty.`
      : null,
    keysWanted && !verificationToken ? `LARK_VERIFICATION_TOKEN is missing: ${where}, 事件与回调 › 加密策略.` : null,
    // Said where somebody may have meant the other way.
    keysWanted && !keys
      ? 'A long connection (LARK_MODE=websocket) needs neither of these two keys: leave both empty.'
      : null,
  ];
  throw new ConfigError(missing.filter((one) => one !== null).join('\n'));
}
