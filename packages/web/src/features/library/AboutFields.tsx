import { Input } from 'antd';
import { Field } from '../../kit/DialogForm.tsx';
import { Select } from '../../kit/Select.tsx';
import { useText } from '../../lib/texts.ts';
import type { Stores } from './library.api.ts';
import { texts } from './texts.ts';

const optionsOf = (list: readonly { code: string; title: string }[]) =>
  list.map(({ code, title }) => ({ value: code, label: title }));

/** What stands beside the text of an entry: kind, title, origin and audience. */
export function AboutFields({ stores, code }: { stores: Stores | undefined; code: string | undefined }) {
  const t = useText(texts);
  const store = stores?.stores.find((one) => one.code === code);
  const audiences = (stores?.audiences ?? []).filter((one) => store?.audiences.includes(one.code));
  return (
    <>
      <Field name="sort" label={t('sort')} required>
        <Select options={optionsOf(store?.sorts ?? [])} />
      </Field>
      <Field name="title" label={t('title')} required>
        <Input maxLength={200} autoComplete="off" />
      </Field>
      <Field name="titleEn" label={t('titleEn')}>
        <Input maxLength={200} autoComplete="off" />
      </Field>
      <Field name="issuer" label={t('issuer')}>
        <Input maxLength={200} autoComplete="off" />
      </Field>
      <Field name="documentNumber" label={t('documentNumber')}>
        <Input maxLength={100} autoComplete="off" />
      </Field>
      <Field name="audience" label={t('audience')} required extra={t('audienceAbout')}>
        <Select options={optionsOf(audiences)} />
      </Field>
    </>
  );
}
