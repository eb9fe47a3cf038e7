import type { Language } from '../language/language.js';
import { say, sayList } from '../language/say.js';
import type { Member } from '../ports/people-store.js';
import { sayRelation } from '../roster/relation.js';
import { sayRole } from '../settings/labels.js';
import type { Settings } from '../settings/settings.js';

/**
 * Who somebody is in the school: “七年级1班班主任 · 林小满的父亲”; empty for somebody with neither role nor child.
 * @param places names of the classes, by id.
 */
export function sayMember(
  { roles, children }: Pick<Member, 'roles' | 'children'>,
  places: ReadonlyMap<string, string>,
  settings: Pick<Settings, 'labels'>,
  language: Language,
): string {
  const posts = [...new Set(roles.map((role) => role.kind))].map((kind) => {
    const role = sayRole(settings, language, kind);
    const own = new Set(roles.flatMap((one) => (one.kind === kind ? (places.get(one.place) ?? []) : [])));
    return own.size > 0 ? say(language, 'school.roleAt', { role, places: [...own] }) : role;
  });
  const names = sayList(
    language,
    children.map((child) => child.name),
  );
  const relation = sayRelation(language, children[0]?.relation ?? '');
  const family = children.length > 0 ? [say(language, 'school.guardianOf', { children: names, relation })] : [];
  return [...posts, ...family].slice(0, 3).join(' · ');
}
