import { listDossiers } from '@plumbline/contract/dossier';
import { getPerson } from '@plumbline/contract/registry-persons';
import { getUnit } from '@plumbline/contract/registry-units';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { fieldErrors } from '../../kit/field-errors.ts';
import { LeaveGuard } from '../../kit/LeaveGuard.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import '../../kit/pack-form/pack-form.css';
import { Select } from '../../kit/Select.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { useRead } from '../../lib/data.ts';
import { useSay } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import './library.css';
import { type Article, useArticles, useCheck, useProcedures } from './library.api.ts';
import { type Answer, findingsOf } from './library.format.ts';
import { type CheckProcedure, checkProcedureOf } from './rule-check.ts';
import { texts } from './texts.ts';

/** Holds a case against the articles of a regulation, one by one; hands it in as a matter. */
export default function RuleCheckPage() {
  const t = useText(texts);
  const procedures = useProcedures();
  return (
    <Page
      title={t('ruleCheck')}
      description={t('checkAbout')}
      breadcrumbs={[{ title: t('library'), to: '/library' }, { title: t('ruleCheck') }]}
    >
      <Loaded read={procedures}>
        {({ items }) => {
          const check = checkProcedureOf(items);
          return check ? <Check check={check} /> : <EmptyState title={t('checkNone')} />;
        }}
      </Loaded>
    </Page>
  );
}

type Url = 'entry' | 'subject' | 'kind';

function Check({ check }: { check: CheckProcedure }) {
  const t = useText(texts);
  const navigate = useNavigate();
  const begin = useCheck();
  const [url, change] = useUrlState<Url>();
  const [facts, setFacts] = useState('');
  const [answers, setAnswers] = useState<Record<string, Answer>>({});
  const [tried, setTried] = useState(false);
  const [begun, setBegun] = useState<string>();
  const articles = useArticles({ itemId: url.entry ?? '', questions: 'true' }, url.entry !== undefined);
  const rows = url.entry ? (articles.data?.items ?? []) : [];
  const { findings, missing } = findingsOf(rows, answers);
  const dirty = begun === undefined && (facts !== '' || Object.keys(answers).length > 0);
  useEffect(() => {
    if (begun) void navigate({ to: `/matters/${begun}` as string });
  }, [begun, navigate]);
  const faults = fieldErrors(begin.error);
  const faultOf = (article: string): string[] => {
    const row = findings.findIndex((one) => one.article === article);
    return faults
      .filter(({ name }) => name[1] === 'findings' && name[2] === row)
      .flatMap(({ errors }) => errors);
  };
  const submit = async () => {
    setTried(true);
    if (!url.subject || !facts.trim() || findings.length === 0 || missing.length > 0) return;
    const matter = await begin
      .mutateAsync({
        body: {
          procedure: check.procedure,
          organId: check.organId,
          subjects: [{ kind: url.kind === 'unit' ? 'unit' : 'person', id: url.subject }],
          data: { facts: facts.trim(), findings },
        },
      })
      .catch(() => undefined);
    setBegun(matter?.id);
  };
  const missingSubject = tried && !url.subject;
  const missingFacts = tried && !facts.trim();
  return (
    <>
      <LeaveGuard when={dirty} />
      <Section title={t('about')}>
        <Form layout="vertical" component={false}>
          <Form.Item
            label={t('checkWhom')}
            htmlFor="check-subject"
            required
            {...(missingSubject ? { validateStatus: 'error' as const, help: t('subjectMissing') } : {})}
          >
            <SubjectField kind={url.kind} value={url.subject} onChange={change} />
          </Form.Item>
          <Form.Item label={t('checkRegulation')} htmlFor="check-regulation" required>
            <RegulationField value={url.entry} onChange={(entry) => change({ entry })} />
          </Form.Item>
          <Form.Item
            label={t('facts')}
            htmlFor="check-facts"
            required
            {...(missingFacts ? { validateStatus: 'error' as const, help: t('factsMissing') } : {})}
          >
            <Input.TextArea
              id="check-facts"
              value={facts}
              maxLength={4000}
              autoSize={{ minRows: 4 }}
              onChange={(event) => setFacts(event.target.value)}
            />
          </Form.Item>
        </Form>
      </Section>
      <Section title={t('checkArticles')}>
        {url.entry === undefined ? (
          <EmptyState title={t('checkFirst')} />
        ) : (
          <Loaded read={articles}>
            {() =>
              rows.length === 0 ? (
                <EmptyState title={t('checkNoQuestions')} />
              ) : (
                <ol className="library-check">
                  {rows.map((article) => (
                    <Row
                      key={article.id}
                      article={article}
                      options={check.findings}
                      answer={answers[article.id] ?? {}}
                      onChange={(answer) => setAnswers((all) => ({ ...all, [article.id]: answer }))}
                      faults={[
                        ...(tried && missing.includes(article.id) ? [t('groundMissing')] : []),
                        ...faultOf(article.id),
                      ]}
                    />
                  ))}
                </ol>
              )
            }
          </Loaded>
        )}
      </Section>
      <ProblemAlert
        problem={begin.error}
        marked={({ pointer }) => pointer?.startsWith('/data/findings/') === true}
      />
      <div className="form-foot library-foot">
        <span role="status">
          {tried && findings.length === 0 ? t('checkNoAnswer') : t('answered', { count: findings.length })}
        </span>
        <Button type="primary" loading={begin.isPending} onClick={() => void submit()}>
          {t('begin')}
        </Button>
      </div>
    </>
  );
}

