/** How far the sandbox's time machine has moved school time ahead of machine time. */
export interface OffsetStore {
  read(): Promise<number>;
  /** Only ever forward; gives the offset that holds now. */
  raise(offsetMs: number): Promise<number>;
}
