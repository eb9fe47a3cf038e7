/** Works that one process at a time may do; machine time. */
export interface WatchStore {
  /** True when the holder has the watch until the instant: it was free, had run out, or was theirs already. */
  take(name: string, holder: string, machine: Date, until: Date): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
  /** Frees every watch: only for the one process that can know that the others are dead. */
  releaseAll(): Promise<void>;
}
