import type { DayOverride, SchoolTerm } from '../calendar/school-calendar.js';
import type { Language } from '../language/language.js';

/** Schools, their calendar as they entered it, and where they live on the platforms. */
export interface SchoolStore {
  list(): Promise<readonly SchoolRecord[]>;
  find(schoolId: string): Promise<SchoolRecord | null>;
  create(school: NewSchool): Promise<void>;
  /** Replaces the settings document. */
  setSettings(schoolId: string, settings: unknown): Promise<void>;
  calendarOf(schoolId: string): Promise<CalendarRecord>;
  addTerm(schoolId: string, term: SchoolTerm & { readonly name: string }): Promise<void>;
  setDay(id: string, schoolId: string, day: DayOverride): Promise<void>;
  confirmYear(id: string, schoolId: string, year: number, confirmedById: string | null, now: Date): Promise<void>;
  /** The workspaces of the school's tenant that are in use. */
  workspacesOf(schoolId: string): Promise<readonly WorkspaceRecord[]>;
  findWorkspace(workspaceId: string): Promise<WorkspaceRecord | null>;
  /** Every workspace in use, and whether it lets us in. */
  workspaces(): Promise<readonly { readonly id: string; readonly platform: string; readonly open: boolean }[]>;
  /** Known already, it is in use and open again. */
  addWorkspace(workspace: WorkspaceRecord): Promise<void>;
  /** Compare and set: false when it was so already. The reason is the platform's code. */
  setOpen(workspaceId: string, open: boolean, reason: string | null, now: Date): Promise<boolean>;
}

export interface SchoolRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  /** IANA zone. */
  readonly zone: string;
  readonly language: Language;
  /** Which public calendar it follows: CN, US, GB … */
  readonly calendar: string;
  readonly demo: boolean;
  readonly settings: unknown;
  readonly createdAt: Date;
}

export interface NewSchool extends SchoolRecord {
  readonly tenantName: string;
  /** Where the tenant's data must stay. */
  readonly region: string;
}

export interface CalendarRecord {
  readonly terms: readonly (SchoolTerm & { readonly name: string })[];
  readonly overrides: readonly DayOverride[];
  readonly confirmedYears: readonly number[];
}

export interface WorkspaceRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly platform: string;
  readonly externalId: string;
  readonly name: string;
}
