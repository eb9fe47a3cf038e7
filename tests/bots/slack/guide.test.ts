import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { carryOutFor } from '../../../src/app/commands/start.js';
import { listenForCommands } from '../../../src/app/control.js';
import { neededScopes } from '../../../src/bots/slack/scopes.js';
import { environmentSchema } from '../../../src/config.js';
import { catalogue } from '../../../src/core/language/catalogue.js';
import { type Slack, startSlack } from '../../doubles/slack/slack.js';
import { gongyu } from '../../support/cli.js';
import { clockFrom, startProgram, type TestProgram } from '../../support/program.js';
import { englishRosterCsv, englishStaffCsv } from '../../support/school.js';
import { type SlackVisitor, visitSlack } from '../../support/slack-visitor.js';

const guide = readFileSync(new URL('../../../docs/guides/slack.md', import.meta.url), 'utf8');
const quoted = guide.replace(/^> /gm, '');

const team = 'T0MAPLE';
const monday = '2026-09-14T07:30:00-04:00';
const code = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/;
const none = () => expect.fail('there was no card');

/** What a step shows is what the guide says that it shows. */
function shows(actual: string | undefined, ...lines: readonly string[]): void {
  for (const line of lines) {
    expect(actual).toContain(line);
    expect(quoted).toContain(line);
  }
}

