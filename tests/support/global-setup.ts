import { templateFolder } from './template.js';

/** Before any test runs: the database that all of them copy. */
export async function setup(): Promise<void> {
  await templateFolder();
}
