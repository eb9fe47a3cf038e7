import type { NameBook } from './names.js';
import { weightsOf, wordsOf } from './word-list.js';

// Common names in common combinations, put together by chance: whoever is called so is not meant.

/** With how often they occur; the first five are a third of all people. */
const surnames = `
王 14 李 14 张 13 刘 10 陈 9 杨 6 黄 5 赵 5 吴 5 周 5 徐 3 孙 3 马 3 朱 3 胡 3 郭 3 何 3 林 3 高 2 罗 2 郑 2 梁 2
谢 2 宋 2 唐 2 许 2 韩 2 邓 2 冯 2 曹 2 彭 2 曾 2 肖 1 田 1 董 1 潘 1 袁 1 蔡 1 蒋 1 余 1 于 1 杜 1 叶 1 程 1 魏 1 苏 1
吕 1 丁 1 任 1 卢 1 姚 1 沈 1 钟 1 姜 1 崔 1 谭 1 陆 1 范 1 汪 1 廖 1 石 1 金 1 贾 1 夏 1 付 1 方 1 邹 1 熊 1 白 1 孟 1
秦 1 邱 1 侯 1 江 1 尹 1 薛 1 单 1 仇 1 解 1 覃 1 翟 1 万 1 常 1 武 1 康 1 严 1
`;

const boys = `
浩宇 子轩 宇轩 浩然 俊杰 一鸣 博文 思远 宇航 嘉豪 明轩 天佑 梓豪 子墨 皓轩 奕辰 泽宇 瑞霖 文博 志远 俊熙 子骞 家乐 昊天 承泽
睿哲 景行 明哲 立诚 晨阳 旭东 振宇 弘毅 鹏飞 嘉懿 煜祺 逸凡 子昂 凌云 卓然 鑫磊 骏驰 星辰 奕宸 锦程 云帆 子谦 文轩 启航 佳瑞
睿 磊 洋 凯 鑫 阳 帆 涛 晨 昊 轩 浩 健 宇 航
`;

const girls = `
欣怡 梓涵 诗涵 雨桐 思雨 可欣 佳怡 一诺 雨欣 若曦 梦琪 紫萱 语嫣 晓彤 欣妍 静怡 雅琪 思涵 婉婷 佳琪 诗琪 雨萱 子涵 嘉怡 依诺
梓萱 沐晴 芷若 书瑶 可馨 心怡 语桐 悦然 安琪 思琪 佳慧 雪莹 婧涵 艺涵 若兰 清妍 予安 乐瑶 知夏 念慈 舒窈 晨曦 慧敏 钰涵 采薇
悦 婷 颖 琳 雪 静 瑶 萱 蕾 薇
`;

const men = `
伟 勇 军 磊 涛 斌 超 鹏 杰 强 刚 辉 波 建军 志刚 海峰 建国 国强 志强 永强 文斌 晓东 卫东 立新 俊峰 海涛 振华 春生 学文 建平
`;

const women = `
丽 娟 敏 静 霞 艳 燕 梅 玲 红 芳 洁 晓燕 丽娟 海燕 秀丽 丽华 淑芳 晓红 玉梅 春燕 雪梅 爱华 美玲 文娟 小红 桂芳 慧玲 晓丽 红梅
`;

const oldMen = '德福 守义 长顺 国栋 文秀 福生 德明 永年 世昌 德贵';
const oldWomen = '桂英 秀英 玉兰 秀珍 凤英 淑珍 桂兰 玉珍 翠花 素芬';

export const chineseNames: NameBook = {
  surnames: weightsOf(surnames),
  boys: wordsOf(boys),
  girls: wordsOf(girls),
  men: wordsOf(men),
  women: wordsOf(women),
  oldMen: wordsOf(oldMen),
  oldWomen: wordsOf(oldWomen),
  join: (surname, given) => surname + given,
};
