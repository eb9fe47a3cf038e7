import { cutBy } from '../../core/message/cut.js';

/**
 * How long Slack may count a text: in UTF-16 units, of which there are never fewer than characters, and with & < > as the
 * entities under which Slack keeps them.
 */
export const { sizeOf, pieces, clip } = cutBy((text) => {
  const escaped = text.match(/[&<>]/g) ?? [];
  return escaped.reduce((size, sign) => size + (sign === '&' ? 4 : 3), text.length);
});
