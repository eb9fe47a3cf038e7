import { defineMessages } from '../define.js';

export const common = defineMessages({
  'common.yes': { 'zh-CN': '是', 'en-US': 'Yes' },
  'common.no': { 'zh-CN': '否', 'en-US': 'No' },
  'common.cancel': { 'zh-CN': '取消', 'en-US': 'Cancel' },
  'common.back': { 'zh-CN': '上一步', 'en-US': 'Back' },
  'common.skip': { 'zh-CN': '跳过', 'en-US': 'Skip' },
  'common.demo': { 'zh-CN': '演示学校，人物均为虚构', 'en-US': 'Demo school: everyone here is made up' },
});
