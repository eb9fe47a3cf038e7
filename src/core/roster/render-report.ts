import type { Language } from '../language/language.js';
import { say, sayList } from '../language/say.js';
import { groupBy } from './group-by.js';
import type { RosterIssue } from './issue.js';
import type { RosterReport } from './report.js';

/** Issues of one kind that are listed one by one; of a wrong column in a long file the rest are counted. */
const listedEach = 20;

/** A report as lines of plain text: what happened, what was read, what changes, then every issue with its place. */
export function renderRosterReport(report: RosterReport, language: Language): string[] {
  const counted = (severity: RosterIssue['severity']) =>
    report.issues.filter((issue) => issue.severity === severity).length;
  const count = report.outcome === 'asked' ? counted('question') : counted('error');
  const lines = [say(language, `roster.report.${report.outcome}`, { count })];
  for (const sheet of report.sheets) {
    lines.push(
      say(language, 'roster.report.sheet', { name: sheet.name, kind: sheet.kind ?? 'none', rows: sheet.rows }),
    );
    if (sheet.unread.length > 0) {
      lines.push(say(language, 'roster.report.unread', { columns: sayList(language, sheet.unread) }));
    }
  }
  if (report.counts && report.outcome !== 'unchanged') {
    const { pupils, guardians, staff, gradesAdded, classesAdded, groupsAdded } = report.counts;
    const kinds = new Set(report.sheets.map((sheet) => sheet.kind));
    if (kinds.has('pupils')) lines.push(say(language, 'roster.report.pupils', { ...pupils }));
    if (guardians.added + guardians.changed + guardians.unchanged + guardians.notInFile > 0) {
      lines.push(say(language, 'roster.report.guardians', { ...guardians }));
    }
    if (kinds.has('staff')) lines.push(say(language, 'roster.report.staff', { ...staff }));
    if (gradesAdded + classesAdded + groupsAdded > 0) {
      const places = { grades: gradesAdded, classes: classesAdded, groups: groupsAdded };
      lines.push(say(language, 'roster.report.places', places));
    }
  }
  for (const severity of ['error', 'question', 'warning'] as const) {
    const issues = report.issues.filter((issue) => issue.severity === severity);
    for (const same of groupBy(issues, (issue) => issue.code).values()) {
      for (const issue of same.slice(0, listedEach)) lines.push(...renderRosterIssue(issue, language));
      const rest = same.length - listedEach;
      const word = say(language, `roster.report.${severity}`);
      if (rest > 0) lines.push(say(language, 'roster.report.more', { count: rest, severity: word }));
    }
  }
  return lines;
}

/** One issue with its place and remedy; a question is followed by the key that accepts it. */
function renderRosterIssue(issue: RosterIssue, language: Language): string[] {
  const severity = say(language, `roster.report.${issue.severity}`);
  const text = sayRosterIssue(issue, language);
  const line = issue.place
    ? say(language, 'roster.report.issue', { severity, text, place: sayPlace(issue.place, language) })
    : say(language, 'roster.report.issueAnywhere', { severity, text });
  return issue.question ? [line, say(language, 'roster.report.key', { key: issue.question })] : [line];
}

/** What is wrong and what to do, without the place. */
export function sayRosterIssue(issue: RosterIssue, language: Language): string {
  const value = shorten(issue.value ?? '');
  return say(language, `roster.issue.${issue.code}`, { value, ...issue.params });
}

function sayPlace(place: NonNullable<RosterIssue['place']>, language: Language): string {
  const { letter, header } = place.column ?? { letter: 'none', header: '' };
  return say(language, 'roster.report.place', { sheet: place.sheet, row: place.row ?? 0, letter, header });
}

function shorten(value: string): string {
  const signs = [...value];
  return signs.length > 60 ? `${signs.slice(0, 60).join('')}…` : value;
}
