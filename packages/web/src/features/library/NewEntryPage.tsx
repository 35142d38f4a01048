import { useNavigate } from '@tanstack/react-router';
import { Form, type FormInstance } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { Field } from '../../kit/DialogForm.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { Select } from '../../kit/Select.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { useSay } from '../../lib/language.ts';
import { usePack } from '../../lib/pack.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { AboutFields } from './AboutFields.tsx';
import { ContentFields } from './ContentFields.tsx';
import { type ContentValues, contentOf, EMPTY_CONTENT } from './content.ts';
import './library.css';
import { type Stores, useAdd, useStores } from './library.api.ts';
import { texts } from './texts.ts';
import { WritingForm } from './WritingForm.tsx';

/** Writes an entry: where it stands and who may read it, then its text. */
export default function NewEntryPage() {
  const t = useText(texts);
  const stores = useStores();
  return (
    <Page
      title={t('newEntry')}
      description={t('newEntryAbout')}
      breadcrumbs={[{ title: t('library'), to: '/library' }, { title: t('newEntry') }]}
    >
      <Loaded read={stores}>
        {(data) =>
          data.organs.length === 0 ? <EmptyState title={t('mayNotWrite')} /> : <New stores={data} />
        }
      </Loaded>
    </Page>
  );
}

interface Values extends ContentValues {
  store: string;
  sort: string;
  title: string;
  titleEn?: string;
  issuer?: string;
  documentNumber?: string;
  audience: string;
  classification?: number;
  /** Only asked for where the account writes for several organs. */
  organId?: string;
}

const FIELDS = [
  'store',
  'sort',
  'title',
  'titleEn',
  'issuer',
  'documentNumber',
  'audience',
  'classification',
  'organId',
  'effectiveFrom',
  'text',
  'note',
] as const;

function New({ stores }: { stores: Stores }) {
  const t = useText(texts);
  const navigate = useNavigate();
  const [url] = useUrlState<'store'>();
  const add = useAdd();
  const [form] = Form.useForm<Values>();
  const { organId: own } = useSession();
  const organ = stores.organs.find(({ id }) => id === own) ?? stores.organs[0]!;
  const writable = stores.stores.filter(({ holds }) => holds !== 'archive');
  const first = writable.find(({ code }) => code === url.store) ?? writable[0];
  const chosen = Form.useWatch('store', form) ?? first?.code;
  const store = writable.find(({ code }) => code === chosen);
  if (!first) return <EmptyState title={t('mayNotWrite')} />;
  const save = async (values: Values) => {
    const { store: code, sort, title, titleEn, issuer, documentNumber, audience, classification } = values;
    const written = await add.mutateAsync({
      body: {
        store: code,
        sort,
        title: title.trim(),
        ...(titleEn?.trim() ? { titleEn: titleEn.trim() } : {}),
        ...(issuer?.trim() ? { issuer: issuer.trim() } : {}),
        ...(documentNumber?.trim() ? { documentNumber: documentNumber.trim() } : {}),
        audience,
        ...(classification === undefined ? {} : { classification }),
        organId: values.organId ?? organ.id,
        ...contentOf(values),
      },
    });
    return () => navigate({ to: `/library/${written.id}` as string });
  };
  return (
    <WritingForm<Values>
      form={form}
      fields={FIELDS}
      problem={add.error}
      initial={{
        ...EMPTY_CONTENT,
        store: first.code,
        sort: first.sorts[0]?.code ?? '',
        audience: first.audiences[0] ?? '',
        organId: organ.id,
      }}
      onSave={save}
      submitLabel={t('saveDraft')}
    >
      <Section title={t('about')}>
        <Place stores={stores} form={form} />
      </Section>
      <ContentFields store={store?.code} holds={store?.holds ?? 'text'} problem={add.error} />
    </WritingForm>
  );
}

function Place({ stores, form }: { stores: Stores; form: FormInstance<Values> }) {
  const t = useText(texts);
  const say = useSay();
  const pack = usePack();
  const code = Form.useWatch('store', form);
  const writable = stores.stores.filter(({ holds }) => holds !== 'archive');
  const store = writable.find((one) => one.code === code) ?? writable[0]!;
  const levels = (pack.data?.classifications ?? []) as unknown as {
    level: number;
    title: { zh: string; en: string };
  }[];
  return (
    <div className="library-fields">
      <Field name="store" label={t('store')} required>
        <Select
          options={writable.map((one) => ({ value: one.code, label: one.title }))}
          onChange={(next: string) => {
            const other = writable.find((one) => one.code === next);
            form.setFieldsValue({
              sort: other?.sorts[0]?.code ?? '',
              audience: other?.audiences[0] ?? '',
              classification: undefined as never,
            });
          }}
        />
      </Field>
      <AboutFields stores={stores} code={store.code} />
      <Field name="classification" label={t('classification')}>
        <Select
          allowClear
          placeholder={t('ofStore')}
          options={levels
            .filter(({ level }) => level >= store.classification)
            .map(({ level, title }) => ({ value: level, label: say(title) }))}
        />
      </Field>
      {stores.organs.length > 1 && (
        <Field name="organId" label={t('organ')} required>
          <Select options={stores.organs.map(({ id, name }) => ({ value: id, label: name }))} />
        </Field>
      )}
      <Field name="effectiveFrom" label={t('effectiveFrom')} required>
        <DayInput />
      </Field>
    </div>
  );
}
