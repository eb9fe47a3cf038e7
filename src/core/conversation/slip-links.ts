import type { Offers } from '../actions/offers.js';
import type { Turn } from '../inbox/turn.js';
import { say } from '../language/say.js';
import { type Block, paragraph } from '../message/card.js';
import type { Digest } from '../ports/digest-store.js';

/** For families that no account reaches: an approved digest to print as slips, or to paste into another messenger. */
export function slipLinks({ language }: Pick<Turn, 'language'>, digests: readonly Digest[], offers: Offers): Block[] {
  return digests
    .filter((digest) => digest.audience === 'classParents' && digest.state === 'approved')
    .map(({ id, facts }) => {
      const { token } = offers.button('slips', '', { digestId: id });
      return paragraph([
        { text: `${say(language, 'week.title', { className: facts.className, week: facts.week.number ?? 0 })}  ` },
        { link: `/slips/${token}`, text: say(language, 'digest.slips') },
        { text: '   ' },
        { link: `/slips/${token}.txt`, text: say(language, 'digest.copyText') },
      ]);
    });
}
