import type { OpinionNames } from '@plumbline/contract/opinion';
import { useNavigate } from '@tanstack/react-router';
import { Alert, App, Button, Input } from 'antd';
import { useState } from 'react';
import { LeaveGuard } from '../../../kit/LeaveGuard.tsx';
import { Page, Section } from '../../../kit/Page.tsx';
import { ProblemAlert } from '../../../kit/ProblemAlert.tsx';
import { PackForm } from '../../../kit/pack-form/PackForm.tsx';
import { Loaded } from '../../../kit/states.tsx';
import { FileUploads } from '../../../kit/uploads/FileUploads.tsx';
import { useUploads } from '../../../kit/uploads/use-uploads.ts';
import { useText } from '../../../lib/texts.ts';
import { NamesTable } from './NamesTable.tsx';
import { askedAs, type Chosen, meantBy, without } from './names.rules.ts';
import './opinions.css';
import { useBeginOpinion, useNames, useOpinionForm } from './opinion.api.ts';
import { texts } from './opinion.texts.ts';

const PARTED_SECONDS = 8;

type Form = NonNullable<ReturnType<typeof useOpinionForm>['data']>;

/** Registers a request: the list is pasted or uploaded and checked name by name, then the letter's own data follow. */
export default function OpinionNewPage() {
  const t = useText(texts);
  const form = useOpinionForm();
  return (
    <Page
      title={t('register')}
      breadcrumbs={[{ title: t('list'), to: '/opinions' }, { title: t('register') }]}
    >
      <Loaded read={form}>{(data) => <Register form={data} />}</Loaded>
    </Page>
  );
}

function Register({ form }: { form: Form }) {
  const t = useText(texts);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const uploads = useUploads();
  const names = useNames();
  const begin = useBeginOpinion();
  const [text, setText] = useState('');
  const [listed, setListed] = useState<OpinionNames>();
  const [chosen, setChosen] = useState<Chosen>({});
  const rows = listed?.rows ?? [];
  const people = rows.flatMap((row) => {
    const person = meantBy(row, chosen);
    return person ? [askedAs(row, person)] : [];
  });
  const check = async () => {
    const found = await names
      .mutateAsync({ body: { text, fileIds: uploads.ids ?? [] } })
      .catch(() => undefined);
    setListed(found);
    setChosen({});
  };
  const submit = async (data: Record<string, unknown>) => {
    const papers = form.files && uploads.ids?.length ? { [form.files]: uploads.ids } : {};
    const begun = await begin
      .mutateAsync({ body: { names: people, data: { ...data, ...papers } } })
      .catch(() => undefined);
    if (begun?.parted.length)
      void message.info(t('parted', { nos: begun.parted.flat().join(t('and')) }), PARTED_SECONDS);
    // The guard still stands at this moment: it is let go with the next drawing.
    if (begun) await navigate({ to: `/opinions/${begun.id}` as string, ignoreBlocker: true });
  };
  const open = rows.length - people.length;
  return (
    <>
      <LeaveGuard when={rows.length > 0 && !begin.isSuccess} />
      <Section title={t('namesStep')}>
        <div className="names-step">
          <p>{t('namesAbout', { most: form.most })}</p>
          <Input.TextArea
            aria-label={t('paste')}
            placeholder={t('paste')}
            value={text}
            autoSize={{ minRows: 5, maxRows: 14 }}
            onChange={(event) => setText(event.target.value)}
          />
          <FileUploads uploads={uploads} />
          <ProblemAlert problem={names.error} />
          <Button
            type={rows.length ? 'default' : 'primary'}
            loading={names.isPending}
            disabled={uploads.held !== undefined || (text.trim() === '' && !uploads.ids?.length)}
            onClick={() => void check()}
          >
            {t('check')}
          </Button>
          {listed?.faults.map((fault) => (
            <Alert key={fault.detail} type="warning" title={fault.detail} role="alert" />
          ))}
          {rows.length > 0 && (
            <>
              <p role="status">
                {t('ready', { count: people.length })}
                {open > 0 && ` · ${t('open', { count: open })}`}
              </p>
              <NamesTable
                rows={rows}
                chosen={chosen}
                onChoose={setChosen}
                onLeaveOut={(no) => setListed({ ...listed!, rows: without(rows, no) })}
              />
            </>
          )}
        </div>
      </Section>
      {rows.length > 0 && (
        <Section title={t('requestStep')}>
          <PackForm
            form={withoutField(form.form, form.files)}
            onSubmit={(data) => void submit(data)}
            busy={begin.isPending}
            held={open > 0}
            problem={begin.error}
            pointer="/data"
            submitLabel={t('registerNow')}
          />
        </Section>
      )}
    </>
  );
}

/** The uploads above are kept with the request; nobody is asked for them twice. */
function withoutField(form: Form['form'], field: string | null): object {
  const { properties = {} } = form as { properties?: Record<string, unknown> };
  return {
    ...form,
    properties: Object.fromEntries(Object.entries(properties).filter(([code]) => code !== field)),
  };
}
