import type { Text } from '@plumbline/contract/route';
import type { ColumnSpec } from '../../../platform/workbook/headers.ts';

export type Key = 'username' | 'name' | 'role' | 'organ' | 'unit' | 'from' | 'to';

interface Column extends ColumnSpec {
  key: Key;
  title: Text;
  note: Text;
}

/** The columns of the template in their order; a workbook may have them in any order and in either language. */
export const COLUMNS: readonly Column[] = [
  {
    key: 'username',
    title: { zh: '用户名', en: 'User name' },
    note: {
      zh: '2 至 50 个字，可用中文、字母、数字、点、横线、下划线。同一账号任多个角色的，每个角色一行。',
      en: '2 to 50 characters: letters (Chinese too), digits, dot, hyphen, underscore. One row for each role.',
    },
    labels: ['用户名', '账号', '登录名', 'User name', 'Username', 'Account'],
    required: true,
  },
  {
    key: 'name',
    title: { zh: '姓名', en: 'Name' },
    note: { zh: '使用人姓名。', en: 'Name of the person.' },
    labels: ['姓名', '使用人', 'Name', 'Full name'],
    required: true,
  },
  {
    key: 'role',
    title: { zh: '角色', en: 'Role' },
    note: {
      zh: '角色名称或代码；可留空。角色须由安全保密管理员另行授予。',
      en: 'Title or code; may be empty. The security administrator decides on it afterwards.',
    },
    labels: ['角色', 'Role'],
  },
  {
    key: 'organ',
    title: { zh: '机关', en: 'Organ' },
    note: { zh: '任角色的机关名称或代码。', en: 'Name or code of the organ in which the role is held.' },
    labels: ['机关', '机构', '部门', 'Organ', 'Office'],
  },
  {
    key: 'unit',
    title: { zh: '单位', en: 'Unit' },
    note: {
      zh: '被监督单位的联络员等，填其单位全称。',
      en: 'For accounts that speak for a supervised unit: its whole name.',
    },
    labels: ['单位', '被监督单位', 'Unit'],
  },
  {
    key: 'from',
    title: { zh: '起始日期', en: 'From' },
    note: { zh: '留空为授予之日。', en: 'Empty: the day on which it is granted.' },
    labels: ['起始日期', '开始日期', '起', 'From', 'Start'],
  },
  {
    key: 'to',
    title: { zh: '截止日期', en: 'To' },
    note: { zh: '最后一日，留空为长期。', en: 'The last day; empty: no end.' },
    labels: ['截止日期', '结束日期', '止', 'To', 'End', 'Until'],
  },
];
