import { describe, expect, it } from 'vitest';
import { namesOfText } from './read-text.ts';

const read = (text: string) => namesOfText(text).map(({ row, name, unit, post }) => [row, name, unit, post]);

describe('names of a text', () => {
  it.each([
    ['a tab', '周敏\t县住建局\t副局长', [[1, '周敏', '县住建局', '副局长']]],
    ['a comma of either width', '周敏，县住建局,副局长', [[1, '周敏', '县住建局', '副局长']]],
    ['blanks', '周敏  县住建局  副局长', [[1, '周敏', '县住建局', '副局长']]],
    ['one blank', '周敏 县住建局 副局长', [[1, '周敏', '县住建局', '副局长']]],
    ['a wide blank', '周敏　县住建局', [[1, '周敏', '县住建局', '']]],
    ['a name spread out', '周 敏 县住建局', [[1, '周敏', '县住建局', '']]],
    ['a number before it', '3、周敏，县住建局', [[1, '周敏', '县住建局', '']]],
    ['a number in a column', '3\t周敏\t县住建局', [[1, '周敏', '县住建局', '']]],
    [
      'names alone in one line',
      '周敏、王伟、李国强',
      [
        [1, '周敏', '', ''],
        [1, '王伟', '', ''],
        [1, '李国强', '', ''],
      ],
    ],
    [
      'blank lines and a mark at the beginning',
      '\ufeff\n周敏\r\n\r\n王伟',
      [
        [2, '周敏', '', ''],
        [4, '王伟', '', ''],
      ],
    ],
    [
      'headings in another order',
      '序号\t单位\t姓名\n1\t县住建局\t周敏\n2\t\t王伟',
      [
        [2, '周敏', '县住建局', ''],
        [3, '王伟', '', ''],
      ],
    ],
    ['a name of another people', '买买提·艾力，县民政局', [[1, '买买提·艾力', '县民政局', '']]],
    ['nothing', ' \n　\n', []],
  ])('are parted by %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('take a valid identity number for what it is, and no other for one', () => {
    const [one] = namesOfText('周敏 110105194912310021 县住建局');
    expect([one!.name, one!.unit, one!.idNumber]).toEqual(['周敏', '110105194912310021', null]);
    const [other] = namesOfText('周敏,11010519491231002X,县住建局');
    expect([other!.name, other!.unit, other!.idNumber]).toEqual(['周敏', '县住建局', '11010519491231002X']);
  });
});
