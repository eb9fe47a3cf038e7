import { defineMessages } from '../define.js';

/** What stands beside /gongyu in the list that Feishu opens at "/". */
export const larkCommand = defineMessages({
  'lark.command': {
    'zh-CN': '记分、本周、报表、周报、设置；“/gongyu 帮助”看全部',
    'en-US': 'Points, this week, reports, digests, settings; “/gongyu help” shows all',
  },
});
