import { Tag } from 'antd';
import { Suspense } from 'react';
import { Day } from '../../kit/Day.tsx';
import { PersonLink, UnitLink } from '../../kit/links.tsx';
import type { Column } from '../../kit/table/columns.ts';
import type { Say } from '../../lib/texts.ts';
import { RegisterClue } from '../clue/index.ts';
import type { Sign } from './sign.api.ts';
import type { texts } from './sign.texts.ts';

type Key = NonNullable<(typeof texts)['keys']>;

export const columnsOf = (t: Say<Key>): Column<Sign>[] => [
  { key: 'number', title: t('number'), minWidth: '9rem', render: (row) => row.number ?? row.seenOn },
  { key: 'seenOn', title: t('seenOn'), nowrap: true, render: (row) => <Day day={row.seenOn} /> },
  { key: 'subject', title: t('subject'), minWidth: '8rem', render: (row) => <Subject sign={row} /> },
  {
    key: 'tags',
    title: t('tags'),
    minWidth: '9rem',
    render: (row) => row.tags.map(({ code, title }) => <Tag key={code}>{title}</Tag>),
  },
  {
    key: 'seen',
    title: t('seen'),
    minWidth: '14rem',
    render: (row) => <span className="sign-seen">{row.seen}</span>,
  },
  { key: 'origin', title: t('origin'), hidden: true, nowrap: true, render: (row) => row.originTitle },
  { key: 'owners', title: t('owners'), nowrap: true, render: (row) => row.owners.join('、') },
  { key: 'state', title: t('state'), minWidth: '5.5rem', render: (row) => row.stateTitle },
  {
    key: 'endsOn',
    title: t('endsOn'),
    nowrap: true,
    render: (row) => (row.endsOn ? <Day day={row.endsOn} /> : <span className="absent">—</span>),
  },
  {
    key: 'actions',
    title: t('actions'),
    render: (row) =>
      row.mayTurn && row.subject.name !== null ? (
        <Suspense>
          <RegisterClue
            of={{
              ofMatterId: row.id,
              subjectKind: row.subject.kind,
              subjectId: row.subject.id,
              subjectName: row.subject.name,
              title: row.tags.map(({ title }) => title).join('、'),
            }}
          />
        </Suspense>
      ) : null,
  },
];

function Subject({ sign }: { sign: Sign }) {
  const { kind, id, name, units } = sign.subject;
  if (name === null) return <span className="absent">—</span>;
  const To = kind === 'unit' ? UnitLink : PersonLink;
  return (
    <>
      <To id={id}>{name}</To>
      {units.length > 0 && <small> {units.join('、')}</small>}
    </>
  );
}
