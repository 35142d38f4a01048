import { getMatter } from '@plumbline/contract/matter';
import { getSpotCheck, getSpotCheckProof, listSpotChecks } from '@plumbline/contract/spot-check';
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { Day, Moment } from '../../../kit/Day.tsx';
import { Facts } from '../../../kit/Facts.tsx';
import { Page, Section } from '../../../kit/Page.tsx';
import { SaveFile } from '../../../kit/SaveFile.tsx';
import { StatusTag } from '../../../kit/StatusTag.tsx';
import { Loaded } from '../../../kit/states.tsx';
import { DataTable } from '../../../kit/table/DataTable.tsx';
import { useRead } from '../../../lib/data.ts';
import { useText } from '../../../lib/texts.ts';
import { usePathParam } from '../../../lib/url.ts';
import { MatterActions, MatterStanding, MatterWork } from '../../matter/parts/index.ts';
import { texts } from './check.texts.ts';
import { toneOf } from './SpotCheckListPage.tsx';
import { type SpotCheckDetail, useSpotCheck } from './spot-check.api.ts';

/** One spot check: its steps with what proves them, and the letters that were drawn. */
export default function SpotCheckPage() {
  const id = usePathParam('id');
  const check = useSpotCheck(id);
  return <Loaded read={check}>{(data) => <View check={data} />}</Loaded>;
}

function View({ check }: { check: SpotCheckDetail }) {
  const t = useText(texts);
  const matter = useRead(getMatter, { params: { id: check.id } });
  return (
    <Page
      title={check.title}
      tag={<StatusTag title={check.stateTitle} tone={toneOf(check)} />}
      breadcrumbs={[{ title: t('checks'), to: '/spot-checks' }, { title: check.number ?? check.title }]}
      actions={
        matter.data && <MatterActions matter={matter.data} outdates={[getSpotCheck, listSpotChecks]} />
      }
    >
      {matter.data && <MatterStanding matter={matter.data} />}
      <Committed check={check} />
      <Published check={check} />
      <Sample check={check} />
      <Soundness check={check} />
      {matter.data && <MatterWork matter={matter.data} />}
    </Page>
  );
}

/** Whether everything agrees when it is computed anew, and the file with which anybody can do so. */
function Soundness({ check }: { check: SpotCheckDetail }) {
  const t = useText(texts);
  if (!check.committed) return null;
  const sound = check.published ? t('sound') : t('soundBefore');
  return (
    <Section title={t('proofTitle')}>
      <Alert
        type={check.faults.length > 0 ? 'error' : 'success'}
        showIcon
        title={check.faults.length > 0 ? t('unsound') : sound}
        description={check.faults.length > 0 && check.faults.map((fault) => <p key={fault}>{fault}</p>)}
      />
      <p>{t('proofAbout')}</p>
      <SaveFile label={t('proof')} route={getSpotCheckProof} asked={{ params: { id: check.id } }} />
    </Section>
  );
}

function Committed({ check }: { check: SpotCheckDetail }) {
  const t = useText(texts);
  const { committed } = check;
  return (
    <Section title={t('stepCommit')}>
      {committed ? (
        <Facts
          facts={[
            committed.voided && { label: t('status'), value: t('voided') },
            {
              label: t('period'),
              value: (
                <>
                  <Day day={committed.from} /> – <Day day={committed.to} />
                </>
              ),
            },
            { label: t('list'), value: t('letters', { count: committed.letters }) },
            { label: t('draws'), value: t('letters', { count: committed.draws }) },
            { label: t('sourceOn'), value: <Day day={committed.sourceOn} /> },
            { label: t('source'), value: committed.source, wide: true },
            { label: t('digits'), value: committed.digits },
            { label: t('committedAt'), value: <Moment at={committed.at} /> },
            { label: t('committedBy'), value: check.committedBy },
            { label: t('listHash'), value: <code>{check.listHash}</code>, wide: true },
            { label: t('commitment'), value: <code>{check.commitment}</code>, wide: true },
          ]}
        />
      ) : (
        <p>{t('stepCommitNone')}</p>
      )}
    </Section>
  );
}

function Published({ check: { committed, published } }: { check: SpotCheckDetail }) {
  const t = useText(texts);
  if (!committed) return null;
  return (
    <Section title={t('stepNumber')}>
      {published ? (
        <Facts
          facts={[
            { label: t('published'), value: <code>{published.number}</code> },
            { label: t('publishedIn'), value: published.in },
            { label: t('drawnAt'), value: <Moment at={published.at} /> },
            { label: t('drawnBy'), value: published.by },
            { label: t('seed'), value: <code>{published.seed}</code>, wide: true },
          ]}
        />
      ) : (
        <p>{t('stepNumberNone', { day: committed.sourceOn })}</p>
      )}
    </Section>
  );
}

type Drawn = SpotCheckDetail['sample'][number];

function Check({ row: { check, result } }: { row: Drawn }) {
  const t = useText(texts);
  if (check) return <Link to={check.link as string}>{check.stateTitle}</Link>;
  return <span className="absent">{result ? '—' : t('checkHidden')}</span>;
}

function Sample({ check: { committed, sample } }: { check: SpotCheckDetail }) {
  const t = useText(texts);
  if (!committed || committed.voided) return null;
  const resultOf = ({ check, result }: Drawn) =>
    result ? t(`result_${result}`) : check ? t('resultNone') : '—';
  return (
    <Section title={t('stepDraw')}>
      {sample.length === 0 ? (
        <p>{t('stepDrawNone')}</p>
      ) : (
        <DataTable
          id="spot-check-sample"
          caption={t('sample')}
          bare
          columns={[
            { key: 'order', title: t('order'), render: (row) => row.drawn, nowrap: true },
            { key: 'letter', title: t('letter'), render: (row) => row.letterNumber || row.letterId },
            { key: 'check', title: t('check'), render: (row) => <Check row={row} /> },
            { key: 'result', title: t('result'), render: resultOf },
          ]}
          rows={sample}
          rowKey={(row) => row.letterId}
        />
      )}
    </Section>
  );
}
