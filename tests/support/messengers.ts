import type { Backend } from './database.js';
import { type Door as LarkDoor, startOnLark } from './lark-school.js';
import { clockFrom, startProgram, type TestProgram } from './program.js';
import { type Visit, type Visitor, visit } from './sandbox-visitor.js';
import { type Door, startOnSlack } from './slack-school.js';

/** A school on one messenger: what a story needs of it, the same on all of them. */
export interface Stage extends Pick<TestProgram, 'program' | 'stop'> {
  readonly page: Pick<Visit, 'importRoster' | 'told'> & {
    people(): Promise<readonly { readonly name: string }[]>;
    state(): Promise<{ readonly empty: boolean }>;
    as(name: string): Promise<Visitor>;
    everybody(): Promise<readonly Visitor[]>;
    /** Somebody whom no roster knows. */
    stranger(): Promise<Visitor>;
    to(wall: string): Promise<unknown>;
  };
}

/** Opens an empty school on a messenger, at the moment and in the language. */
export type OpenStage = (from: string, language: 'zh-CN' | 'en-US') => Promise<Stage>;

export const inSandbox =
  (backend: Backend): OpenStage =>
  async (from, language) => {
    const school = await startProgram(backend, { machine: clockFrom(from) });
    const page = visit(school.url, language);
    return { ...school, page: { ...page, stranger: () => page.as((person) => person.group === 'other') } };
  };

export const onSlack =
  (backend: Backend, door: Door): OpenStage =>
  (from, language) =>
    startOnSlack(backend, door, from, language);

export const onLark =
  (backend: Backend, door: LarkDoor): OpenStage =>
  (from, language) =>
    startOnLark(backend, door, from, language);
