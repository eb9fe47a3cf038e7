/** What cannot be shown on Feishu without showing something else: a mistake in the card or the form. */
export class Unrenderable extends Error {
  readonly what: 'token' | 'option' | 'field' | 'session' | 'form';

  constructor(what: Unrenderable['what']) {
    super(`This has no form on Feishu: ${what}`);
    this.name = 'Unrenderable';
    this.what = what;
  }
}
