import type { ConsentState } from '../digests/piece.js';
import type { Ids } from '../ports/clock.js';
import type { ConsentRow } from '../ports/consent-store.js';
import type { DemoCast, DemoPupil } from './cast.js';
import type { DemoPlaces } from './roster.js';

/** What became of the question whether a child may be named with praise: every answer is a row, no row means not asked. */
const answers: Readonly<Record<ConsentState, readonly ConsentRow['state'][]>> = {
  notAsked: [],
  asked: ['asked'],
  granted: ['granted'],
  refused: ['refused'],
  withdrawn: ['granted', 'withdrawn'],
};

export function consentRows(
  ids: Ids,
  schoolId: string,
  cast: DemoCast,
  places: DemoPlaces,
  answeredAt: Date,
  withdrawnAt: Date,
): readonly ConsentRow[] {
  const guardianOf = ({ number }: DemoPupil) => {
    const legal = cast.guardians.find((one) => one.pupilNumber === number && !one.restricted);
    return legal ? places.guardianId(legal) : null;
  };
  return cast.pupils.flatMap((pupil) =>
    answers[pupil.praise].map(
      (state): ConsentRow => ({
        id: ids.next(),
        schoolId,
        pupilId: places.pupilId(pupil.number),
        purpose: 'praise',
        state,
        givenById: guardianOf(pupil),
        recordedById: null,
        at: state === 'withdrawn' ? withdrawnAt : answeredAt,
      }),
    ),
  );
}
