import type { Language } from '../language/language.js';
import type { DemoEdition } from './edition.js';
import { englishEdition } from './edition-en.js';
import { chineseEdition } from './edition-zh.js';

export function editionOf(language: Language): DemoEdition {
  return language === 'zh-CN' ? chineseEdition : englishEdition;
}
