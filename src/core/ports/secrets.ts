/** What only the holder of the installation's secret can do. */
export interface Secrets {
  /** A keyed fingerprint: codes are stored as this, so that a stolen table opens nothing. */
  fingerprint(text: string): string;
  /** The text, to be read by nobody but `open` with the same seal. */
  seal(seal: Seal, text: string): string;
  /** What was sealed, with this secret or the one before it; null: with another one, for another owner, or changed since. */
  open(seal: Seal, sealed: string): string | null;
}

/** What a sealed text is and whose: it opens as nothing else and for nobody else. */
export interface Seal {
  readonly purpose: 'workspace credentials';
  /** The id of what it belongs to. */
  readonly owner: string;
}
