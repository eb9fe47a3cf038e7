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
