import { Day, Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { ProgressPanel } from '../../kit/ProgressPanel.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { SheetActions } from './SheetActions.tsx';
import { SheetRows } from './SheetRows.tsx';
import { type Sheet, useSheet } from './submission.api.ts';
import { texts } from './texts.ts';
import { UploadPanel } from './UploadPanel.tsx';

export default function SubmissionPage() {
  const sheet = useSheet(usePathParam('id'));
  return (
    <Loaded read={sheet}>
      {(data) => <SheetView sheet={data} onJobDone={() => void sheet.refetch()} />}
    </Loaded>
  );
}

function SheetView({ sheet, onJobDone }: { sheet: Sheet; onJobDone: () => void }) {
  const t = useText(texts);
  const running =
    sheet.job && (sheet.job.state === 'waiting' || sheet.job.state === 'running') ? sheet.job : undefined;
  return (
    <Page
      title={`${sheet.organName} ${sheet.period}`}
      tag={<StatusTag title={sheet.stateTitle} tone={sheet.late ? 'late' : 'live'} />}
      breadcrumbs={[
        { title: t('list'), to: '/submissions' },
        { title: `${sheet.organName} ${sheet.period}` },
      ]}
      actions={<SheetActions sheet={sheet} />}
    >
      <Section title={t('state')}>
        <Facts
          columns={3}
          facts={[
            { label: t('kind'), value: sheet.kindTitle },
            { label: t('due'), value: <Day day={sheet.dueOn} /> },
            { label: t('submitted'), value: <Moment at={sheet.submittedAt} /> },
            { label: t('rows'), value: sheet.counts.total },
            { label: t('row.ready'), value: sheet.counts.ready },
            {
              label: t('row.wrong'),
              value: <span className={sheet.counts.wrong ? 'late' : undefined}>{sheet.counts.wrong}</span>,
            },
            { label: t('row.ambiguous'), value: sheet.counts.ambiguous },
            { label: t('row.accepted'), value: sheet.counts.accepted },
            { label: t('row.returned'), value: sheet.counts.returned },
            sheet.signature
              ? { label: t('signature'), value: `${sheet.signature.signedBy} ${sheet.signature.post ?? ''}` }
              : false,
            sheet.nilText ? { label: t('nil'), value: sheet.nilText, wide: true } : false,
          ]}
        />
        {sheet.returnReasons.map((returned) => (
          <p key={returned.at} className="late">
            {t('returned')}: {returned.reason} <Moment at={returned.at} />
          </p>
        ))}
        {sheet.notes.length > 0 && (
          <details>
            <summary>{t('notes')}</summary>
            <ul>
              {sheet.notes.map((note) => (
                <li key={`${note.code}${note.sheet ?? ''}${note.column ?? ''}${note.row ?? ''}`}>
                  {note.detail}
                </li>
              ))}
            </ul>
          </details>
        )}
      </Section>
      {running && (
        <ProgressPanel
          id={running.id}
          title={running.kind === 'accept' ? t('accepting') : t('uploading')}
          onDone={onJobDone}
        />
      )}
      {sheet.allowed.includes('edit') && <UploadPanel sheet={sheet} />}
      {sheet.counts.total > 0 && <SheetRows sheet={sheet} />}
    </Page>
  );
}
