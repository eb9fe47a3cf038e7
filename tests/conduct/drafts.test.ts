import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cancelDraft, changeDraft, confirmDraft, expireDrafts, openDraft } from '../../src/core/conduct/drafts.js';
import type {
  EntriesReading,
  LineReading,
  QuestionReading,
  Target,
} from '../../src/core/conduct/quick-entry/reading.js';
import type { RubricItem } from '../../src/core/conduct/rubric.js';
import type { Refusal } from '../../src/core/errors.js';
import { type ConductSchool, makeSchool, movePupil, plainRubric } from '../support/conduct-school.js';
import { describeBackends, openTestDatabase, type TestDatabase } from '../support/database.js';

const today = '2026-09-15' as const;
const since = '2026-09-01' as const;

describeBackends('a preview that waits for a yes', (backend) => {
  let database: TestDatabase;
  let world: ConductSchool;

  beforeAll(async () => {
    database = await openTestDatabase({ backend });
  });
  beforeEach(async () => {
    world = await makeSchool(database, {
      today,
      termFrom: since,
      since,
      classes: { '701': { G1: ['林小满', '周一鸣'], G2: ['陈可'] }, '702': { G3: ['王也'] } },
    });
  });
  afterAll(() => database.close());

  const entries = (names: readonly string[], code: string, points: number, over: Partial<EntriesReading> = {}) =>
    ({
      kind: 'entries',
      source: { line: 0, text: names.join('、') },
      targets: names.map((name): Target => ({ kind: 'pupil', classId: world.id('701'), pupilId: world.id(name) })),
      wholes: [],
      itemId: world.id(code),
      points,
      as: 'give',
      note: null,
      exact: true,
      ...over,
    }) satisfies EntriesReading;
  const question: QuestionReading = {
    kind: 'question',
    source: { line: 1, text: '小明 迟到' },
    about: 'who',
    said: '小明',
    options: [],
    draft: { slots: [], whats: [], about: 'item', said: '迟到', askWhat: false, note: null, exact: true },
  };

  const rubric = () => world.ports.database.rubric.list(world.school.id, today);
  const open = async (lines: readonly LineReading[], sourceKey = 'message') =>
    openDraft(world.ports, {
      school: world.school,
      personId: world.teacherId,
      sourceKey,
      reading: { lines, unread: null },
      rubric: await rubric(),
      occurredOn: today,
    });
  const confirm = (draftId: string, version: number, personId = world.teacherId) =>
    confirmDraft(world.ports, { school: world.school, personId, draftId, version });
  const written = async () =>
    (await world.ports.database.conduct.ofSource(world.school.id, 'message')).map(
      (entry) => `${world.nameOf(entry.subject.id)} ${entry.points} ${entry.familyText}`,
    );
  const replaceItem = async (code: string, changed: Partial<RubricItem>) => {
    const item = plainRubric.find((one) => one.code === code);
    if (!item) throw new Error(code);
    await world.ports.database.rubric.end(world.school.id, [world.id(code)], today);
    const next = { ...item, ...changed, id: world.id(`${code} new`) };
    await world.ports.database.rubric.add(world.school.id, [next], today, 9);
  };

  test('records exactly what stood in it, once, however often the button is pressed', async () => {
    const draft = await open([entries(['林小满', '周一鸣'], 'MINUS', -1), entries(['陈可'], 'PLUS', 2)]);
    const presses = await Promise.all([confirm(draft.id, 1), confirm(draft.id, 1), confirm(draft.id, 1)]);
    expect(presses.map((press) => press.kind === 'recorded' && press.again).sort()).toEqual([false, true, true]);
    expect(await written()).toEqual(['林小满 -1 迟到', '周一鸣 -1 迟到', '陈可 2 帮助同学']);
    expect(draft.lines.map((line) => line.points)).toEqual([-1, -1, 2]);
  });

  test('the same message gives the same preview', async () => {
    const first = await open([entries(['林小满'], 'PLUS', 1)]);
    expect(await open([entries(['陈可'], 'PLUS', 1)])).toEqual(first);
  });

  test('belongs to its writer', async () => {
    const draft = await open([entries(['林小满'], 'PLUS', 1)]);
    const key = await confirm(draft.id, 1, 'somebody').catch((error: Refusal) => error.key);
    expect(key).toBe('conduct.notYourDraft');
    expect(await written()).toEqual([]);
  });

  test('is gone after a day, and nothing is recorded', async () => {
    const draft = await open([entries(['林小满'], 'PLUS', 1)]);
    const other = await open([entries(['陈可'], 'PLUS', 1)], 'other');
    world.setTime('2026-09-16', '11:59');
    expect(await expireDrafts(world.ports, world.school)).toBe(0);
    world.setTime('2026-09-16', '12:00');
    expect((await confirm(draft.id, 1)).kind).toBe('expired');
    expect(await expireDrafts(world.ports, world.school)).toBe(1);
    expect((await confirm(other.id, 1)).kind).toBe('expired');
    expect(await written()).toEqual([]);
  });

  test('a cancelled one records nothing', async () => {
    const draft = await open([entries(['林小满'], 'PLUS', 1)]);
    const cancel = () =>
      cancelDraft(world.ports, { school: world.school, personId: world.teacherId, draftId: draft.id });
    expect([await cancel(), await cancel()]).toEqual([true, false]);
    expect((await confirm(draft.id, 1)).kind).toBe('cancelled');
  });

  test('a press on an older card records nothing and shows the present one', async () => {
    const draft = await open([entries(['林小满'], 'PLUS', 1), question]);
    const answered = await changeDraft(world.ports, {
      school: world.school,
      personId: world.teacherId,
      draft,
      reading: { lines: [entries(['林小满'], 'PLUS', 1), entries(['陈可'], 'MINUS', -1)], unread: null },
      rubric: await rubric(),
    });
    expect(answered).toMatchObject({ version: 2, lines: { length: 2 } });
    expect(await confirm(draft.id, 1)).toEqual({ kind: 'changed', draft: answered });
    expect(await written()).toEqual([]);
    expect((await confirm(draft.id, 2)).kind).toBe('recorded');
  });

  test('clear lines are recorded while a question stays open, and what it settles to is recorded after them', async () => {
    const draft = await open([entries(['林小满'], 'PLUS', 1), question]);
    const first = await confirm(draft.id, 1);
    const rest = first.kind === 'recorded' ? first.rest : null;
    expect(rest).toMatchObject({ state: 'open', version: 2, lines: [], recorded: 1, reading: { lines: [question] } });
    expect(await confirm(draft.id, 1)).toMatchObject({ kind: 'recorded', again: true });
    if (!rest) throw new Error('nothing is left');
    await changeDraft(world.ports, {
      school: world.school,
      personId: world.teacherId,
      draft: rest,
      reading: { lines: [entries(['陈可'], 'MINUS', -1)], unread: null },
      rubric: await rubric(),
    });
    const second = await confirm(draft.id, 3);
    expect(second).toMatchObject({ kind: 'recorded', rest: null, entries: { length: 1 } });
    expect(await written()).toEqual(['林小满 1 帮助同学', '陈可 -1 迟到']);
  });

  test('a changed rubric is asked again with its new points; points of the writer’s own stay', async () => {
    const draft = await open([entries(['林小满'], 'MINUS', -1), entries(['周一鸣'], 'MINUS', -3)]);
    await replaceItem('MINUS', { points: -2, nameZh: '迟到五分钟' });
    const asked = await confirm(draft.id, 1);
    expect(asked.kind).toBe('changed');
    expect(await written()).toEqual([]);
    expect((await confirm(draft.id, 2)).kind).toBe('recorded');
    expect(await written()).toEqual(['林小满 -2 迟到五分钟', '周一鸣 -3 迟到五分钟']);
  });

  test('an item that has become serious, or is gone, is left out of what is asked again', async () => {
    const draft = await open([entries(['林小满'], 'MINUS', -1), entries(['周一鸣'], 'PLUS', 1)]);
    await replaceItem('MINUS', { serious: true });
    const asked = await confirm(draft.id, 1);
    expect(asked.kind === 'changed' && asked.draft.lines.map((line) => line.itemCode)).toEqual(['PLUS']);
    expect((await confirm(draft.id, 2)).kind).toBe('recorded');
    expect(await written()).toEqual(['周一鸣 1 帮助同学']);
  });

  test('a pupil who has left the class since is left out of what is asked again', async () => {
    const draft = await open([entries(['林小满', '周一鸣'], 'PLUS', 1)]);
    await movePupil(database, world, '周一鸣', { className: '702', group: 'G3' }, today);
    const asked = await confirm(draft.id, 1);
    expect(asked.kind === 'changed' && asked.draft.lines.map((line) => world.nameOf(line.subject.id))).toEqual([
      '林小满',
    ]);
    expect((await confirm(draft.id, 2)).kind).toBe('recorded');
    expect(await written()).toEqual(['林小满 1 帮助同学']);
  });

  test('"everybody in the group" is asked again when somebody has left the group since', async () => {
    const whole = { wholes: [{ kind: 'group' as const, id: world.id('G1') }] };
    const draft = await open([entries(['林小满', '周一鸣'], 'PLUS', 1, whole)]);
    await movePupil(database, world, '周一鸣', { group: 'G2' }, today);
    const asked = await confirm(draft.id, 1);
    expect(asked.kind === 'changed' && asked.draft.lines).toHaveLength(1);
    expect((await confirm(draft.id, 2)).kind).toBe('recorded');
    expect(await written()).toEqual(['林小满 1 帮助同学']);
  });

  test('what a checker wrote becomes proposals', async () => {
    const draft = await open([entries(['林小满'], 'PLUS', 1), entries(['周一鸣'], 'MINUS', -1, { as: 'propose' })]);
    const done = await confirm(draft.id, 1);
    expect(done).toMatchObject({ kind: 'recorded', entries: { length: 1 }, proposals: { length: 1 } });
  });
});
