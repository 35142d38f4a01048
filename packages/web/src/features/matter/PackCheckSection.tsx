import { Section } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { ErrorState, Loading } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { usePackCheck } from './pack.api.ts';
import { texts } from './pack.texts.ts';

/** Whether the version is sound by the rules of the software that runs now. */
export function PackCheckSection(which: { code: string; version: string }) {
  const t = useText(texts);
  const { data, error, refetch } = usePackCheck(which);
  return (
    <Section title={t('check')}>
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <>
          <p className="absent">{t('checking')}</p>
          <Loading />
        </>
      ) : data.sound ? (
        <StatusTag title={t('sound')} tone="done" />
      ) : (
        <>
          <p>
            <StatusTag title={t('unsound', { count: data.problems.length })} tone="late" />
          </p>
          {data.problems.every((one) => one.line === null) && <p className="absent">{t('noLines')}</p>}
          <DataTable
            bare
            id="pack-problems"
            caption={t('check')}
            rows={data.problems}
            rowKey={(row) => `${row.file} ${row.pointer} ${row.code} ${row.text}`}
            columns={[
              {
                key: 'place',
                title: t('place'),
                render: (row) => (
                  <code>
                    {row.file}
                    {row.line === null ? row.pointer : ` ${t('line', { line: row.line })}`}
                  </code>
                ),
              },
              { key: 'severity', title: t('severity'), render: (row) => t(row.severity), nowrap: true },
              {
                key: 'text',
                title: t('problem'),
                render: (row) => (
                  <>
                    {row.text} <small className="figures">{row.code}</small>
                  </>
                ),
              },
            ]}
          />
        </>
      )}
    </Section>
  );
}
