import type { ModalView } from '@slack/types';
import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import type { Card } from '../../core/message/card.js';
import * as limits from './limits.js';
import { renderHome } from './render-home.js';
import { fitsLabel, label } from './wire.js';

/** A card in a modal: the answer to a form that was sent, or to a press where no message can be shown. */
export function renderNotice(card: Card, language: Language, origin?: string): ModalView {
  const { title = '' } = card;
  const fits = title !== '' && fitsLabel(title, limits.viewTitle);
  const { title: _, ...body } = card;
  return {
    type: 'modal',
    callback_id: 'notice',
    title: label(fits ? title : say(language, 'slack.app'), limits.viewTitle),
    close: label(say(language, 'slack.close'), limits.viewButton),
    // A modal holds what a home page holds.
    blocks: [...renderHome([fits ? body : card], language, origin).blocks],
  };
}
