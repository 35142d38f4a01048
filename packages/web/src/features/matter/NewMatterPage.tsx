import { useNavigate } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { Facts } from '../../kit/Facts.tsx';
import { RuleLinks } from '../../kit/links.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { PackForm } from '../../kit/pack-form/PackForm.tsx';
import { Select } from '../../kit/Select.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { ProblemError } from '../../lib/problem.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import './matter.css';
import { type ProcedureSummary, useBegin, useProcedure, useProcedures } from './matter.api.ts';
import { lacksSubjects, subjectsFault, subjectsKey } from './matter.format.ts';
import { type Subject, SubjectsField, useGivenName } from './SubjectsField.tsx';
import { texts } from './texts.ts';

/** Begins a matter: procedure, who keeps it, whom it concerns, and the first form. */
export default function NewMatterPage() {
  const t = useText(texts);
  const procedures = useProcedures();
  return (
    <Page
      title={t('begin')}
      description={t('beginAbout')}
      breadcrumbs={[{ title: t('list'), to: '/matters' }, { title: t('begin') }]}
      narrow
    >
      <Loaded read={procedures}>
        {({ items }) => {
          const own = items.filter((one) => one.organs.length > 0);
          return own.length === 0 ? <EmptyState title={t('beginNone')} /> : <Choose procedures={own} />;
        }}
      </Loaded>
    </Page>
  );
}

function Choose({ procedures }: { procedures: readonly ProcedureSummary[] }) {
  const t = useText(texts);
  const [url, change] = useUrlState<'procedure'>();
  const name = useGivenName(useGiven()[0]);
  const chosen = procedures.find((one) => one.code === url.procedure);
  return (
    <>
      <Section title={t('beginWhich')}>
        <Select
          aria-label={t('beginWhich')}
          className="which-procedure"
          placeholder={t('beginChoose')}
          value={chosen?.code}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(procedure: string) => change({ procedure })}
          options={procedures.map((one) => ({
            value: one.code,
            label: one.work ? `${one.title} · ${one.work}` : one.title,
          }))}
        />
        {name && <p>{t('beginFor', { name })}</p>}
        {chosen?.note && <p>{chosen.note}</p>}
        {chosen && <RestsOn procedure={chosen} />}
      </Section>
      {chosen && <Begin key={chosen.code} procedure={chosen} />}
    </>
  );
}

/** Articles that the procedure and its terms rest on. */
function RestsOn({ procedure }: { procedure: ProcedureSummary }) {
  const t = useText(texts);
  const detail = useProcedure(procedure.code, procedure.version).data;
  if (!detail) return null;
  const terms = detail.terms.filter((term) => term.rules.length > 0);
  if (detail.rules.length === 0 && terms.length === 0) return null;
  return (
    <Facts
      columns={1}
      facts={[
        detail.rules.length > 0 && { label: t('rules'), value: <RuleLinks rules={detail.rules} /> },
        ...terms.map((term) => ({ label: term.title, value: <RuleLinks rules={term.rules} /> })),
      ]}
    />
  );
}

/** The subject that the address brought along, as from a dossier. */
function useGiven(): Subject[] {
  const [url] = useUrlState<'subject' | 'kind'>();
  return url.subject && (url.kind === 'person' || url.kind === 'unit')
    ? [{ kind: url.kind, id: url.subject }]
    : [];
}

/** Fields of the first form that the address brought along, as `given.originMatter=…`. */
function useGivenFields(): Record<string, unknown> | undefined {
  const [url] = useUrlState<string>();
  const given = Object.entries(url).flatMap(([name, value]) =>
    name.startsWith(GIVEN) && value ? [[name.slice(GIVEN.length), value] as const] : [],
  );
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

const GIVEN = 'given.';

function Begin({ procedure }: { procedure: ProcedureSummary }) {
  const t = useText(texts);
  const navigate = useNavigate();
  const begin = useBegin();
  const given = useGiven();
  const fields = useGivenFields();
  const [organ, setOrgan] = useState(procedure.organs[0]!.id);
  const [title, setTitle] = useState('');
  const [subjects, setSubjects] = useState<Subject[]>(given);
  const [problem, setProblem] = useState<unknown>();
  const [tooFew, setTooFew] = useState(false);
  const { kinds, min, max } = procedure.subjects;
  const submit = async (data: Record<string, unknown> | undefined) => {
    setProblem(undefined);
    if (lacksSubjects(subjects.length, min)) {
      setTooFew(true);
      document.getElementById('begin-subjects')?.focus();
      return;
    }
    try {
      const begun = await begin.mutateAsync({
        body: {
          procedure: procedure.code,
          organId: organ,
          subjects,
          ...(title.trim() ? { title: title.trim() } : {}),
          ...(data ? { data } : {}),
        },
      });
      await navigate({ to: `/matters/${begun.id}` as string });
    } catch (error) {
      setProblem(error);
    }
  };
  const fault = tooFew
    ? t('beginSubjectsMissing')
    : subjectsFault(problem instanceof ProblemError ? problem.faults : []);
  return (
    <Section title={procedure.title}>
      <Form layout="vertical" component={false}>
        {procedure.organs.length > 1 && (
          <Form.Item label={t('beginOrgan')} htmlFor="begin-organ">
            <Select
              id="begin-organ"
              value={organ}
              onChange={setOrgan}
              options={procedure.organs.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        )}
        {max > 0 && (
          <Form.Item
            label={t('beginSubjects')}
            htmlFor="begin-subjects"
            required={min > 0}
            extra={<span id="begin-subjects-about">{t(subjectsKey({ min, max }), { min, max })}</span>}
            {...(fault ? { validateStatus: 'error' as const, help: <span role="alert">{fault}</span> } : {})}
          >
            <SubjectsField
              id="begin-subjects"
              kinds={kinds}
              max={max}
              value={subjects}
              invalid={fault !== undefined}
              about="begin-subjects-about"
              onChange={(next) => {
                setSubjects(next);
                setTooFew(false);
              }}
            />
          </Form.Item>
        )}
        <Form.Item label={t('beginTitle')} htmlFor="begin-title" extra={t('beginTitleAbout')}>
          <Input
            id="begin-title"
            value={title}
            maxLength={300}
            onChange={(event) => setTitle(event.target.value)}
            autoComplete="off"
          />
        </Form.Item>
      </Form>
      <PackForm
        form={procedure.form ?? EMPTY}
        initial={fields}
        onSubmit={(data) => void submit(procedure.form ? data : undefined)}
        busy={begin.isPending}
        problem={problem}
        pointer="/data"
        subjectId={subjects[0]?.id}
        submitLabel={t('beginNow')}
      />
    </Section>
  );
}

const EMPTY = { type: 'object', properties: {} };
