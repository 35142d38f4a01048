import { listSpotChecks } from '@plumbline/contract/spot-check';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { Day } from '../../../kit/Day.tsx';
import { Page } from '../../../kit/Page.tsx';
import { ProblemAlert } from '../../../kit/ProblemAlert.tsx';
import { StatusTag } from '../../../kit/StatusTag.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { DataTable } from '../../../kit/table/DataTable.tsx';
import { useRead } from '../../../lib/data.ts';
import { useText } from '../../../lib/texts.ts';
import { texts } from './check.texts.ts';
import { useBeginSpotCheck, useSpotChecks } from './spot-check.api.ts';

/** Every spot check that this account sees, newest first. */
export default function SpotCheckListPage() {
  const t = useText(texts);
  const pages = useSpotChecks();
  return (
    <Page title={t('checks')} description={t('checksAbout')} actions={<Begin />}>
      <DataTable
        id="spot-checks"
        caption={t('checks')}
        columns={[
          { key: 'number', title: t('number'), render: (row) => row.number ?? '—', nowrap: true },
          { key: 'organ', title: t('organ'), render: (row) => row.organ },
          {
            key: 'period',
            title: t('period'),
            render: ({ committed }) =>
              committed ? (
                <>
                  <Day day={committed.from} /> – <Day day={committed.to} />
                </>
              ) : (
                <span className="absent">—</span>
              ),
            nowrap: true,
          },
          {
            key: 'list',
            title: t('list'),
            render: ({ committed }) => (committed ? t('letters', { count: committed.letters }) : '—'),
            nowrap: true,
          },
          {
            key: 'sourceOn',
            title: t('sourceOn'),
            render: ({ committed }) => <Day day={committed?.sourceOn ?? null} />,
            nowrap: true,
          },
          {
            key: 'checked',
            title: t('checked'),
            render: ({ checked, committed }) =>
              committed ? t('of', { checked, draws: committed.draws }) : '—',
            nowrap: true,
          },
          {
            key: 'state',
            title: t('status'),
            render: (row) => <StatusTag title={row.stateTitle} tone={toneOf(row)} />,
          },
        ]}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => `/spot-checks/${row.id}`}
        empty={<EmptyState title={t('none')}>{t('noneAbout')}</EmptyState>}
      />
    </Page>
  );
}

export const toneOf = ({ final, committed }: { final: boolean; committed: { voided: boolean } | null }) =>
  committed?.voided ? 'quiet' : final ? 'done' : 'live';

/** Begins one, for whoever may. */
function Begin() {
  const t = useText(texts);
  const navigate = useNavigate();
  const begin = useBeginSpotCheck();
  const procedure = useRead(listSpotChecks, {}).data?.procedure;
  if (!procedure) return null;
  const start = async () => {
    const begun = await begin.mutateAsync({ body: { procedure, subjects: [] } }).catch(() => undefined);
    if (begun) await navigate({ to: `/spot-checks/${begun.id}` as string });
  };
  return (
    <>
      <ProblemAlert problem={begin.error} />
      <Button type="primary" loading={begin.isPending} onClick={() => void start()}>
        {t('begin')}
      </Button>
    </>
  );
}
