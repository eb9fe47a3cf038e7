import { describe, expect, it } from 'vitest';
import { namesIn } from './other-names.js';

const people = [
  { name: '周一鸣', aliases: ['鸣鸣'] },
  { name: '高', aliases: [] },
  { name: '阿依古丽·买买提', aliases: [] },
  { name: "Sean O'Brien", aliases: [] },
  { name: 'Al Ito', aliases: ['Al'] },
];
const found = (text: string) => namesIn(text, people).map((person) => person.name);

describe('names of others in a text for a family', () => {
  it.each([
    ['她和周一鸣一起值日', ['周一鸣']],
    ['她和周 一 鸣一起值日', ['周一鸣']],
    ['鸣鸣也在', ['周一鸣']],
    ['阿依古丽买买提很照顾她', ['阿依古丽·买买提']],
    ['sean o’brien helped her', ["Sean O'Brien"]],
    ['Al was there too', ['Al Ito']],
  ])('%s', (text, names) => {
    expect(found(text)).toEqual(names);
  });

  it.each(['她吃得很高兴', 'She was also there', 'A normal week'])('none in: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
