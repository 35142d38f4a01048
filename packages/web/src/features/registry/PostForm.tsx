import type { NewPost, RegistryLists } from '@plumbline/contract/registry';
import { Input, InputNumber } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { Field } from '../../kit/DialogForm.tsx';
import { useText } from '../../lib/texts.ts';
import { CodeSelect } from './parts/inputs.tsx';
import { texts } from './texts.ts';

export type PostValues = Omit<NewPost, 'unitId'>;
export const POST_FIELDS = [
  'title',
  'titleEn',
  'level',
  'tags',
  'orderNo',
  'activeFrom',
] as const satisfies readonly (keyof PostValues)[];

export const postBody = (values: PostValues): PostValues => ({
  title: values.title,
  titleEn: values.titleEn?.trim() || null,
  level: values.level ?? null,
  tags: values.tags ?? [],
  orderNo: values.orderNo ?? 100,
  activeFrom: values.activeFrom ?? null,
});

/** The fields of a post, inside a form. */
export function PostFields({ lists }: { lists: RegistryLists }) {
  const t = useText(texts);
  return (
    <>
      <Field name="title" label={t('postTitle')} required>
        <Input maxLength={120} autoComplete="off" />
      </Field>
      <div className="pair">
        <Field name="level" label={t('level')}>
          <CodeSelect list={lists.postLevels} />
        </Field>
        <Field name="orderNo" label={t('order')} extra={t('orderHint')}>
          <InputNumber min={0} max={9999} precision={0} />
        </Field>
      </div>
      <Field name="tags" label={t('tags')}>
        <CodeSelect list={lists.postTags} several />
      </Field>
      <div className="pair">
        <Field name="titleEn" label={t('postTitleEn')}>
          <Input maxLength={120} autoComplete="off" />
        </Field>
        <Field name="activeFrom" label={t('activeFrom')}>
          <DayInput />
        </Field>
      </div>
    </>
  );
}
