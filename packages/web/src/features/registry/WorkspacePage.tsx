import type { RegistryLists, WorkspaceUnit } from '@plumbline/contract/registry';
import { Link } from '@tanstack/react-router';
import { Page } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect } from '../../kit/table/filters.tsx';
import { comma } from '../../lib/language.ts';
import { type Say, useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { optionsOf, titleOf } from './parts/inputs.tsx';
import './registry.css';
import { useLists, useWorkspace } from './registry.api.ts';
import { texts } from './relation.texts.ts';
import { texts as words } from './texts.ts';

type Key = NonNullable<(typeof texts)['keys']>;

const columnsOf = (
  t: Say<Key>,
  power: string,
  marks: string,
  lists: RegistryLists,
): Column<WorkspaceUnit>[] => [
  { key: 'unit', title: t('unit'), render: (row) => row.name },
  {
    key: 'flags',
    title: marks,
    fixed: true,
    render: (row) => (
      <span className="name-flow">
        {row.mine && <StatusTag title={t('mine')} tone="live" />}
        {row.power && <StatusTag title={power} tone="care" />}
      </span>
    ),
  },
  {
    key: 'supervision',
    title: t('supervisedIn'),
    render: (row) =>
      [...new Set(row.supervisions.map((entry) => titleOf(lists.supervisionKinds, entry.kind)))].join(
        comma(),
      ) || '—',
  },
  {
    key: 'heads',
    title: t('top'),
    render: (row) =>
      row.heads.length === 0 ? (
        <span className="absent">—</span>
      ) : (
        <ul className="name-flow">
          {row.heads.map((head) => (
            <li key={head.personId}>
              <Link to={`/persons/${head.personId}`}>{head.name}</Link> <small>{head.title}</small>
            </li>
          ))}
        </ul>
      ),
  },
  {
    key: 'persons',
    title: t('staff'),
    align: 'end',
    render: (row) => <Link to={`/persons?unitId=${row.id}`}>{row.persons}</Link>,
  },
  {
    key: 'key',
    title: t('key'),
    align: 'end',
    render: (row) => <Link to={`/persons?unitId=${row.id}&keyMinority=true`}>{row.keyPersons}</Link>,
  },
];

/** The desk of an organ, above all of a dispatched office: its units first. */
export default function WorkspacePage() {
  const lists = useLists();
  return <Loaded read={lists}>{(data) => <Workspace lists={data} />}</Loaded>;
}

function Workspace({ lists }: { lists: RegistryLists }) {
  const t = useText(texts);
  const w = useText(words);
  const [filter, change] = useUrlState<'supervision'>();
  const pages = useWorkspace({ supervision: filter.supervision });
  return (
    <Page title={t('workspace')} description={t('workspaceAbout')}>
      <DataTable
        id="workspace"
        caption={t('workspace')}
        columns={columnsOf(t, w('power'), w('tags'), lists)}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => `/units/${row.id}`}
        empty={<EmptyState title={t('workspaceNone')}>{t('workspaceNoneAbout')}</EmptyState>}
        filters={
          <FilterSelect
            label={t('allKinds')}
            value={filter.supervision}
            onChange={(supervision) => change({ supervision })}
            options={optionsOf(lists.supervisionKinds)}
          />
        }
      />
    </Page>
  );
}
