import { Day, Due } from '../../kit/Day.tsx';
import { UnitLink } from '../../kit/links.tsx';
import { Page } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect, FilterText } from '../../kit/table/filters.tsx';
import { useSay } from '../../lib/language.ts';
import { formListsOf, usePack } from '../../lib/pack.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { CarriedOut } from './FollowUpState.tsx';
import { followedItems } from './followed-items.ts';
import { useInstructions } from './instruction.api.ts';
import { texts } from './instruction.texts.ts';
import { RecordInstruction } from './RecordInstruction.tsx';
import { SubjectPicker } from './SubjectPicker.tsx';

type Filter = 'unitId' | 'industry' | 'item' | 'q' | 'open' | 'overdue';

/** The ledger of instructions: one on an industry stands once, with the follow-up of each of its units. */
export default function InstructionListPage() {
  const t = useText(texts);
  const say = useSay();
  const [url, change] = useUrlState<Filter>();
  const pack = usePack();
  const instructions = useInstructions(url);
  const mayRecord = useMay('instruction.write');
  const industries = pack.data ? formListsOf(pack.data).industries! : [];
  const progress = url.overdue ? 'overdue' : url.open ? 'open' : undefined;
  return (
    <Page
      title={t('instructions')}
      description={t('instructionsAbout')}
      actions={
        <>
          {mayRecord && <RecordInstruction />}
          <PrintAction pages={instructions} />
        </>
      }
    >
      <DataTable
        id="instructions"
        caption={t('instructions')}
        pages={instructions}
        rowKey={(row) => row.id}
        open={(row) => `/instructions/${row.id}`}
        rowTone={(row) => (row.followUps.some((step) => step.overdue) ? 'late' : undefined)}
        empty={<EmptyState title={t('noInstructions')} />}
        filters={
          <>
            <FilterText label={t('filterText')} value={url.q} onChange={(q) => change({ q })} />
            <FilterSelect
              label={t('item')}
              value={url.item}
              onChange={(item) => change({ item })}
              options={followedItems(pack.data).map(({ code, title }) => ({
                value: code,
                label: say(title),
              }))}
            />
            <FilterSelect
              label={t('industry')}
              value={url.industry}
              onChange={(industry) => change({ industry })}
              options={industries.map(({ code, title }) => ({ value: code, label: say(title) }))}
            />
            <SubjectPicker
              kind="unit"
              label={t('unit')}
              value={url.unitId}
              known={t('unit')}
              onChange={(unitId) => change({ unitId })}
            />
            <FilterSelect
              label={t('filterOpen')}
              value={progress}
              onChange={(value) =>
                change({
                  open: value === 'open' ? 'true' : undefined,
                  overdue: value === 'overdue' ? 'true' : undefined,
                })
              }
              options={[
                { value: 'open', label: t('onlyOpen') },
                { value: 'overdue', label: t('onlyOverdue') },
              ]}
            />
          </>
        }
        columns={[
          { key: 'title', title: t('title'), render: (row) => row.title },
          { key: 'item', title: t('item'), render: (row) => row.itemTitle },
          { key: 'issuer', title: t('issuer'), render: (row) => row.issuer, nowrap: true },
          {
            key: 'issuedOn',
            title: t('issuedOn'),
            render: (row) => <Day day={row.issuedOn} />,
            nowrap: true,
          },
          {
            key: 'scope',
            title: t('scope'),
            render: (row) =>
              row.industry?.title ??
              (row.unit && <UnitLink id={row.unit.id}>{row.unit.name}</UnitLink>) ??
              '—',
          },
          {
            key: 'due',
            title: t('due'),
            render: (row) => <Due day={row.dueOn} done={row.followUps.every((step) => step.ended)} />,
          },
          {
            key: 'followUps',
            title: t('followUps'),
            render: (row) => <CarriedOut followUps={row.followUps} />,
          },
        ]}
      />
    </Page>
  );
}
