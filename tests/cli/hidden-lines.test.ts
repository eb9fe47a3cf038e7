import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { readHidden } from '../../src/app/hidden-lines.js';

const questions = ['App Secret', 'Encrypt Key'];

/** A terminal with somebody at its keyboard. */
function terminal() {
  const modes: boolean[] = [];
  const keyboard = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (raw: boolean) => modes.push(raw) });
  let shown = '';
  const sink = {
    write(text: string) {
      shown += text;
      return true;
    },
  };
  return { keyboard, modes, sink, shown: () => shown };
}

test('what is typed is not shown, and a slip can be taken back', async () => {
  const { keyboard, modes, sink, shown } = terminal();
  const lines = readHidden(keyboard, sink, questions);
  for (const keys of ['sec', 'x\u007f', 'ret\r', 'key', '\r']) keyboard.write(keys);
  expect(await lines).toEqual(['secret', 'key']);
  expect(shown()).toBe('App Secret: \nEncrypt Key: \n');
  expect(modes).toEqual([true, false]);
});

test('lines that are pasted at once answer one question each', async () => {
  const { keyboard, sink } = terminal();
  const lines = readHidden(keyboard, sink, questions);
  keyboard.write('secret\r\n  key \r\n');
  expect(await lines).toEqual(['secret', 'key']);
});

test('whoever presses Ctrl+C is let go, and the terminal shows again what is typed', async () => {
  const { keyboard, modes, sink } = terminal();
  const lines = readHidden(keyboard, sink, questions);
  keyboard.write('sec\u0003');
  expect(await lines).toBeNull();
  expect(modes).toEqual([true, false]);
});

test('a script’s lines come as they are, without a question', async () => {
  const { sink, shown } = terminal();
  const pipe = new PassThrough();
  pipe.end('secret\r\nkey\n');
  expect(await readHidden(pipe, sink, questions)).toEqual(['secret', 'key']);
  expect(shown()).toBe('');
});
