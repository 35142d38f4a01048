import type { Text } from '@plumbline/contract/route';
import { TEMPLATE_FAULTS } from '@plumbline/policy';

const withPlace = Object.fromEntries(
  Object.entries(TEMPLATE_FAULTS).map(([code, text]) => [
    code,
    { zh: `${text.zh}。{at}`, en: `${text.en}. {at}` },
  ]),
);

export const texts: Record<string, Text> = {
  ...withPlace,
  'template.field-unknown': {
    zh: '模板“{template}”没有名为“{field}”的字段，请改用字段清单中的名称。',
    en: 'Template "{template}" knows no field "{field}"; use a name from the list of fields.',
  },
  'template.field-missing': {
    zh: '模板“{template}”的文件中缺少必填字段“{field}”。',
    en: 'The file lacks the required field "{field}" of template "{template}".',
  },
  'document.field-missing': {
    zh: '模板“{template}”的“{field}”必须填写。',
    en: '"{field}" of template "{template}" must be filled in.',
  },
  'document.field-unknown': {
    zh: '模板“{template}”没有字段“{field}”。',
    en: 'Template "{template}" has no field "{field}".',
  },
  'document.by-step': {
    zh: '该文书由办理步骤签发，须先办理相应步骤；步骤办理后可补发。',
    en: 'A step issues this document: take the step first; it may be issued again afterwards.',
  },
  'document.field-of-step': {
    zh: '“{field}”以办理步骤中填写的内容为准，不能另行改写。',
    en: '"{field}" says what was written in the step and is not worded anew here.',
  },
  'document.field-fixed': {
    zh: '“{field}”由平台自动填写，不能手工更改。',
    en: '"{field}" is filled by the platform and can not be written by hand.',
  },
  'document.field-shape': {
    zh: '“{field}”的内容格式不对。',
    en: 'What was given for "{field}" has the wrong shape.',
  },
  'document.no-organ': { zh: '请选择发文机关。', en: 'Choose the organ that issues the document.' },
  'fill.timeout': {
    zh: '模板“{template}”填充超时。',
    en: 'Filling template "{template}" took too long.',
  },
  'fill.memory': { zh: '模板“{template}”过于复杂。', en: 'Template "{template}" is too complex.' },
  'fill.damaged': { zh: '模板“{template}”无法填充。', en: 'Template "{template}" can not be filled.' },
  'fill.unknown-fields': {
    zh: '模板“{template}”中有未知字段：{field}。',
    en: 'Template "{template}" holds unknown fields: {field}.',
  },
  'notice.template.approved': { zh: '您提交的文书模板已审定', en: 'Your template was approved' },
  'notice.template.rejected': { zh: '您提交的文书模板未通过', en: 'Your template was rejected' },
  'reason-required': { zh: '请写明理由。', en: 'Give a reason.' },
};
