import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';

const signed = { SLACK_SIGNING_SECRET: 'a signing secret of the tests' };
const install = {
  SLACK_CLIENT_ID: '1000.2000',
  SLACK_CLIENT_SECRET: 'a client secret of the tests',
  SLACK_STATE_SECRET: 'a state secret of the tests',
  PUBLIC_URL: 'https://gongyu.example.edu/',
};

describe('Slack in the environment', () => {
  test('is off when nothing of it is set, and on for one workspace, for several, or for both', () => {
    expect(readConfig({}).slack).toBeNull();
    expect(readConfig({ ...signed, SLACK_BOT_TOKEN: 'xoxb-1' }).slack).toMatchObject({
      botToken: 'xoxb-1',
      install: null,
    });
    expect(readConfig({ ...signed, ...install }).slack).toMatchObject({
      botToken: null,
      install: { clientId: '1000.2000', origin: 'https://gongyu.example.edu' },
    });
    expect(readConfig({ ...install, SLACK_APP_TOKEN: 'xapp-1', SLACK_BOT_TOKEN: 'xoxb-1' }).slack).toMatchObject({
      signingSecrets: [],
      install: { clientId: '1000.2000' },
    });
  });

  test.each(Object.keys(install))('half of what installing needs is a mistake that is named: %s', (name) => {
    const rest = Object.fromEntries(Object.entries(install).filter(([key]) => key !== name));
    expect(() => readConfig({ ...signed, ...rest })).toThrow(`${name} is missing: `);
  });

  test('all that is missing is named at once, and no value is repeated', () => {
    const given = { ...signed, SLACK_CLIENT_SECRET: install.SLACK_CLIENT_SECRET };
    expect(() => readConfig(given)).toThrow(
      /SLACK_CLIENT_ID is missing.*SLACK_STATE_SECRET is missing.*PUBLIC_URL is missing/s,
    );
    expect(() => readConfig(given)).not.toThrow(install.SLACK_CLIENT_SECRET);
  });

  test('events need a way to be trusted, installed or not', () => {
    expect(() => readConfig(install)).toThrow('SLACK_SIGNING_SECRET is missing');
    expect(() => readConfig(signed)).toThrow('SLACK_BOT_TOKEN is missing');
  });

  test('Slack sends browsers back to https alone', () => {
    expect(() => readConfig({ ...signed, ...install, PUBLIC_URL: 'http://gongyu.example.edu' })).toThrow('https://');
  });

  test('a token that ends after twelve hours is told from one that can stand in the environment', () => {
    expect(() => readConfig({ ...signed, SLACK_BOT_TOKEN: 'xoxe.xoxb-1-2' })).toThrow('twelve hours');
  });
});

describe('Feishu in the environment', () => {
  const app = { LARK_APP_ID: 'cli_0123456789abcdef', LARK_APP_SECRET: 'an app secret of the tests' };
  const keys = { LARK_ENCRYPT_KEY: 'an encrypt key', LARK_VERIFICATION_TOKEN: 'a verification token' };
  const publicly = { PUBLIC_URL: 'https://gongyu.example.edu/' };

  test('is off when no app is named, and then the sandbox is on', () => {
    expect(readConfig({ LARK_DOMAIN: 'feishu', LARK_MODE: 'websocket', ...publicly })).toMatchObject({
      lark: null,
      sandbox: true,
    });
  });

  test('an id and its secret are enough for a long connection to Feishu, and the sandbox is off', () => {
    expect(readConfig(app)).toMatchObject({
      sandbox: false,
      slack: null,
      lark: {
        appId: 'cli_0123456789abcdef',
        mode: 'websocket',
        domain: 'https://open.feishu.cn',
        keys: null,
        monthlyCalls: 10_000,
      },
    });
  });

  test('events come over HTTP where there are an address and both keys, unless somebody says otherwise', () => {
    const mode = (given: Record<string, string>) => readConfig({ ...app, ...given }).lark?.mode;
    expect(mode({ ...keys, ...publicly })).toBe('webhook');
    expect(mode({ ...keys })).toBe('websocket');
    expect(mode({ ...publicly })).toBe('websocket');
    expect(mode({ ...keys, ...publicly, LARK_MODE: 'websocket' })).toBe('websocket');
    expect(mode({ ...keys, LARK_MODE: 'webhook' })).toBe('webhook');
  });

  test('the server is Feishu, Lark, or one that is named', () => {
    const domain = (LARK_DOMAIN: string) => readConfig({ ...app, LARK_DOMAIN }).lark?.domain;
    expect(domain('lark')).toBe('https://open.larksuite.com');
    expect(domain('http://127.0.0.1:9701/')).toBe('http://127.0.0.1:9701');
    expect(() => domain('dingtalk')).toThrow('LARK_DOMAIN: must be feishu, lark, or begin with http');
  });

  test.each(Object.keys({ ...app, ...keys }))('half of what HTTP needs is a mistake that is named: %s', (name) => {
    const all = { ...app, ...keys, ...publicly, LARK_MODE: 'webhook' };
    const rest = Object.fromEntries(Object.entries(all).filter(([key]) => key !== name));
    expect(() => readConfig(rest)).toThrow(`${name} is missing: `);
  });

  test('a secret without its app, and one key without the other, are mistakes in either way', () => {
    expect(() => readConfig({ LARK_APP_SECRET: app.LARK_APP_SECRET })).toThrow('LARK_APP_ID is missing');
    const { LARK_ENCRYPT_KEY } = keys;
    expect(() => readConfig({ ...app, LARK_ENCRYPT_KEY })).toThrow(/LARK_VERIFICATION_TOKEN.*leave both empty/s);
    expect(() => readConfig({ ...app, LARK_ENCRYPT_KEY })).not.toThrow(LARK_ENCRYPT_KEY);
  });

  test('an app id that Feishu would not know is found out at the start', () => {
    expect(() => readConfig({ ...app, LARK_APP_ID: 'cli_short' })).toThrow('LARK_APP_ID: must be cli_');
  });

  test('both platforms may be on together', () => {
    const both = readConfig({ ...app, ...signed, SLACK_BOT_TOKEN: 'xoxb-1' });
    expect([both.slack === null, both.lark === null, both.sandbox]).toEqual([false, false, false]);
  });
});
