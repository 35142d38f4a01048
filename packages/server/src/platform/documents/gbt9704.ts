/**
 * Layout numbers of GB/T 9704-2012 (格式 for documents of Party and state organs), in the units that a
 * WordprocessingML file uses: twips (1/20 pt) for lengths, half-points for font sizes.
 */
const TWIPS_PER_MM = 1440 / 25.4;
export const twips = (mm: number): number => Math.round(mm * TWIPS_PER_MM);

/** A4; 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, which leaves 26 mm at the right and 35 mm at the bottom. */
export const PAGE = {
  width: twips(210),
  height: twips(297),
  top: twips(37),
  left: twips(28),
  right: twips(210 - 28 - 156),
  bottom: twips(297 - 37 - 225),
  textWidth: twips(156),
  textHeight: twips(225),
} as const;

/** 22 lines of 28 characters fill the text area. */
export const LINES = 22;
export const CHARACTERS = 28;

/** Font sizes in half-points by their Chinese names. */
export const SIZE = { 二号: 44, 三号: 32, 四号: 28, 小四: 24 } as const;

/** Height of a line in twips: rounded down, so that the 22nd line still fits. */
export const LINE = Math.floor(PAGE.textHeight / LINES);

/** Width of one 三号 character as set, in twips. */
export const CHARACTER = Math.floor(PAGE.textWidth / CHARACTERS);

/** w:docGrid/@charSpace: character pitch less font size, in 1/4096 pt. */
export const CHAR_SPACE = Math.floor(((PAGE.textWidth / 20 / CHARACTERS) * 2 - SIZE.三号) * 2048);

/** The page number stands 7 mm below the text area; its own line (四号) is about 5 mm high. */
export const FOOTER = PAGE.bottom - twips(7) - SIZE.四号 * 10;

const latin = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman' } as const;
export const FONT = {
  仿宋: { ...latin, eastAsia: '仿宋_GB2312' },
  黑体: { ...latin, eastAsia: '黑体' },
  楷体: { ...latin, eastAsia: '楷体_GB2312' },
  小标宋: { ...latin, eastAsia: '方正小标宋简体' },
  宋体: { ascii: '宋体', hAnsi: '宋体', cs: '宋体', eastAsia: '宋体' },
} as const;

export type Font = keyof typeof FONT;
export type Size = keyof typeof SIZE;

/** 发文机关标志 and the line below the number are red. */
export const RED = 'FF0000';
