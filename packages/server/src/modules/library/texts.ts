import type { Text } from '@plumbline/contract/route';

export const texts: Record<string, Text> = {
  'library.repeated': {
    zh: '{label}出现了两次，请核对条款序号。',
    en: '{label} stands twice; check the numbers of the articles.',
  },
  'library.jump': {
    zh: '{label}之前缺少条款，请核对是否遗漏或未另起一行。',
    en: 'Before {label} an article is missing; check whether it was left out or does not begin a line.',
  },
  'library.no-article': {
    zh: '没有识别出条款。条款须另起一行，以“第×条”开头。',
    en: 'No article was found. An article begins a line with the word Article and its number.',
  },
  'library.too-many': {
    zh: '超过{most}段，其后的内容没有读入。请拆分后分别入库。',
    en: 'There are more than {most} parts; what follows was not read. Split the text.',
  },
  'library.empty': { zh: '正文不能为空。', en: 'The text is empty.' },
  'library.identifying': {
    zh: '{label}含有证件号码或手机号（{found}），在本机关以外公布前须删去。',
    en: '{label} holds an ID or telephone number ({found}); remove it before the entry leaves the organ.',
  },
  'library.audience-classified': {
    zh: '向全体用户公布的资料须为公开。',
    en: 'What everyone may read is not classified.',
  },
  'library.below-store': {
    zh: '密级不得低于该资料库的密级。',
    en: 'It can not be classified below its store.',
  },
  'library.archive-store': {
    zh: '廉政档案由数据包页面摘编，不在此处编写。',
    en: 'An archive is made on the page of its dossier, not written here.',
  },
  'library.file-type': {
    zh: '只能从 .docx、.pdf 或 .txt 文件读取文字。',
    en: 'Text is read from .docx, .pdf and .txt files only.',
  },
  'library.unreadable': {
    zh: '读不出文件中的文字。请另存为 .docx 或 .txt，或直接粘贴文字。',
    en: 'The text of the file can not be read. Save it as .docx or .txt, or paste the text.',
  },
  'library.share-one': {
    zh: '请选择共享整个资料库或其中一份资料。',
    en: 'Choose a whole store or one entry to share.',
  },
  'library.share-past': {
    zh: '结束日期早于开始日期或已过。',
    en: 'The last day lies before the first or has passed.',
  },
};
