import type { NewUnit, RegistryLists, UnitSummary } from '@plumbline/contract/registry';
import { useNavigate } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { Page } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect, FilterText } from '../../kit/table/filters.tsx';
import { useMay } from '../../lib/session.ts';
import { type Say, useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { EditAction } from './parts/EditAction.tsx';
import { optionsOf, titleOf } from './parts/inputs.tsx';
import './registry.css';
import { useLists, useRegistryWrites, useUnits } from './registry.api.ts';
import { texts } from './texts.ts';
import { UNIT_FIELDS, UnitFields, unitBody } from './UnitForm.tsx';

type Key = NonNullable<(typeof texts)['keys']>;

const columnsOf = (t: Say<Key>, lists: RegistryLists): Column<UnitSummary>[] => [
  { key: 'name', title: t('name'), render: (row) => row.name },
  { key: 'kind', title: t('kind'), render: (row) => titleOf(lists.unitKinds, row.kind), nowrap: true },
  { key: 'industry', title: t('industry'), render: (row) => titleOf(lists.industries, row.industry) || '—' },
  {
    key: 'tags',
    title: t('tags'),
    render: (row) => (
      <span className="name-flow">
        {row.tags.map((tag) => (
          <StatusTag
            key={tag}
            title={titleOf(lists.unitTags, tag)}
            tone={lists.unitTags.find((entry) => entry.code === tag)?.power ? 'care' : 'plain'}
          />
        ))}
        {row.activeTo && <StatusTag title={t('closed')} tone="quiet" />}
      </span>
    ),
  },
  {
    key: 'code',
    title: t('creditCode'),
    render: (row) => <span className="figures">{row.creditCode ?? '—'}</span>,
    nowrap: true,
  },
];

export default function UnitListPage() {
  const lists = useLists();
  return <Loaded read={lists}>{(data) => <UnitList lists={data} />}</Loaded>;
}

type Filters = 'q' | 'kind' | 'industry' | 'tag' | 'power' | 'supervisedBy' | 'contact' | 'closed';

function UnitList({ lists }: { lists: RegistryLists }) {
  const t = useText(texts);
  const navigate = useNavigate();
  const may = useMay('registry.write');
  const { createUnit } = useRegistryWrites();
  const [filter, change] = useUrlState<Filters>();
  const pages = useUnits(filter);
  const organs = lists.organs.filter((organ) => organ.supervises);
  return (
    <Page
      title={t('units')}
      description={t('unitsAbout')}
      actions={
        may && (
          <EditAction<NewUnit>
            label={t('newUnit')}
            fields={UNIT_FIELDS}
            button={{ type: 'primary' }}
            onSave={(values) => createUnit({ body: unitBody(values) })}
            onDone={(done) => done && navigate({ to: `/units/${done.id}` })}
          >
            <UnitFields lists={lists} />
          </EditAction>
        )
      }
    >
      <DataTable
        id="units"
        caption={t('units')}
        columns={columnsOf(t, lists)}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => `/units/${row.id}`}
        rowTone={(row) => (row.activeTo ? 'quiet' : undefined)}
        empty={<EmptyState title={t('noUnits')}>{t('noUnitsAbout')}</EmptyState>}
        filters={
          <>
            <FilterText label={t('search')} value={filter.q} onChange={(q) => change({ q })} />
            <FilterSelect
              label={t('kind')}
              value={filter.kind}
              onChange={(kind) => change({ kind })}
              options={optionsOf(lists.unitKinds)}
            />
            <FilterSelect
              label={t('industry')}
              value={filter.industry}
              onChange={(industry) => change({ industry })}
              options={optionsOf(lists.industries)}
            />
            <FilterSelect
              label={t('tags')}
              value={filter.tag}
              onChange={(tag) => change({ tag })}
              options={optionsOf(lists.unitTags)}
            />
            <FilterSelect
              label={t('supervisedBy')}
              value={filter.supervisedBy}
              onChange={(supervisedBy) => change({ supervisedBy })}
              options={organs.map((organ) => ({ value: organ.id, label: organ.name }))}
            />
            <FilterSelect
              label={t('contact')}
              value={filter.contact}
              onChange={(contact) => change({ contact })}
              options={[
                { value: 'mine', label: t('contactMine') },
                { value: 'none', label: t('contactNone') },
              ]}
            />
            <Checkbox
              checked={filter.power === 'true'}
              onChange={(event) => change({ power: event.target.checked ? 'true' : undefined })}
            >
              {t('powerOnly')}
            </Checkbox>
            <Checkbox
              checked={filter.closed === 'true'}
              onChange={(event) => change({ closed: event.target.checked ? 'true' : undefined })}
            >
              {t('showClosed')}
            </Checkbox>
          </>
        }
      />
    </Page>
  );
}
