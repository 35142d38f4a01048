import { App, Button } from 'antd';
import { Day } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { type Gap, useAsk, useGaps } from './keeping.api.ts';
import { texts } from './keeping.texts.ts';

/** What dossiers lack, with one action to ask for it, also for a whole unit. */
export default function GapPage() {
  const t = useText(texts);
  const { message } = App.useApp();
  const [url] = useUrlState<'subjectId' | 'unitId' | 'item'>();
  const gaps = useGaps(url);
  const ask = useAsk();
  const mayAsk = useMay('collection.ask');
  const send = (body: Parameters<typeof ask.mutate>[0]['body']) =>
    ask.mutate(
      { body },
      {
        onSuccess: ({ asked, sealed, skipped }) =>
          void message.info(t('askedCount', { asked, sealed, skipped: skipped.length })),
      },
    );
  const one = (gap: Gap) =>
    send({ subjects: [{ kind: gap.subjectKind, id: gap.subjectId }], items: [gap.item] });
  return (
    <Page
      title={t('gaps')}
      description={t('gapsAbout')}
      actions={
        mayAsk &&
        url.unitId && (
          <Button loading={ask.isPending} onClick={() => send({ unitId: url.unitId })}>
            {t('askAll')}
          </Button>
        )
      }
    >
      <ProblemAlert problem={ask.error} />
      <DataTable
        id="gaps"
        caption={t('gaps')}
        pages={gaps}
        rowKey={(gap) => `${gap.subjectId}:${gap.item}`}
        empty={<EmptyState title={t('noGaps')} />}
        columns={[
          { key: 'item', title: t('item'), render: (gap) => gap.itemTitle },
          {
            key: 'subject',
            title: t('subject'),
            render: (gap) => [gap.subjectName, gap.unit?.name, gap.post].filter(Boolean).join(' · '),
          },
          {
            key: 'gap',
            title: t('gap'),
            render: (gap) => <StatusTag title={t(gap.gap)} tone={gap.gap === 'missing' ? 'late' : 'care'} />,
            nowrap: true,
          },
          { key: 'why', title: t('why'), render: (gap) => gap.why },
          { key: 'owedBy', title: t('owedBy'), render: (gap) => gap.owedBy[0]?.name ?? '—' },
          { key: 'since', title: t('since'), render: (gap) => <Day day={gap.since} />, nowrap: true },
          {
            key: 'ask',
            title: t('asked'),
            render: (gap) =>
              gap.asked ? (
                <Day day={gap.asked.dueOn} />
              ) : mayAsk ? (
                <Button size="small" disabled={ask.isPending} onClick={() => one(gap)}>
                  {t('ask')}
                </Button>
              ) : (
                '—'
              ),
            nowrap: true,
          },
        ]}
      />
    </Page>
  );
}
