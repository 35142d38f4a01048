import type { Random } from './random.ts';

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁于余叶蒋杜苏魏程吕丁沈任姚卢姜崔钟谭陆汪范石廖贾韦夏付方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧阳'.replace(
    '欧阳',
    '',
  );
const MALE =
  '伟强磊军洋勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆旭宁龙林建国志文海山仁波义兴良清彬富顺信昌成康星光天达安岩中茂进有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江亮政谦亨奇固之轮翰朗伯宏言若鸣朋梁栋维启克伦翔旭鹏泽晨辰士以家致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘';
const FEMALE =
  '芳娜敏静秀丽艳娟霞玲桂燕红莉颖萍春梅琳洁云玉兰凤琴莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莹倩婷姣婉娴瑾露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝思丽';

const surnames = [...SURNAMES];
const male = [...MALE];
const female = [...FEMALE];

export type Sex = 'male' | 'female';

/** A made-up name of two or three characters. Real namesakes arise by themselves, as in life. */
export function personName(random: Random, sex: Sex, surname?: string): string {
  const pool = sex === 'male' ? male : female;
  // Common surnames stand first and are drawn more often.
  const family = surname ?? surnames[Math.floor(random.next() ** 1.7 * surnames.length)]!;
  return family + random.pick(pool) + (random.chance(0.72) ? random.pick(pool) : '');
}

export const surnameOf = (name: string): string => name.slice(0, 1);
