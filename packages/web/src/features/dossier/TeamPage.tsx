import { LockOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { Day } from '../../kit/Day.tsx';
import { PersonLink } from '../../kit/links.tsx';
import { Page } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam, useUrlState } from '../../lib/url.ts';
import { type Team, useTeam } from './dossier.api.ts';
import './dossier.css';
import { MaterialDrawer } from './MaterialDrawer.tsx';
import { texts } from './texts.ts';

/** A leadership team side by side: the same parts of verified entries, no score. */
export default function TeamPage() {
  const team = useTeam(usePathParam('id'));
  return <Loaded read={team}>{(data) => <TeamView team={data} />}</Loaded>;
}

function TeamView({ team }: { team: Team }) {
  const t = useText(texts);
  const [state, change] = useUrlState<'material'>();
  const open = (material: string) => change({ material });
  return (
    <Page
      title={`${team.unit.name} · ${t('teamTitle')}`}
      description={t('teamAbout')}
      breadcrumbs={[
        { title: t('list'), to: '/dossiers' },
        { title: team.unit.name, to: `/dossiers/${team.unit.id}` },
        { title: t('teamTitle') },
      ]}
      actions={<PrintAction />}
    >
      {team.members.length === 0 ? (
        <EmptyState title={t('teamNone')} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the screen must scroll by keys
        <section className="table-frame" tabIndex={0} aria-label={t('teamTitle')}>
          <table className="comparison">
            <TeamHead team={team} />
            <tbody>
              <MemberRow title={t('post')} team={team} value={(member) => member.post} />
              <MemberRow title={t('birthMonth')} team={team} value={(member) => <Day day={member.born} />} />
              {[...Map.groupBy(team.rows, (row) => row.item)].map(([item, rows]) => (
                <Fragment key={item}>
                  <tr className="comparison-item">
                    <th scope="row">{rows[0]?.itemTitle}</th>
                    {team.members.map((member, index) => (
                      <ItemDay key={member.personId} cell={newestOf(rows, index)} />
                    ))}
                  </tr>
                  {rows.every((row) => row.cells.every((cell) => cell === null || cell.withheld)) ? (
                    <CellRow title={t('content')} row={rows[0]!} team={team} onOpen={open} />
                  ) : (
                    rows.map((row) => (
                      <CellRow key={row.title} title={row.title} row={row} team={team} onOpen={open} />
                    ))
                  )}
                </Fragment>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {state.material && (
        <MaterialDrawer id={state.material} onOpen={open} onClose={() => change({ material: undefined })} />
      )}
    </Page>
  );
}

function TeamHead({ team }: { team: Team }) {
  const t = useText(texts);
  return (
    <thead>
      <tr>
        <th scope="col">{t('item')}</th>
        {team.members.map((member) => (
          <th scope="col" key={member.personId}>
            <PersonLink id={member.visible ? member.personId : null}>{member.name}</PersonLink>{' '}
            {member.heads && <StatusTag title={t('flag.top-leader')} />}
            <br />
            <small className={member.missing ? 'late' : 'absent'}>
              {member.visible
                ? `${t('countMissing', { count: member.missing })} · ${t('countStale', { count: member.stale })}`
                : t('notVisible')}
            </small>
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface MemberRowProps {
  title: string;
  team: Team;
  value: (member: Team['members'][number]) => ReactNode;
}

/** What the registry says of each member. */
function MemberRow({ title, team, value }: MemberRowProps) {
  return (
    <tr>
      <th scope="row">{title}</th>
      {team.members.map((member) => (
        <td key={member.personId}>{value(member)}</td>
      ))}
    </tr>
  );
}

interface RowProps {
  title: string;
  row: Team['rows'][number];
  team: Team;
  onOpen: (materialId: string) => void;
}

function CellRow({ title, row, team, onOpen }: RowProps) {
  const t = useText(texts);
  return (
    <tr>
      <th scope="row">{title}</th>
      {row.cells.map((cell, index) => (
        <td
          key={team.members[index]?.personId ?? index}
          className={cell?.state === 'stale' ? 'stale' : undefined}
        >
          {cell === null ? (
            <span className="absent">—</span>
          ) : (
            <Button type="link" size="small" onClick={() => onOpen(cell.materialId)}>
              {cell.withheld ? (
                <>
                  <LockOutlined aria-hidden="true" /> {t('onlyWithSlip')}
                </>
              ) : (
                cell.values.join(comma())
              )}
            </Button>
          )}
        </td>
      ))}
    </tr>
  );
}

type Cell = Team['rows'][number]['cells'][number];

/** What one member's newest entry of an item says is the same entry in every row of the item. */
const newestOf = (rows: readonly Team['rows'][number][], member: number): Cell =>
  rows.map((row) => row.cells[member] ?? null).find((cell) => cell !== null) ?? null;

/** The day of a member's entry, and whether it is out of date. */
function ItemDay({ cell }: { cell: Cell }) {
  const t = useText(texts);
  return (
    <td>
      {cell && (
        <small className="absent">
          <Day day={cell.day} />
          {cell.state !== 'fresh' && ` ${t(cell.state)}`}
        </small>
      )}
    </td>
  );
}
