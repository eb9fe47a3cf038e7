import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenStage, Stage } from '../support/messengers.js';
import { blemishesOf } from '../support/readability.js';
import type { Visitor } from '../support/sandbox-visitor.js';
import { englishRosterCsv, englishStaffCsv } from '../support/school.js';

// A term of an American school began on Monday, August 24, 2026; its week 4 has five school days.
const monday = '2026-09-14T07:30:00-04:00';
const bytes = (text: string) => new TextEncoder().encode(text);

/** An American school, from the import of its roster to the answers of its families. */
export function englishStory(open: OpenStage): void {
  let school: Stage;
  let page: Stage['page'];
  let dana: Visitor;
  let principal: Visitor;
  let nora: Visitor;

  beforeAll(async () => {
    school = await open(monday, 'en-US');
    page = school.page;
  }, 60_000);
  afterAll(() => school?.stop());

  test('an English roster is imported and everybody is told about it in English', async () => {
    const roster = { dryRun: false, schoolName: 'Maple Grove School' };
    const imported = await page.importRoster(bytes(englishRosterCsv), 'roster.csv', roster);
    expect(imported.ok, imported.lines.join('\n')).toBe(true);
    const staff = await page.importRoster(bytes(englishStaffCsv), 'staff.csv', { dryRun: false });
    expect(staff.ok, staff.lines.join('\n')).toBe(true);
    dana = await page.as('Dana Whitfield');
    principal = await page.as('Helen Brooks');
    nora = await page.as("Nora O'Brien");
  });

  test('lines are read as American teachers type them, and two Marias are asked about', async () => {
    const { card } = await dana.say("O'Brien +2 helping\nmaria late\nZoe, Owen +1 homework\nJordan Reed +1 duty");
    expect(card?.text).toContain("Liam O'Brien  +2");
    const maria = await dana.press(card ?? fail(), 'Maria Santos');
    const jordan = await dana.press(maria.card ?? fail(), /Jordan Reed \(no\. 5\)/);
    const recorded = await dana.press(jordan.card ?? fail(), /Record/);
    expect(recorded.card?.text).toContain('5 entries recorded.');
    expect(recorded.card?.text).toMatch(/Maria Santos {2}−1/);
  });

  test('what cannot be read is named with what to do about it', async () => {
    const { card } = await dana.say('Bob +1\nZoe +99\nOwen fighting\nGroup 1 all -1 littering\n7C Zoe +1');
    for (const reason of ['no “Bob”', 'At most', 'Serious matters', 'Nobody loses points']) {
      expect(card?.text).toContain(reason);
    }
    await dana.press(card ?? fail(), 'Report privately');
    await dana.press(card ?? fail(), 'Do not record');
  });

  test('the week is answered, approved and read by a family with children in two classes', async () => {
    const admin = await page.as('Alan Frost');
    let card = (await admin.say('settings')).card;
    card = (await admin.press(card ?? fail(), 'Turn on')).card;
    await admin.press(card ?? fail(), 'Turn on');
    await page.to('2026-09-18T16:01');
    const asked = await dana.find('week 4 check-in');
    expect((await dana.press(asked, 'One by one')).card?.text).toContain('Group 1');
    const form = await dana.press((await dana.say('week')).card ?? fail(), 'Score the groups');
    const fields = [...(form.form?.html ?? '').matchAll(/data-field="(score:[^"]+)"/g)].map((match) => match[1] ?? '');
    const scores = Object.fromEntries(fields.map((field, index) => [field, 9 - index / 2]));
    const sent = await dana.submit(form.form?.session ?? '', { ...scores, remark: 'Great teamwork' });
    expect(sent.card?.text).toContain('Done, thank you.');
    await page.to('2026-09-18T20:01');
    expect((await (await page.as('Marcus Hale')).find('still open')).text).toContain('8A');
    const note = await nora.find('Week 4');
    expect(note.text).toContain("Liam O'Brien (7B)");
    expect(note.text).toContain("Ella O'Brien (8A)");
    await page.to('2026-09-23T18:02');
    const preview = await principal.press(await principal.find('wait for your approval'), 'Preview', /7B.*families/);
    expect(preview.card?.text).toContain('Who will see this');
    await principal.press(preview.card ?? fail(), 'Approve');
    await school.program.settle(20_000);
    expect((await nora.find('weekly digest, week 4', /7B/)).text).not.toMatch(/Maria|−1/);
  });

  test('every report, help and answer can be asked for', async () => {
    for (const words of ['report week', 'report missing', 'report deliveries', 'report class 7B', 'why', 'help']) {
      for (const who of [dana, principal]) expect((await who.say(words)).card?.text, words).toBeTruthy();
    }
    for (const words of ['week', 'undo', 'digest', 'settings', 'bind parents 7B', 'gibberish']) await dana.say(words);
    for (const words of ['week', 'why', 'help', 'settings', 'report week', 'undo']) await nora.say(words);
    const asked = await nora.say('Can Liam bring his bike?');
    expect(asked.card?.text).toContain('homeroom teacher has your message');
    expect((await nora.say('My son says he wants to die')).card?.text).toContain('988');
    const stranger = await page.stranger();
    await stranger.say('hello');
    await stranger.say('link ABCD-EFGH-JKMN');
  });

  test('everything that anybody was shown is English without a blemish', async () => {
    await page.to('2026-09-24T08:00');
    await page.state();
    for (const one of await page.everybody()) await one.desk();
    expect(blemishesOf(page.told(), 'en-US')).toEqual([]);
  });
}

function fail(): never {
  return expect.fail('there is no card');
}
