import { Button } from 'antd';
import { useState } from 'react';
import { Page } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect } from '../../kit/table/filters.tsx';
import { useSay } from '../../lib/language.ts';
import { formListsOf, usePack } from '../../lib/pack.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { AskDialog, type Asking } from './AskDialog.tsx';
import './dossier.css';
import { gapColumns } from './gap.columns.tsx';
import { type Gap, useGaps } from './keeping.api.ts';
import { texts } from './keeping.texts.ts';
import { SubjectPicker } from './SubjectPicker.tsx';

type Filter = 'subjectId' | 'unitId' | 'kind' | 'item' | 'gap';

const keyOf = (gap: Gap) => `${gap.subjectId}:${gap.item}`;
const askingOf = (gap: Gap): Asking => ({
  subjects: [{ kind: gap.subjectKind, id: gap.subjectId }],
  items: [gap.item],
  owedBy: gap.owedBy,
});

/** What dossiers lack, per dossier or per unit, with one action to ask for it: of one, or of everybody at once. */
export default function GapPage() {
  const t = useText(texts);
  const say = useSay();
  const [url, change] = useUrlState<Filter>();
  const gaps = useGaps(url);
  const pack = usePack();
  const mayAsk = useMay('collection.ask');
  const [asking, setAsking] = useState<{ what: Asking; about: string }>();
  const items = pack.data ? formListsOf(pack.data).catalogue! : [];
  return (
    <Page
      title={t('gaps')}
      description={t('gapsAbout')}
      breadcrumbs={
        url.subjectId ? [{ title: t('dossier'), to: `/dossiers/${url.subjectId}` }, { title: t('gaps') }] : []
      }
      actions={
        <>
          {mayAsk && url.unitId && (
            <Button
              type="primary"
              onClick={() => setAsking({ what: { unitId: url.unitId! }, about: t('askAllAbout') })}
            >
              {t('askAll')}
            </Button>
          )}
          <PrintAction pages={gaps} />
        </>
      }
    >
      <DataTable
        id="gaps"
        caption={t('gaps')}
        pages={gaps}
        rowKey={keyOf}
        open={(gap) => `/dossiers/${gap.subjectId}`}
        empty={<EmptyState title={t('noGaps')} />}
        filters={
          <>
            <SubjectPicker
              kind="unit"
              label={t('unitAndPeople')}
              value={url.unitId}
              known={t('unitAndPeople')}
              onChange={(unitId) => change({ unitId, subjectId: undefined })}
            />
            <SubjectPicker
              label={t('oneDossier')}
              value={url.subjectId}
              known={t('oneDossier')}
              onChange={(subjectId) => change({ subjectId, unitId: undefined })}
            />
            <FilterSelect
              label={t('item')}
              value={url.item}
              onChange={(item) => change({ item })}
              options={items.map(({ code, title }) => ({ value: code, label: say(title) }))}
            />
            <FilterSelect
              label={t('gap')}
              value={url.gap}
              onChange={(gap) => change({ gap })}
              options={[
                { value: 'missing', label: t('missing') },
                { value: 'stale', label: t('stale') },
              ]}
            />
            <FilterSelect
              label={t('kind')}
              value={url.kind}
              onChange={(kind) => change({ kind })}
              options={[
                { value: 'person', label: t('persons') },
                { value: 'unit', label: t('units') },
              ]}
            />
          </>
        }
        columns={gapColumns(
          t,
          mayAsk
            ? (gap) =>
                setAsking({
                  what: askingOf(gap),
                  about: t('askAbout', { item: gap.itemTitle, name: gap.subjectName }),
                })
            : undefined,
        )}
      />
      {asking && <AskDialog asking={asking.what} about={asking.about} onClose={() => setAsking(undefined)} />}
    </Page>
  );
}
