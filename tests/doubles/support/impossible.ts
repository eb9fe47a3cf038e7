/** What a test asked for that no client of the platform would let a person do. */
export class Impossible extends Error {}
