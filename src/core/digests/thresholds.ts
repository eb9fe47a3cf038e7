/** How few people a figure may stand for before it is not shown; the one table (DESIGN §6). */
export const thresholds = {
  /** Members with data behind a group's conduct mean shown outside staff. */
  groupMean: 4,
  /** Pupils in a count shown outside their class, and pupils not in it (the complementary cell). */
  pupilCount: 5,
  /** Pupils behind an exam figure, which only staff see. */
  examFigure: 10,
} as const;
