import { chineseNames } from './corpus/chinese-names.js';
import { classes } from './corpus/classes.js';
import { englishLines } from './corpus/english-lines.js';
import { englishNames } from './corpus/english-names.js';
import { groups } from './corpus/groups.js';
import { items } from './corpus/items.js';
import { lines } from './corpus/lines.js';
import { numbers } from './corpus/numbers.js';
import { pinyin } from './corpus/pinyin.js';
import { points } from './corpus/points.js';
import { recorders } from './corpus/recorders.js';
import { refusals } from './corpus/refusals.js';
import { twins } from './corpus/twins.js';

export const corpora = {
  chineseNames,
  classes,
  englishLines,
  englishNames,
  groups,
  items,
  lines,
  numbers,
  pinyin,
  points,
  recorders,
  refusals,
  twins,
} as const;