describe('the guide, walked from its fourth step on', () => {
  let folder: string;
  let slack: Slack;
  let school: TestProgram;
  let control: { close(): void };
  let frost: SlackVisitor;
  let dana: SlackVisitor;
  let helen: SlackVisitor;
  let codes = '';

  const environment = () => ({
    SLACK_BOT_TOKEN: 'xoxb-the-token-of-the-double',
    SLACK_APP_TOKEN: 'xapp-1-A0GONGYU-double',
    SLACK_API_URL: slack.apiUrl,
  });
  const run = (...words: string[]) => gongyu({ GONGYU_DATA: school.config.dataFolder, ...environment() }, ...words);
  const at = (moment: string) => school.program.timeMachine.advanceTo(new Date(moment));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongyu-guide-'));
    const users = [
      { id: 'U0FROST', name: 'Alan Frost' },
      { id: 'U0DANA', name: 'Dana Whitfield' },
      { id: 'U0HELEN', name: 'Helen Brooks' },
    ];
    const channels = [{ id: 'C0STAFF', name: 'staff', members: ['U0FROST', 'U0DANA'], bot: false }];
    slack = await startSlack(
      {
        workspaces: [{ id: team, name: 'Maple Grove', token: 'xoxb-the-token-of-the-double', users, channels }],
        clockOffsetMs: new Date(monday).getTime() - Date.now(),
      },
      join(folder, 'ledger'),
    );
    school = await startProgram('embedded', { machine: clockFrom(monday) }, environment());
    control = await listenForCommands(school.config.dataFolder, await carryOutFor(school.program));
    const visitors = visitSlack({ slack, team, settle: () => school.program.settle(30_000) });
    [frost, dana, helen] = [
      visitors.as('U0FROST', 'Alan Frost'),
      visitors.as('U0DANA', 'Dana Whitfield'),
      visitors.as('U0HELEN', 'Helen Brooks'),
    ];
    await writeFile(join(folder, 'roster.csv'), englishRosterCsv);
    await writeFile(join(folder, 'staff.csv'), englishStaffCsv);
  }, 60_000);
  afterAll(async () => {
    control?.close();
    await school?.stop();
    await slack.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('4: the school is brought in', async () => {
    const place = ['--calendar', 'US', '--zone', 'America/New_York', '--lang', 'en'];
    const roster = await run('import', join(folder, 'roster.csv'), '--school', 'Maple Grove School', ...place);
    shows(
      roster.out,
      'New school “Maple Grove School”, term Aug 24, 2026 to Dec 18, 2026 (you can change it), 80 items in the starting rubric.',
    );
    expect((await run('import', join(folder, 'staff.csv'), '--lang', 'en')).status).toBe(0);
  });

  test('5: the code makes its sender the administrator', async () => {
    shows((await frost.say('hello')).card?.text, 'I do not know you yet: please send me the code from the school');
    const [sent = ''] = code.exec((await run('invite', '--admin')).out) ?? [];
    shows(
      (await frost.say(sent)).card?.text,
      'You are in, Administrator. Welcome to Gongyu at Maple Grove School. Type “help” to see what you can do.',
    );
  });

  test('6: the staff channel is bound by somebody who has seen who reads there', async () => {
    await slack.ask({ do: 'invite', team, channel: 'C0STAFF', user: 'bot' });
    await slack.ask({ do: 'settled' });
    const { card } = await frost.command('bind', /staff/);
    const asked = await frost.press(card ?? none(), 'Staff of the whole school');
    shows(
      asked.card?.text,
      'This chat would become the staff chat of Maple Grove School.',
      'Posted here: results of classes and groups, what is missing, praise. Never a student’s minus or total.',
      'Who will see this: 2 people in the chat, 1 known, 1 unknown.',
      'Yes, bind it',
    );
    expect((await frost.press(asked.card ?? none(), 'Yes, bind it')).card?.text).toContain('Bound');
  });

  test('7: the others come in with their codes', async () => {
    codes = (await run('invite', '--staff')).out;
    for (const [name, visitor] of [['Dana Whitfield', dana] as const, ['Helen Brooks', helen] as const]) {
      const line = codes.split('\n').find((one) => one.includes(name)) ?? '';
      expect((await visitor.say(code.exec(line)?.[0] ?? '')).card?.text).toContain(`You are in, ${name}.`);
    }
    expect((await run('invite', '--class', '7B')).out.match(new RegExp(code, 'g'))?.length).toBeGreaterThan(8);
  });

  test('8: a line is recorded, the week is confirmed, the digest is approved and read', async () => {
    expect(quoted).toContain('Zoe Kim, Owen +1 homework');
    const { card } = await dana.say('Zoe Kim, Owen +1 homework');
    shows(card?.text, '2 entries to record', 'Record all 2');
    expect((await dana.press(card ?? none(), 'Record all 2')).card?.text).toContain('2 entries recorded.');
    await at('2026-09-18T16:01:00-04:00');
    const asked = await dana.find('check-in');
    shows(
      asked.text,
      '7B: week 4 check-in',
      'This week: 2 recognitions, no support entries. Nothing to add? One press submits it as it is.',
    );
    expect((await dana.press(asked, 'Submit as it is')).card?.text).toContain('Done, thank you.');
    await at('2026-09-23T18:02:00-04:00');
    const waiting = await helen.say('digest');
    shows(waiting.card?.text, '4 digests wait for your approval');
    const preview = await helen.press(waiting.card ?? none(), 'Preview', /7B.*staff/);
    await helen.press(preview.card ?? none(), 'Approve');
    await school.program.settle(30_000);
    const [posted] = (await dana.messages(/staff/)).slice(-1);
    shows(posted?.text, '7B summary, week 4', '2 recognitions, no support entries.');
  });

  test('nothing on the way was refused by Slack', () => {
    const ledger = slack.ledger();
    expect(ledger.filter((line) => line.kind === 'wrong' || line.kind === 'unplanned')).toEqual([]);
    expect(ledger.filter((line) => line.kind === 'call' && line.error !== null)).toEqual([]);
  });
});

describe('what the guide says', () => {
  test('has every scope of the manifest with its reason, and no other', () => {
    const rows = [...guide.matchAll(/^\| `([a-z_.:]+)` +\| \S.{10,}\|$/gm)].map(([, scope]) => scope);
    expect(rows.toSorted()).toEqual(neededScopes.toSorted());
  });

  test('names variables that are read', () => {
    const named = [...guide.matchAll(/\b(?:SLACK|GONGYU|PUBLIC)_[A-Z_]+\b/g)].map(([name]) => name);
    expect(named.filter((name) => !(name in environmentSchema.shape))).toEqual([]);
  });

  test('quotes what people are really told', () => {
    const told = Object.values(catalogue).map((phrase) => phrase['en-US']);
    const quotes = [...guide.matchAll(/^\| “([^”]+)”/gm)].map(([, quote = '']) => quote);
    expect(quotes.length).toBeGreaterThan(3);
    expect(quotes.filter((quote) => !told.some((sentence) => sentence.includes(quote)))).toEqual([]);
  });
});
