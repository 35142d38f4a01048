import { parseNotice } from '@plumbline/policy';
import { describe, expect, it } from 'vitest';
import { builtInYear, builtInYears } from './built-in.ts';

const plain = (days: readonly { day: string; kind: string }[]) =>
  days.map(({ day, kind }) => `${day} ${kind}`);

/** The published notices, against which the library's table is held. */
const NOTICES: Record<number, string> = {
  2024: `元旦：1月1日（周一）放假，与周末连休。
春节：2月10日（周六）至17日（周六）放假调休，共8天。2月4日（周日）、2月18日（周日）上班。
清明节：4月4日（周四）至6日（周六）放假调休，共3天。4月7日（周日）上班。
劳动节：5月1日（周三）至5日（周日）放假调休，共5天。4月28日（周日）、5月11日（周六）上班。
端午节：6月10日（周一）放假，与周末连休。
中秋节：9月15日（周日）至17日（周二）放假调休，共3天。9月14日（周六）上班。
国庆节：10月1日（周二）至7日（周一）放假调休，共7天。9月29日（周日）、10月12日（周六）上班。`,
  2025: `元旦：1月1日（周三）放假1天，不调休。
春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
清明节：4月4日（周五）至6日（周日）放假，共3天。
劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
端午节：5月31日（周六）至6月2日（周一）放假，共3天。
国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。`,
};

describe('the built-in table of days', () => {
  it.each(Object.entries(NOTICES))('of %s is what the notice says', (year, text) => {
    const { days, faults } = parseNotice(text, Number(year), new Set([6, 7]));
    expect(faults).toEqual([]);
    expect(plain(builtInYear('cn', Number(year))!)).toEqual(plain(days));
  });

  it('covers the years that were announced, without a gap, and none that was not', () => {
    const years = builtInYears('cn');
    expect(years.map(({ year }) => year)).toEqual(years.map((_, i) => 2004 + i));
    expect(years.at(-1)!.year).toBeGreaterThanOrEqual(2026);
    for (const { year, days } of years) {
      expect(days.length, String(year)).toBeGreaterThan(20);
      expect(days.every(({ day }) => day.startsWith(String(year)))).toBe(true);
    }
    expect(builtInYear('cn', years.at(-1)!.year + 1)).toBeUndefined();
    expect(builtInYear('cn', 2003)).toBeUndefined();
    expect(builtInYear('none', 2026)).toBeUndefined();
  });
});
