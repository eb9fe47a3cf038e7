import { z } from 'zod';
import { roleKinds } from '../access/role.js';
import { languages } from '../language/language.js';

/** 'HH:MM' on a wall clock. */
const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A moment of every day or week. Zones change their clocks between 00:00 and 03:00: no such moment may be named. */
const dailyTime = wallTime.refine((time) => time >= '03:00', { params: { why: 'early' } });

const quietHoursSchema = z.object({
  from: wallTime.default('21:00'),
  to: wallTime.default('07:00'),
  alsoOnFreeDays: z.boolean().default(false),
});

/** A moment counted from the last school day of the week. */
const momentSchema = z.object({ schoolDaysAfter: z.int().min(0).max(10), at: dailyTime });

const roundSchema = z.object({
  opensAt: dailyTime.default('16:00'),
  locksAt: dailyTime.default('18:00'),
  reminders: z
    .array(momentSchema)
    .max(6)
    .default([
      { schoolDaysAfter: 0, at: '20:00' },
      { schoolDaysAfter: 1, at: '07:40' },
      { schoolDaysAfter: 1, at: '16:30' },
    ]),
  /** Who is told when a class has not answered by then; announced to the class one reminder earlier. */
  escalation: z
    .union([z.literal(false), momentSchema.extend({ to: z.enum(['gradeHead', 'studentAffairs', 'principal']) })])
    .default(false),
  /** Nothing is escalated before this week of the school's use of Gongyu. */
  escalationFromWeek: z.int().min(1).max(60).default(3),
});

const bandSchema = z.object({
  /** 'excellent', 'good', 'fair', 'care' have names in the catalogue; another key needs a label. */
  key: z.string().regex(/^[a-z][a-zA-Z0-9]{0,30}$/),
  from: z.number().min(-10_000).max(10_000),
});

/** Words of the school's own for its offices, roles and bands: 德育处 for 政教处, "Dean" for "Student affairs". */
const labelSchema = z.partialRecord(z.enum(languages), z.string().trim().min(1).max(30));

const emergencyNumberSchema = z.object({
  name: z.partialRecord(z.enum(languages), z.string().trim().min(1).max(60)),
  number: z.string().regex(/^[0-9+() -]{2,30}$/),
});

/** Everything about the product that a school decides for itself, each with the default it starts with. */
export const settingsSchema = z.object({
  /** Conduct points at the start of a month. */
  base: z.number().min(0).max(1000).multipleOf(0.5).default(100),
  /** The total never goes below this; null = no floor. */
  clampAt: z.number().min(-1000).max(1000).multipleOf(0.5).nullable().default(0),
  /** Below this running monthly total the homeroom teacher is told. Nothing follows by itself. */
  line: z.number().min(-1000).max(1000).multipleOf(0.5).default(60),
  /** Highest first; the last one takes everything below. */
  bands: z
    .array(bandSchema)
    .min(1)
    .max(8)
    .default([
      { key: 'excellent', from: 90 },
      { key: 'good', from: 80 },
      { key: 'fair', from: 60 },
      { key: 'care', from: 0 },
    ])
    .refine((bands) => bands.every((band, i) => i === 0 || band.from < (bands[i - 1]?.from ?? 0)), {
      params: { why: 'order' },
    }),
  /** How far one member can move the group's mean in a week. */
  memberEffectCap: z.number().min(0.5).max(100).multipleOf(0.5).default(5),
  /** School days after the week's last one, in which the round may still be changed. */
  correctionWindowDays: z.int().min(1).max(10).default(3),
  /** School days in which a proposal can be confirmed. */
  proposalDays: z.int().min(1).max(10).default(2),
  /** A week with fewer school days is short. */
  shortWeekDays: z.int().min(1).max(6).default(2),
  shortWeek: z.enum(['skip', 'run']).default('skip'),
  /** 1 = Monday; schools with lessons every Saturday add 6. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5]),
  quietHours: quietHoursSchema.prefault({}),
  round: roundSchema.prefault({}),
  /** Private notes to guardians, on the last school day of the week. */
  notes: z
    .object({
      at: dailyTime.default('18:00'),
      /** Whether a guardian is written to in a week in which nothing was recorded. */
      nothingNew: z.boolean().default(true),
    })
    .prefault({}),
  /** Prompts that one person gets in a week over all features; what exceeds it is merged or waits. */
  promptBudget: z.int().min(1).max(50).default(5),
  /** Audiences outside staff start switched off; an administrator switches each on after a previewed week. */
  audiences: z.object({ classParents: z.boolean().default(false), guardians: z.boolean().default(false) }).prefault({}),
  /** Whether a digest to a group waits for a person's yes. */
  approvals: z.object({ digests: z.boolean().default(true) }).prefault({}),
  labels: z
    .object({
      roles: z.partialRecord(z.enum(roleKinds), labelSchema).default({}),
      bands: z.record(z.string().max(31), labelSchema).default({}),
    })
    .prefault({}),
  emergency: z
    .object({
      /** Empty: the national numbers of the school's public calendar. */
      numbers: z.array(emergencyNumberSchema).max(8).default([]),
      /** Told at any hour when a message may mean danger. Two are wanted; with none, the administrators are told. */
      alertPersonIds: z.array(z.string().min(1).max(100)).max(2).default([]),
    })
    .prefault({}),
  /** Dormitory checks and items for boarders. */
  dormitory: z.boolean().default(false),
});

export type Settings = z.infer<typeof settingsSchema>;
export type Band = Settings['bands'][number];

/** What a school starts with. */
export const defaultSettings: Settings = settingsSchema.parse({});

/** The band of a total; below the last band's `from` it is still the last one. */
export function bandOf(total: number, bands: readonly Band[]): string {
  return (bands.find((band) => total >= band.from) ?? bands.at(-1))?.key ?? '';
}
