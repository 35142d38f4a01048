import type { AssessedSubject } from '@plumbline/contract/style-assessment';
import * as contract from '@plumbline/contract/style-assessment';
import { Button, Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import { Day } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { usePages, useWrite } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { texts } from './assessment.texts.ts';

/** The last period: which units and members of teams have their sheet, and the ones that are begun at once. */
export default function AssessmentsPage() {
  const t = useText(texts);
  const [url, change] = useUrlState<'kind' | 'owing'>();
  const kind = url.kind === 'person' ? 'person' : 'unit';
  const pages = usePages(contract.listStyleAssessments, {
    query: { kind, ...(url.owing ? { owing: 'true' as const } : {}) },
  });
  const head = pages.data?.pages[0];
  const [keys, setKeys] = useState<string[]>([]);
  const begin = useWrite(contract.beginStyleAssessments, { outdates: [contract.listStyleAssessments] });
  const start = async () => {
    await begin.mutateAsync({ body: { subjects: keys.map((id) => ({ kind, id })) } }).then(
      () => setKeys([]),
      () => undefined,
    );
  };
  return (
    <Page title={t('list')} description={t('listAbout')}>
      {head && (
        <p className={head.late && head.owing > 0 ? 'late' : undefined}>
          {t('period')} <Day day={head.from} />–<Day day={head.to} /> · {t('due')} <Day day={head.dueOn} />
          {head.late && ` (${t('late')})`} · {head.owing > 0 ? t('owing', { count: head.owing }) : t('done')}
        </p>
      )}
      <ProblemAlert problem={begin.error} />
      <DataTable<AssessedSubject>
        id="style-assessments"
        caption={t('list')}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => (row.assessment ? `/matters/${row.assessment.matterId}` : undefined)}
        empty={<EmptyState title={t('none')} />}
        filters={
          <>
            <Segmented
              aria-label={t('shown')}
              value={kind}
              onChange={(next) => {
                setKeys([]);
                change({ kind: next === 'person' ? next : undefined });
              }}
              options={[
                { value: 'unit', label: t('units') },
                { value: 'person', label: t('persons') },
              ]}
            />
            <Checkbox
              checked={url.owing === 'true'}
              onChange={(event) => change({ owing: event.target.checked ? 'true' : undefined })}
            >
              {t('owingOnly')}
            </Checkbox>
          </>
        }
        selection={{
          keys,
          onChange: setKeys,
          disabled: (row) => row.assessment !== null,
          label: (row) => row.name,
        }}
        tools={
          keys.length > 0 && (
            <Button size="small" type="primary" loading={begin.isPending} onClick={() => void start()}>
              {t('begin', { count: keys.length })}
            </Button>
          )
        }
        columns={[
          { key: 'name', title: t('name'), render: (row) => row.name },
          { key: 'number', title: t('number'), render: (row) => row.assessment?.number ?? '—' },
          { key: 'state', title: t('state'), render: (row) => row.assessment?.stateTitle ?? t('notBegun') },
          {
            key: 'due',
            title: t('dueOn'),
            render: (row) => (row.assessment?.dueOn ? <Day day={row.assessment.dueOn} /> : '—'),
          },
        ]}
      />
    </Page>
  );
}
