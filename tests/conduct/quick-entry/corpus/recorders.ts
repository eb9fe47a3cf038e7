import type { Corpus } from '../corpus.js';

/** A checker, who only proposes; and a school whose rubric has five items. */
export const recorders: Corpus = [
  {
    reader: 'checker',
    rows: [
      ['张三 迟到', '张三 | ATT03 -1 | propose'],
      ['张三 +1 帮扶', '? item “帮扶”: CLS03 +2 / GEN+ +1 "帮扶"'],
      ['张三 +2 帮扶', '张三 | CLS03 +2 | propose'],
      ['张三 +1', '张三 | GEN+ +1 | propose'],
      ['张三 -2 脏话', '! notYours (MAN02 张三)'],
      ['张三 -1 乱扔垃圾', '张三 | CLN04 -1 | propose'],
      ['301寝室 +1', '! unknownDormitory “301寝室”'],
      ['3组 +3 卫生', '七3/G3 | GRP05 +3 | propose'],
      ['张三 手机', '! notYours (NET01 张三)'],
    ],
  },
  {
    reader: 'small',
    rows: [
      ['张三 +1', '? item “+1”: CLN01 +1'],
      ['张三 +2', '? item “+2”: CLS03 +2'],
      ['张三 -1', '? item “-1”: ATT03 -1 / CLN04 -1'],
      ['张三 +3', '? item “+3”: HLP02 +3'],
      ['张三 +7', '! unknownItem “+7”'],
      ['张三 帮扶', '? item “帮扶”: CLS03 +2 / HLP02 +3'],
      ['张三 +2 帮扶', '张三 | CLS03 +2'],
      ['张三 +1 卫生', '张三 | CLN01 +1'],
      ['张三 发呆 -1', '? item “发呆”: ATT03 -1 "发呆" / CLN04 -1 "发呆"'],
      ['张三 -1 迟倒', '? item “迟倒”: ATT03 -1'],
      ['张三 2分', '? item “2分”: CLS03 +2'],
      ['张三 备注：来电话', '! nothingToRecord'],
      ['张三 +5 帮扶', '? item “帮扶”: CLS03 +2 / HLP02 +3'],
      ['张三 迟到 +1', '? points “迟到”: ATT03 -1'],
      ['张三 早读', '! unknownItem “早读”'],
    ],
  },
];
