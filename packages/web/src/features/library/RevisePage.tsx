import { useNavigate } from '@tanstack/react-router';
import { Form } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { Field } from '../../kit/DialogForm.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { usePathParam, useUrlState } from '../../lib/url.ts';
import { ContentFields } from './ContentFields.tsx';
import { type ContentValues, contentOf, valuesOf } from './content.ts';
import './library.css';
import {
  type Entry,
  type Source,
  useEdit,
  useEntry,
  useRevise,
  useSource,
  type Version,
} from './library.api.ts';
import { versionsAround } from './library.format.ts';
import { texts } from './texts.ts';
import { WritingForm } from './WritingForm.tsx';

/** Writes a newer version of an entry, or goes on with its draft (`?draft=`). */
export default function RevisePage() {
  const id = usePathParam('id');
  const [{ draft }] = useUrlState<'draft'>();
  const entry = useEntry(id, draft);
  const source = useSource(entry.data?.versionId ?? undefined);
  const t = useText(texts);
  return (
    <Loaded read={entry}>
      {(data) => {
        const title = draft ? t('editDraft') : t('revise');
        return (
          <Page
            title={title}
            description={data.title}
            breadcrumbs={[
              { title: t('library'), to: '/library' },
              { title: data.title, to: `/library/${id}` },
              { title },
            ]}
          >
            <Loaded read={source}>
              {(written) => <Revise key={id} entry={data} source={written} draft={draft} />}
            </Loaded>
          </Page>
        );
      }}
    </Loaded>
  );
}

interface Props {
  entry: Entry;
  source: Source;
  draft: string | undefined;
}

const FIELDS = ['effectiveFrom', 'text', 'note'] as const;

function Revise({ entry, source, draft }: Props) {
  const t = useText(texts);
  const navigate = useNavigate();
  const revise = useRevise();
  const edit = useEdit();
  const [form] = Form.useForm<ContentValues>();
  const version: Version | undefined = versionsAround(entry.versions, draft ?? null).shown;
  const problem = draft ? edit.error : revise.error;
  const mayWrite = draft ? version?.editable : entry.allowed.includes('revise');
  if (!mayWrite && !revise.isPending && !edit.isPending && !revise.isSuccess && !edit.isSuccess)
    return <EmptyState title={t('mayNotRevise')} />;
  const titles = new Map(
    entry.parts.flatMap(({ member }) => (member?.title ? [[member.itemId, member.title] as const] : [])),
  );
  const values = valuesOf(source, titles);
  const save = async (written: ContentValues) => {
    const body = contentOf(written);
    const saved = draft
      ? await edit.mutateAsync({
          params: { id: draft },
          body: { ...body, version: version?.matterVersion ?? 1 },
        })
      : await revise.mutateAsync({ params: { id: entry.id }, body });
    return () =>
      navigate({ to: `/library/${entry.id}` as string, search: { version: saved.versionId } as never });
  };
  return (
    <WritingForm<ContentValues>
      form={form}
      fields={FIELDS}
      problem={problem}
      initial={draft ? values : { ...values, note: '' }}
      onSave={save}
      submitLabel={t('saveDraft')}
    >
      <Section title={t('about')}>
        <div className="library-fields">
          <Field name="effectiveFrom" label={t('effectiveFrom')} required extra={t('effectiveAbout')}>
            <DayInput />
          </Field>
        </div>
      </Section>
      <ContentFields store={entry.store} holds={entry.holds} problem={problem} self={entry.id} />
    </WritingForm>
  );
}