interface RowProps {
  article: Article;
  options: CheckProcedure['findings'];
  answer: Answer;
  onChange: (answer: Answer) => void;
  faults: readonly string[];
}

/** One article with its question, the finding and, once there is one, its ground. */
function Row({ article, options, answer, onChange, faults }: RowProps) {
  const t = useText(texts);
  const say = useSay();
  const { id, label, text, question } = article;
  return (
    <li>
      <fieldset>
        <legend>
          <strong>{label}</strong> {question}
        </legend>
        <p className="library-check-text">{text}</p>
        <Radio.Group
          name={`finding-${id}`}
          aria-label={t('findingOf', { label })}
          value={answer.finding}
          options={options.map(({ value, title }) => ({ value, label: say(title) }))}
          onChange={(event) => onChange({ ...answer, finding: event.target.value as string })}
        />
        {answer.finding && (
          <Button type="link" size="small" onClick={() => onChange({ ground: answer.ground ?? '' })}>
            {t('takeAnswerBack')}
          </Button>
        )}
        {answer.finding && (
          <Input.TextArea
            className="library-check-ground"
            aria-label={t('groundOf', { label })}
            placeholder={t('ground')}
            value={answer.ground ?? ''}
            maxLength={1000}
            autoSize={{ minRows: 1 }}
            aria-invalid={faults.length > 0}
            {...(faults.length > 0
              ? { status: 'error' as const, 'aria-describedby': `ground-fault-${id}` }
              : {})}
            onChange={(event) => onChange({ ...answer, ground: event.target.value })}
          />
        )}
        {faults.length > 0 && (
          <p id={`ground-fault-${id}`} className="library-fault">
            {faults.join(' ')}
          </p>
        )}
      </fieldset>
    </li>
  );
}

const FEW = 20;

interface SubjectProps {
  kind: string | undefined;
  value: string | undefined;
  onChange: (change: Partial<Record<Url, string | undefined>>) => void;
}

/** A person or unit with a dossier in sight; what is typed narrows the list on the server. */
function SubjectField({ kind, value, onChange }: SubjectProps) {
  const t = useText(texts);
  const [q, setQ] = useState('');
  const [open, setOpen] = useState(false);
  const read = useRead(
    listDossiers,
    { query: { ...(q ? { q } : {}), limit: FEW } },
    { keepPrevious: true, enabled: open },
  );
  const given = { params: { id: value ?? '' } };
  const still = { staleTime: 300_000 };
  const person = useRead(getPerson, given, { enabled: value !== undefined && kind === 'person', ...still });
  const unit = useRead(getUnit, given, { enabled: value !== undefined && kind === 'unit', ...still });
  const found = read.data?.items ?? [];
  const options = found.map((one) => ({
    value: one.subjectId,
    label: [one.name, one.unit?.name, one.post].filter(Boolean).join(' · '),
  }));
  const name = person.data?.name ?? unit.data?.name;
  if (value && name && !options.some((option) => option.value === value))
    options.unshift({ value, label: name });
  return (
    <Select
      id="check-subject"
      showSearch={{ filterOption: false, onSearch: setQ }}
      open={open}
      onOpenChange={setOpen}
      allowClear
      loading={read.isFetching}
      placeholder={t('subjectPlaceholder')}
      value={value ?? null}
      options={options}
      onChange={(next: string | null) =>
        onChange({
          subject: next ?? undefined,
          kind: next ? found.find((one) => one.subjectId === next)?.subjectKind : undefined,
        })
      }
    />
  );
}

/** Regulations that have articles with questions. */
function RegulationField({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (entry: string | undefined) => void;
}) {
  const t = useText(texts);
  const [q, setQ] = useState('');
  const asking = useArticles({ questions: 'true', ...(q ? { q } : {}) });
  const chosen = useArticles({ itemId: value ?? '', questions: 'true' }, value !== undefined);
  const titles = new Map(
    [...(value ? (chosen.data?.items ?? []) : []), ...(asking.data?.items ?? [])].map(
      (one) => [one.itemId, one.title] as const,
    ),
  );
  return (
    <Select
      id="check-regulation"
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={asking.isFetching}
      placeholder={t('checkChoose')}
      value={value ?? null}
      options={[...titles].map(([id, title]) => ({ value: id, label: title }))}
      onChange={(next: string | null) => onChange(next ?? undefined)}
    />
  );
}
