import type { Offers } from '../actions/offers.js';
import type { Language } from '../language/language.js';
import { say } from '../language/say.js';
import { actions, type Card, list, paragraph } from '../message/card.js';
import type { Digest } from '../ports/digest-store.js';

/** What waits for a yes: one look at each, or one press for all that nothing stands in the way of. */
export function waitingCard(digests: readonly Digest[], language: Language, offers: Offers, reminder: boolean): Card {
  const label = (digest: Digest) =>
    say(language, `digest.waiting.${digest.audience}`, {
      className: digest.facts.className,
      week: digest.facts.week.number ?? 0,
    });
  return {
    title: say(language, reminder ? 'digest.waitingAgain' : 'digest.waitingTitle', { count: digests.length }),
    tone: 'attention',
    blocks: [
      list(digests.map(label)),
      paragraph(say(language, 'digest.waitingHow')),
      actions(
        offers.button(
          'digest.approveAll',
          say(language, 'digest.approveAll', { count: digests.length }),
          { digestIds: digests.map((one) => one.id).join(' ') },
          {
            style: 'primary',
            confirm: {
              question: say(language, 'digest.approveAllAsk', { count: digests.length }),
              yes: say(language, 'digest.approve'),
              no: say(language, 'common.cancel'),
            },
          },
        ),
        offers.select(
          'digest.preview',
          say(language, 'digest.choosePreview'),
          {},
          digests.map((digest) => ({ value: digest.id, label: label(digest) })),
        ),
      ),
    ],
  };
}
