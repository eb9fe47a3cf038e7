/** What cannot be shown in a messenger without showing something else: a mistake in the card or the form, never a matter of length. */
export class Unrenderable extends Error {
  readonly what: 'token' | 'option' | 'field' | 'session' | 'form';

  constructor(what: Unrenderable['what']) {
    super(`This cannot be shown in the messenger: ${what}`);
    this.name = 'Unrenderable';
    this.what = what;
  }
}
