/** As JSON in signs that nothing on the way to a messenger and back escapes or normalises. */
export function asciiJson(value: object): string {
  const json = JSON.stringify(value);
  return json.replace(/[^ -~]|[&<>]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
