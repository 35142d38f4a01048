import { Form } from 'antd';
import { Select } from '../../kit/Select.tsx';
import { useLanguage } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './texts.ts';

interface Props {
  jurisdictions: readonly { code: string; name: string; nameEn: string }[];
}

export default function JurisdictionField({ jurisdictions }: Props) {
  const t = useText(texts);
  const language = useLanguage();
  return (
    <Form.Item
      name="jurisdiction"
      label={t('jurisdiction')}
      rules={[{ required: true, message: t('jurisdictionRequired') }]}
    >
      <Select
        size="large"
        showSearch={{ optionFilterProp: 'label' }}
        options={jurisdictions.map((place) => ({
          value: place.code,
          label: language === 'en' && place.nameEn ? place.nameEn : place.name,
        }))}
      />
    </Form.Item>
  );
}
