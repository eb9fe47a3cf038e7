import { defineMessages } from '../define.js';

// Why a file cannot be read at all, and the words of the report about one that was.

export const rosterFile = defineMessages({
  'roster.file.xls': {
    'zh-CN': '这是旧版 Excel 的 .xls 文件。请在 Excel 或 WPS 里打开，“另存为”.xlsx 后再导入。',
    'en-US': 'This is an .xls file of an old Excel. Open it, save it as .xlsx, and import that.',
  },
  'roster.file.encrypted': {
    'zh-CN': '文件设了密码，打不开。请去掉密码另存后再导入。',
    'en-US': 'This file is protected by a password. Save a copy without one and import that.',
  },
  'roster.file.macro': {
    'zh-CN': '文件里有宏程序，不能导入。请“另存为”普通的 .xlsx 文件。',
    'en-US': 'This file contains macros and can’t be imported. Save it as a plain .xlsx file.',
  },
  'roster.file.markup': {
    'zh-CN':
      '这个文件其实是网页，只是起了表格的名字（有些系统这样导出）。请用 Excel 或 WPS 打开，“另存为”.xlsx 后再导入。',
    'en-US':
      'This is really a web page with a spreadsheet’s name, as some systems export it. Open it in Excel, save it as .xlsx, and import that.',
  },
  'roster.file.other-spreadsheet': {
    'zh-CN': '这是另一种表格文件（如 .ods、.numbers、.xlsb）。请“另存为”或“导出为”.xlsx 后再导入。',
    'en-US':
      'This is another kind of spreadsheet (such as .ods, .numbers, or .xlsb). Save or export it as .xlsx and import that.',
  },
  'roster.file.unknown-format': {
    'zh-CN': '这不是表格文件。请导入 .xlsx 或 .csv 文件。',
    'en-US': 'This is not a spreadsheet. Import an .xlsx or .csv file.',
  },
  'roster.file.wrong-extension': {
    'zh-CN': '文件名是 .{extension}，内容却不是。请把文件名改成 .{better} 再导入，或在表格软件里重新保存。',
    'en-US':
      'The file is named .{extension}, but that is not what it holds. Rename it to .{better}, or save it again from the spreadsheet.',
  },
  'roster.file.empty': {
    'zh-CN': '文件是空的。请确认保存了内容，再导入。',
    'en-US': 'The file is empty. Make sure that it was saved, then import it again.',
  },
  'roster.file.damaged': {
    'zh-CN': '文件已损坏，读不完整。请在表格软件里打开，重新保存后再导入。',
    'en-US':
      'The file is damaged and can’t be read completely. Open it in the spreadsheet, save it again, and import that.',
  },
  'roster.file.open-quote': {
    'zh-CN': '第 {line} 行有一个引号（"）没有配对，后面的行会被吞掉，没有读取。请补上或删去这个引号。',
    'en-US':
      'A quotation mark (") on line {line} is never closed and would swallow the rows after it. Close it or delete it.',
  },
  'roster.file.too-large': {
    'zh-CN': '文件超过 {limit} MB。花名册不需要这么大：请去掉图片，只留名单。',
    'en-US': 'The file is larger than {limit} MB. Remove pictures and keep only the lists.',
  },
  'roster.file.bomb': {
    'zh-CN': '文件解压后大得不像花名册，没有读取。请把名单复制到一个新的表格文件里，再导入。',
    'en-US':
      'Unpacked, this file is far larger than a roster and was not read. Copy the lists into a new spreadsheet and import that.',
  },
  'roster.file.too-many-parts': {
    'zh-CN': '文件里的部分超过 {limit} 个，不像花名册。请把名单复制到一个新的表格文件里，再导入。',
    'en-US': 'This file has more than {limit} parts. Copy the lists into a new spreadsheet and import that.',
  },
  'roster.file.too-many-rows': {
    'zh-CN': '有一张表超过 {limit} 行。请按年级分成几个文件导入。',
    'en-US': 'A sheet has more than {limit} rows. Split the file by grade.',
  },
  'roster.file.too-many-columns': {
    'zh-CN': '有一张表超过 {limit} 列。请删去花名册以外的列。',
    'en-US': 'A sheet has more than {limit} columns. Delete those that do not belong to the roster.',
  },
  'roster.file.too-many-merges': {
    'zh-CN': '有一张表合并的单元格超过 {limit} 处，不像花名册。请选中全表，取消合并后再导入。',
    'en-US': 'A sheet has more than {limit} merged areas. Select the sheet, unmerge the cells, and import again.',
  },
  'roster.file.too-much-text': {
    'zh-CN': '文件里的文字太多，不像花名册。请删去长的备注和用不到的列。',
    'en-US': 'The file holds too much text for a roster. Delete long remarks and columns that are not needed.',
  },
  'roster.file.entities': {
    'zh-CN': '文件里有表格软件不会写的内容，为安全起见没有读取。请把名单复制到一个新的表格文件里，再导入。',
    'en-US':
      'The file contains something that no spreadsheet writes and was not read, to be safe. Copy the lists into a new spreadsheet and import that.',
  },
  'roster.file.out-of-memory': {
    'zh-CN': '文件内容太多，读不下。请删去花名册以外的工作表，或按年级分成几个文件。',
    'en-US': 'The file holds too much to be read. Delete sheets that are not rosters, or split it by grade.',
  },
  'roster.file.out-of-time': {
    'zh-CN': '{seconds} 秒内没有读完这个文件。请删去花名册以外的工作表，或按年级分成几个文件。',
    'en-US':
      'The file could not be read within {seconds} seconds. Delete sheets that are not rosters, or split it by grade.',
  },

  'roster.file.no-school': {
    'zh-CN': '没有找到这所学校。请核对学校的名称，或先建立学校。',
    'en-US': 'There is no such school. Check its name, or create the school first.',
  },

  'roster.report.imported': { 'zh-CN': '已导入。', 'en-US': 'Imported.' },
  'roster.report.previewed': {
    'zh-CN': '这是预览，还没有写入。下面是导入后会有的变化。',
    'en-US': 'This is a preview; nothing has been written. Importing would change the following.',
  },
  'roster.report.unchanged': {
    'zh-CN': '名单和学校现有的一致，没有需要改动的。',
    'en-US': 'The school already has everything in this file. Nothing to change.',
  },
  'roster.report.refused': {
    'zh-CN': '{count, plural, other {有 # 处错误，没有写入任何内容。请改正后再导入。}}',
    'en-US':
      '{count, plural, one {# error was found} other {# errors were found}}, so nothing has been written. Correct the file and import it again.',
  },
  'roster.report.asked': {
    'zh-CN': '{count, plural, other {有 # 个问题需要您确认，还没有写入任何内容。}}',
    'en-US':
      '{count, plural, one {# question needs} other {# questions need}} an answer first; nothing has been written.',
  },
  'roster.report.sheet': {
    'zh-CN':
      '工作表“{name}”：{kind, select, pupils {学生名单} guardians {家长名单} staff {教师名单} other {没有读取}}{kind, select, none {} other {，{rows} 行}}',
    'en-US':
      'Sheet “{name}”: {kind, select, pupils {students} guardians {guardians} staff {staff} other {not read}}{kind, select, none {} other {, {rows, plural, one {# row} other {# rows}}}}',
  },
  'roster.report.unread': { 'zh-CN': '　没有读取的列：{columns}', 'en-US': '  Columns not read: {columns}' },
  'roster.report.pupils': {
    'zh-CN':
      '学生：新增 {added}，转班 {moved}，变更 {changed}，不变 {unchanged}{ended, plural, =0 {} other {，离校 #}}{notInFile, plural, =0 {} other {，不在名单 #（未改动）}}',
    'en-US':
      'Students: {added} added, {moved} moved to another class, {changed} changed, {unchanged} unchanged{ended, plural, =0 {} other {, # left}}{notInFile, plural, =0 {} other {, # not in the file (left as is)}}',
  },
  'roster.report.guardians': {
    'zh-CN':
      '家长：新增 {added}，变更 {changed}，不变 {unchanged}{notInFile, plural, =0 {} other {，不在名单 #（未改动）}}',
    'en-US':
      'Guardians: {added} added, {changed} changed, {unchanged} unchanged{notInFile, plural, =0 {} other {, # not in the file (left as is)}}',
  },
  'roster.report.staff': {
    'zh-CN':
      '教职工：新增 {added}，变更 {changed}，不变 {unchanged}{notInFile, plural, =0 {} other {，不在名单 #（未改动）}}；职务新增 {rolesAdded}，结束 {rolesEnded}',
    'en-US':
      'Staff: {added} added, {changed} changed, {unchanged} unchanged{notInFile, plural, =0 {} other {, # not in the file (left as is)}}; {rolesAdded} roles added, {rolesEnded} ended',
  },
  'roster.report.places': {
    'zh-CN': '新建：年级 {grades}，班级 {classes}，小组 {groups}',
    'en-US': 'New: {grades} grades, {classes} classes, {groups} groups',
  },
  'roster.report.error': { 'zh-CN': '错误', 'en-US': 'Error' },
  'roster.report.question': { 'zh-CN': '待确认', 'en-US': 'Question' },
  'roster.report.warning': { 'zh-CN': '提醒', 'en-US': 'Note' },
  'roster.report.place': {
    'zh-CN':
      '工作表“{sheet}”{row, plural, =0 {} other { 第 # 行}}{letter, select, none {} other { {letter} 列“{header}”}}',
    'en-US':
      'sheet “{sheet}”{row, plural, =0 {} other {, row #}}{letter, select, none {} other {, column {letter} “{header}”}}',
  },
  'roster.report.issue': { 'zh-CN': '{severity}　{place}：{text}', 'en-US': '{severity}, {place}: {text}' },
  'roster.report.issueAnywhere': { 'zh-CN': '{severity}　{text}', 'en-US': '{severity}: {text}' },
  'roster.report.key': { 'zh-CN': '　确认用的编号：{key}', 'en-US': '  To accept it: {key}' },
  'roster.report.more': {
    'zh-CN': '{count, plural, other {……还有 # 条同类的{severity}没有列出}}',
    'en-US': '{count, plural, one {… and # more like it} other {… and # more like it}} ({severity})',
  },

  'roster.relation.mother': { 'zh-CN': '母亲', 'en-US': 'mother' },
  'roster.relation.father': { 'zh-CN': '父亲', 'en-US': 'father' },
  'roster.relation.stepmother': { 'zh-CN': '继母', 'en-US': 'stepmother' },
  'roster.relation.stepfather': { 'zh-CN': '继父', 'en-US': 'stepfather' },
  'roster.relation.paternalGrandmother': { 'zh-CN': '奶奶', 'en-US': 'grandmother' },
  'roster.relation.paternalGrandfather': { 'zh-CN': '爷爷', 'en-US': 'grandfather' },
  'roster.relation.maternalGrandmother': { 'zh-CN': '外婆', 'en-US': 'grandmother' },
  'roster.relation.maternalGrandfather': { 'zh-CN': '外公', 'en-US': 'grandfather' },
  'roster.relation.grandmother': { 'zh-CN': '祖母', 'en-US': 'grandmother' },
  'roster.relation.grandfather': { 'zh-CN': '祖父', 'en-US': 'grandfather' },
  'roster.relation.aunt': { 'zh-CN': '姑姨', 'en-US': 'aunt' },
  'roster.relation.uncle': { 'zh-CN': '叔舅', 'en-US': 'uncle' },
  'roster.relation.sister': { 'zh-CN': '姐姐', 'en-US': 'sister' },
  'roster.relation.brother': { 'zh-CN': '哥哥', 'en-US': 'brother' },
  'roster.relation.fosterParent': { 'zh-CN': '养父母', 'en-US': 'foster parent' },
  'roster.relation.guardian': { 'zh-CN': '监护人', 'en-US': 'guardian' },
});
