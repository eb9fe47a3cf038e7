import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import express, { type RequestHandler } from 'express';
import { catalogue, type MessageKey } from '../../core/language/catalogue.js';
import { type Language, languageOf } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import { html } from './html.js';

const pageKeys = (Object.keys(catalogue) as MessageKey[]).filter((key) => key.startsWith('sandbox.page.'));

/** The page's own words; places in them are plain `{names}` that the page fills. */
export function textsFor(language: Language): Readonly<Record<string, string>> {
  return Object.fromEntries(pageKeys.map((key) => [key.slice('sandbox.page.'.length), catalogue[key][language]]));
}

/**
 * Where the page's files lie: beside this file, and, when this file runs from src/ (development, tests), compiled below
 * dist/, where `npm run build` puts the scripts.
 */
const folders = [
  join(import.meta.dirname, 'page'),
  join(import.meta.dirname.replace(`${sep}src${sep}bots${sep}`, `${sep}dist${sep}bots${sep}`), 'page'),
].filter((folder, index, all) => all.indexOf(folder) === index && existsSync(folder));

/** Nothing but what a browser asks for; the sources stand in the same folder. */
const servable = /^\/[\w.-]+\.(js|css|svg)$/;

/** The scripts, the styles and the icon. */
export function servePageFiles(): RequestHandler[] {
  const known: RequestHandler = (request, _response, next) => next(servable.test(request.path) ? undefined : 'router');
  // No cache without a question: the files change with the program and have no version in their names.
  return [known, ...folders.map((folder) => express.static(folder, { index: false, redirect: false }))];
}

/** The page itself: its frame with the words that must be there before any script runs. */
export function servePage(): RequestHandler {
  const frame = readFileSync(join(folders[0] ?? '', 'index.html'), 'utf8');
  return (request, response) => {
    const language = languageOf(request.headers['accept-language']);
    const filled = frame
      .replace('lang="zh-CN"', `lang="${language}"`)
      .replace(/\{\{(\w+)\}\}/g, (_, name) => html`${say(language, `sandbox.page.${name}` as MessageKey)}`.markup);
    response.type('html').set('Cache-Control', 'no-store').send(filled);
  };
}
