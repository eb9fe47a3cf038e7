import { cutBy } from '../../core/message/cut.js';

/** How long Feishu may count a text: in UTF-16 units, of which there are never fewer than characters. */
export const { sizeOf, pieces, clip } = cutBy((text) => text.length);
