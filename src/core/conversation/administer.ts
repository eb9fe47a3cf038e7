import { may } from '../access/may.js';
import type { Turn } from '../inbox/turn.js';

/** Whether the speaker administers the school: people, bindings, settings. */
export function mayAdminister({ speaker, school, today }: Pick<Turn, 'speaker' | 'school' | 'today'>): boolean {
  return may(speaker.roles, 'administer', { schoolId: school.id, gradeId: '', classId: '', groupId: null }, today);
}
