import { downloadWorkbook } from '@plumbline/contract/submission';
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useState } from 'react';
import { Due, Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { FaultList } from '../../kit/FaultList.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { ProgressPanel } from '../../kit/ProgressPanel.tsx';
import { SaveFile } from '../../kit/SaveFile.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { comma } from '../../lib/language.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { NilReturn } from './NilReturn.tsx';
import { SheetActions } from './SheetActions.tsx';
import { SheetRows } from './SheetRows.tsx';
import { type Sheet, useOutdateSheets, useSheet } from './submission.api.ts';
import { rowKey, toneOfSheet } from './submission.format.ts';
import { texts } from './texts.ts';
import { UploadPanel } from './UploadPanel.tsx';

export default function SubmissionPage() {
  const sheet = useSheet(usePathParam('id'));
  return <Loaded read={sheet}>{(data) => <SheetView key={data.id} sheet={data} />}</Loaded>;
}

function SheetView({ sheet }: { sheet: Sheet }) {
  const t = useText(texts);
  const outdate = useOutdateSheets();
  /** Rows ticked to go back. */
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const mayWrite = useMay('submission.write');
  const readsClues = useMay('clue.read');
  const running =
    sheet.job && (sheet.job.state === 'waiting' || sheet.job.state === 'running') ? sheet.job : undefined;
  return (
    <Page
      title={`${sheet.organName} ${sheet.period}`}
      tag={<StatusTag title={sheet.stateTitle} tone={toneOfSheet(sheet)} />}
      breadcrumbs={[
        { title: t('list'), to: '/submissions' },
        { title: `${sheet.organName} ${sheet.period}` },
      ]}
      actions={<SheetActions sheet={sheet} ticked={ticked.length} />}
    >
      <Section title={t('state')}>
        <Facts
          columns={3}
          facts={[
            { label: t('kind'), value: sheet.kindTitle },
            {
              label: t('due'),
              value: (
                <Due day={sheet.dueOn} done={sheet.submittedAt !== null} provisional={sheet.provisional} />
              ),
            },
            { label: t('submitted'), value: <Moment at={sheet.submittedAt} /> },
            { label: t('rows'), value: sheet.counts.total - sheet.counts.excluded },
            sheet.counts.excluded > 0 ? { label: t('row.excluded'), value: sheet.counts.excluded } : false,
            { label: t(rowKey(sheet, 'ready')), value: sheet.counts.ready },
            {
              label: t('row.wrong'),
              value: <span className={sheet.counts.wrong ? 'late' : undefined}>{sheet.counts.wrong}</span>,
            },
            { label: t('row.ambiguous'), value: sheet.counts.ambiguous },
            { label: t('row.accepted'), value: sheet.counts.accepted },
            { label: t('row.returned'), value: sheet.counts.returned },
            { label: t('receiver'), value: sheet.receiverOrganName },
            sheet.withdrawnAt ? { label: t('withdrawn'), value: <Moment at={sheet.withdrawnAt} /> } : false,
            sheet.acceptedAt ? { label: t('accepted'), value: <Moment at={sheet.acceptedAt} /> } : false,
            sheet.fileName
              ? {
                  label: t('file'),
                  value: mayWrite ? (
                    <SaveFile
                      label={sheet.fileName}
                      route={downloadWorkbook}
                      asked={{ params: { id: sheet.id } }}
                      button={{ type: 'link' }}
                    />
                  ) : (
                    sheet.fileName
                  ),
                }
              : false,
            sheet.supplementsId
              ? {
                  label: t('supplements'),
                  value: <Link to={`/submissions/${sheet.supplementsId}`}>{t('firstSheet')}</Link>,
                }
              : false,
            sheet.acceptedAt && readsClues
              ? {
                  label: t('clueFiles'),
                  value: <Link to={`/clues?submissionId=${sheet.id}`}>{t('openClues')}</Link>,
                }
              : false,
            sheet.signature
              ? { label: t('signature'), value: `${sheet.signature.signedBy} ${sheet.signature.post ?? ''}` }
              : false,
            sheet.nilText ? { label: t('nil'), value: sheet.nilText, wide: true } : false,
          ]}
        />
        {sheet.returnReasons.map((returned) => (
          <p key={returned.at} className="late">
            {returned.rows ? t('returnedRows', { rows: returned.rows.join(comma()) }) : t('returnedSheet')}:{' '}
            {returned.reason} <Moment at={returned.at} />
          </p>
        ))}
        {sheet.notes.length > 0 && (
          <details>
            <summary>{t('notes', { count: sheet.notes.length })}</summary>
            <FaultList faults={sheet.notes} />
          </details>
        )}
      </Section>
      {sheet.job?.state === 'failed' && (
        <Alert
          type="error"
          showIcon
          title={sheet.job.kind === 'accept' ? t('acceptFailed') : t('stageFailed')}
          description={<FaultList faults={sheet.job.faults} />}
        />
      )}
      {running && (
        <ProgressPanel
          id={running.id}
          title={running.kind === 'accept' ? t('accepting') : t('uploading')}
          onEnd={outdate}
        />
      )}
      {sheet.allowed.includes('edit') && <UploadPanel sheet={sheet} />}
      <NilReturn sheet={sheet} />
      {sheet.counts.total > 0 && <SheetRows sheet={sheet} ticked={ticked} onTick={setTicked} />}
    </Page>
  );
}
