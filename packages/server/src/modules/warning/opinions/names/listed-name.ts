/** A name as somebody wrote it down, and where. */
export interface ListedName {
  /** Row of the sheet or line of the text, from one on; null for a form of one person. */
  row: number | null;
  /** Name of the file; null for what was pasted. */
  file: string | null;
  name: string;
  unit: string;
  post: string;
  /** YYYY-MM, where a form says so. */
  birth?: string | null;
  /** Valid identity number: matched with the registry and then forgotten. */
  idNumber: string | null;
}

/** Headings by which the columns of a list are known. */
export const HEADINGS = [
  { key: 'name', labels: ['姓名', '人员姓名', '干部姓名', '名字', 'Name'], required: true },
  { key: 'unit', labels: ['单位', '工作单位', '所在单位', '单位名称', '现单位', 'Unit'] },
  { key: 'post', labels: ['职务', '现任职务', '岗位', '现职务', '职务职级', 'Post'] },
  { key: 'idNumber', labels: ['身份证号', '身份证号码', '公民身份号码', '证件号码', 'ID number'] },
  {
    key: 'unitAndPost',
    labels: ['单位及职务', '工作单位及职务', '单位职务', '现任单位及职务', 'Unit and post'],
  },
] as const;
