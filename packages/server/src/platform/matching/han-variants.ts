/**
 * Characters that stand for one another in the written names of one and the same person or unit: each pair
 * is the other form, then the form it is folded to. Traditional and variant forms of surnames and of
 * characters common in given names and names of units; and pairs that registries themselves mixed up (阎/闫, 萧/肖, 傅/付).
 *
 * Folding only ever makes two names *similar*, never equal, so a pair too many costs a look, not a mistake.
 */
const PAIRS =
  // surnames
  '張张陳陈劉刘趙赵黃黄吳吴呉吴孫孙馬马羅罗鄭郑謝谢韓韩馮冯蕭肖萧肖葉叶閻闫阎闫閆闫鄧邓許许呂吕蘇苏盧卢蔣蒋賈贾鍾钟锺钟鐘钟範范鄒邹陸陆萬万錢钱湯汤' +
  '龔龚賴赖顧顾龐庞嚴严魯鲁關关蘭兰齊齐單单歐欧聶聂遲迟紀纪賀贺莊庄勞劳於于喬乔倉仓儲储衞卫衛卫塗涂鄔邬鄺邝鄖郧項项費费婁娄薩萨溫温傅付榮荣談谈譚谭' +
  '諸诸諶谌賓宾邊边酈郦鈕钮閔闵陰阴隨随韋韦顏颜饒饶駱骆鮑鲍麥麦牀床晉晋楊杨爾尔藍蓝羋芈畢毕彥彦' +
  // given names
  '偉伟國国軍军華华麗丽強强彊强傑杰濤涛鳳凤紅红曉晓東东鋒锋輝辉煇辉雲云飛飞龍龙寶宝寳宝貴贵愛爱義义興兴慶庆賢贤學学進进錦锦銘铭鵬鹏騰腾維维緒绪勝胜' +
  '順顺禮礼鐵铁鋼钢銀银長长門门開开陽阳雙双電电靜静韻韵預预頌颂風风馳驰驥骥齡龄樹树樺桦棟栋樓楼機机權权橋桥歡欢歲岁歷历氣气漢汉澤泽濱滨瀾澜燦灿煥焕' +
  '煒炜瑋玮瓊琼環环瑩莹璽玺畫画發发碩硕禎祯種种穎颖積积穩稳競竞筆笔節节簡简純纯細细紹绍絲丝綠绿經经綸纶緯纬縱纵績绩織织繼继續续纘缵聖圣聞闻聰聪聲声' +
  '職职肅肃臨临舉举藝艺蓮莲藹蔼蘊蕴虛虚號号術术補补裝装見见規规視视親亲覺觉訓训記记詠咏詩诗誠诚語语誼谊調调諒谅謙谦證证譽誉議议護护豐丰貞贞財财貫贯' +
  '資资賽赛贊赞贇赟躍跃軒轩載载達达遠远適适選选還还邁迈鄉乡釗钊鈞钧鑒鉴鑑鉴鎮镇鏡镜閣阁閩闽際际險险霽霁響响頡颉願愿顯显駿骏驊骅驍骁鴻鸿鶴鹤鷹鹰黨党' +
  '點点業业樂乐倫伦億亿優优內内劍剑勁劲勛勋勳勋勵励區区協协壽寿夢梦奮奋嬋婵嫻娴實实寧宁甯宁寜宁審审將将嶺岭嶽岳巖岩峯峰島岛帥帅師师帶带幹干廣广廳厅' +
  '彌弥從从復复徹彻恆恒恵惠憲宪懷怀應应戰战戲戏戶户執执揚扬換换撥拨據据擁拥攬揽敵敌數数時时晝昼暉晖曄晔暢畅昇升書书會会條条來来儀仪儉俭堯尧堅坚報报' +
  '場场塵尘堃坤淵渊淨净淺浅渾浑湧涌溝沟滿满潔洁潤润珮佩珎珍玨珏羣群竝并脩修邨村鑛矿' +
  // names of units
  '縣县辦办設设產产務务農农計计稅税檢检監监處处組组團团體体運运輸输營营動动遊游醫医藥药療疗統统銷销綜综隊队總总質质庫库園园圖图館馆貿贸聯联員员僑侨臺台灣湾宮宫礦矿糧粮漁渔災灾徵征採采購购創创網网訊讯眾众婦妇殘残幫帮導导課课驗验';

const FOLDED = new Map<string, string>();
for (const [, from = '', to = ''] of PAIRS.matchAll(/(.)(.)/gu)) FOLDED.set(from, to);

/** Writes traditional, variant and easily confused characters in one form. */
export function foldHan(text: string): string {
  return Array.from(text, (character) => FOLDED.get(character) ?? character).join('');
}
