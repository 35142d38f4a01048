import type { PersonSummary, RegistryLists } from '@plumbline/contract/registry';
import { Link, useNavigate } from '@tanstack/react-router';
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
import { newPersonBody, PERSON_FIELDS, PersonFields, type PersonValues } from './PersonForm.tsx';
import { EditAction } from './parts/EditAction.tsx';
import { optionsOf, titleOf } from './parts/inputs.tsx';
import { partOf } from './parts/Period.tsx';
import { UnitPicker } from './parts/pickers.tsx';
import './registry.css';
import { useLists, usePersons, useRegistryWrites, useUnit, useZones } from './registry.api.ts';
import { texts } from './texts.ts';

type Key = NonNullable<(typeof texts)['keys']>;

const columnsOf = (t: Say<Key>, lists: RegistryLists): Column<PersonSummary>[] => [
  { key: 'name', title: t('personName'), render: (row) => row.name, nowrap: true },
  {
    key: 'flags',
    title: t('tags'),
    render: (row) => (
      <span className="name-flow">
        {row.heads && <StatusTag title={t('heads')} tone="care" />}
        {row.keyMinority && !row.heads && <StatusTag title={t('keyMinority')} />}
      </span>
    ),
  },
  {
    key: 'posts',
    title: t('currentPosts'),
    render: (row) =>
      row.posts.length === 0 ? (
        <span className="absent">—</span>
      ) : (
        <ul className="name-flow in-text">
          {row.posts.map((post) => (
            <li key={post.postId}>
              <Link to={`/units/${post.unitId}`}>{post.unitName}</Link> {post.title}
              {post.kind !== 'appointed' && <small> {t(post.kind as 'acting' | 'concurrent')}</small>}
            </li>
          ))}
        </ul>
      ),
  },
  {
    key: 'level',
    title: t('level'),
    render: (row) => titleOf(lists.postLevels, row.posts[0]?.level) || '—',
    nowrap: true,
  },
  { key: 'sex', title: t('sex'), render: (row) => (row.sex ? t(row.sex) : '—'), nowrap: true },
  {
    key: 'birth',
    title: t('birthDate'),
    render: (row) => (
      <span className="figures">
        {row.birthDate ? partOf(row.birthDate, row.birthPrecision ?? 'day') : '—'}
      </span>
    ),
    nowrap: true,
  },
];

export default function PersonListPage() {
  const lists = useLists();
  return <Loaded read={lists}>{(data) => <PersonList lists={data} />}</Loaded>;
}

type Filters =
  | 'q'
  | 'unitId'
  | 'below'
  | 'level'
  | 'tag'
  | 'heads'
  | 'keyMinority'
  | 'power'
  | 'supervisedBy'
  | 'contact'
  | 'zoneId';

function PersonList({ lists }: { lists: RegistryLists }) {
  const t = useText(texts);
  const navigate = useNavigate();
  const may = useMay('registry.write');
  const { createPerson } = useRegistryWrites();
  const [filter] = useUrlState<Filters>();
  const pages = usePersons(filter);
  return (
    <Page
      title={t('persons')}
      description={t('personsAbout')}
      actions={
        may && (
          <EditAction<PersonValues>
            label={t('newPerson')}
            fields={PERSON_FIELDS}
            button={{ type: 'primary' }}
            onSave={(values) => createPerson({ body: newPersonBody(values) })}
            onDone={(done) => done && navigate({ to: `/persons/${done.id}` })}
          >
            <PersonFields />
          </EditAction>
        )
      }
    >
      <DataTable
        id="persons"
        caption={t('persons')}
        columns={columnsOf(t, lists)}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => `/persons/${row.id}`}
        empty={<EmptyState title={t('noPersons')}>{t('noPersonsAbout')}</EmptyState>}
        filters={<PersonFilters lists={lists} />}
      />
    </Page>
  );
}

const FLAGS = [
  ['keyMinority', 'keyMinorityOnly'],
  ['heads', 'headsOnly'],
  ['power', 'powerPersons'],
] as const;

function PersonFilters({ lists }: { lists: RegistryLists }) {
  const t = useText(texts);
  const [filter, change] = useUrlState<Filters>();
  const organs = lists.organs.filter((organ) => organ.supervises);
  const zones = useZones({});
  return (
    <>
      <FilterText label={t('searchPerson')} value={filter.q} onChange={(q) => change({ q })} />
      <UnitFilter />
      <FilterSelect
        label={t('level')}
        value={filter.level}
        onChange={(level) => change({ level })}
        options={optionsOf(lists.postLevels)}
      />
      <FilterSelect
        label={t('tags')}
        value={filter.tag}
        onChange={(tag) => change({ tag })}
        options={optionsOf(lists.postTags)}
      />
      <FilterSelect
        label={t('supervisedBy')}
        value={filter.supervisedBy}
        onChange={(supervisedBy) => change({ supervisedBy })}
        options={organs.map((organ) => ({ value: organ.id, label: organ.name }))}
      />
      {(zones.data?.items.length ?? 0) > 0 && (
        <FilterSelect
          label={t('inZone')}
          value={filter.zoneId}
          onChange={(zoneId) => change({ zoneId })}
          options={(zones.data?.items ?? []).map((zone) => ({ value: zone.id, label: zone.name }))}
        />
      )}
      {FLAGS.map(([name, label]) => (
        <Checkbox
          key={name}
          checked={filter[name] === 'true'}
          onChange={(event) => change({ [name]: event.target.checked ? 'true' : undefined })}
        >
          {t(label)}
        </Checkbox>
      ))}
      <Checkbox
        checked={filter.contact === 'mine'}
        onChange={(event) => change({ contact: event.target.checked ? 'mine' : undefined })}
      >
        {t('contactMinePersons')}
      </Checkbox>
    </>
  );
}

function UnitFilter() {
  const t = useText(texts);
  const [filter, change] = useUrlState<Filters>();
  const unit = useUnit(filter.unitId ?? '-', undefined, Boolean(filter.unitId));
  return (
    <>
      <UnitPicker
        label={t('unit')}
        value={filter.unitId ?? null}
        known={unit.data && filter.unitId ? { id: unit.data.id, name: unit.data.name } : null}
        onChange={(unitId) => change({ unitId: unitId ?? undefined, below: undefined })}
      />
      {filter.unitId && (
        <Checkbox
          checked={filter.below === 'true'}
          onChange={(event) => change({ below: event.target.checked ? 'true' : undefined })}
        >
          {t('below')}
        </Checkbox>
      )}
    </>
  );
}
