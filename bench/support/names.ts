import type { Random } from '../../tests/support/random.js';

// Made-up people: common names put together by chance. Pinyin stands beside them, so that messages can use it.

const surnames =
  '王 wang 李 li 张 zhang 刘 liu 陈 chen 杨 yang 黄 huang 赵 zhao 吴 wu 周 zhou 徐 xu 孙 sun 马 ma 朱 zhu 胡 hu';
const first = '子 zi 雨 yu 思 si 嘉 jia 明 ming 文 wen 晓 xiao 俊 jun 欣 xin 一 yi 佳 jia 宇 yu 若 ruo 书 shu 景 jing';
const second =
  '涵 han 轩 xuan 桐 tong 怡 yi 远 yuan 豪 hao 萱 xuan 诺 nuo 琪 qi 然 ran 辰 chen 宁 ning 航 hang 悦 yue 瑶 yao';

interface Syllable {
  readonly character: string;
  readonly sound: string;
}

const syllables = (text: string): readonly Syllable[] =>
  [...text.matchAll(/(\S+) (\S+)/g)].map(([, character = '', sound = '']) => ({ character, sound }));
const parts = [surnames, first, second].map(syllables);

export interface MadeUpName {
  readonly name: string;
  readonly given: string;
  readonly pinyin: string;
}

export function makeName(random: Random): MadeUpName {
  const picked = parts.map((list) => list[Math.floor(random.next() * list.length)] ?? { character: '', sound: '' });
  const name = picked.map((one) => one.character).join('');
  return { name, given: name.slice(1), pinyin: picked.map((one) => one.sound).join('') };
}
