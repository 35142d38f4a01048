import { exportClueRegister } from '@plumbline/contract/clue-register';
import { Tabs } from 'antd';
import { Page } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { SaveFile } from '../../kit/SaveFile.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { type RegisterLine, useRegisterLines, useRegisters } from './clue.api.ts';
import { texts } from './texts.ts';

/** The registers of the pack, one at a time, each with all its columns. */
export default function RegisterPage() {
  const t = useText(texts);
  const registers = useRegisters();
  const [url, change] = useUrlState<'register'>();
  return (
    <Loaded read={registers}>
      {({ items }) => {
        const chosen = items.find((item) => item.code === url.register) ?? items[0];
        if (!chosen) return <EmptyState title={t('registerNone')} />;
        return (
          <Register
            key={chosen.code}
            chosen={chosen}
            tabs={
              <Tabs
                activeKey={chosen.code}
                onChange={(register) => change({ register })}
                items={items.map(({ code, title, count }) => ({ key: code, label: `${title} ${count}` }))}
              />
            }
          />
        );
      }}
    </Loaded>
  );
}

type Chosen = NonNullable<ReturnType<typeof useRegisters>['data']>['items'][number];

function Register({ chosen, tabs }: { chosen: Chosen; tabs: React.ReactNode }) {
  const t = useText(texts);
  const { code, title, note, columns, count } = chosen;
  const pages = useRegisterLines(code);
  return (
    <Page
      title={title}
      description={note ?? t('registersAbout')}
      actions={
        <>
          <SaveFile
            label={t('exportList')}
            route={exportClueRegister}
            asked={{ params: { code } }}
            button={{ size: 'middle' }}
          />
          <PrintAction pages={pages} />
        </>
      }
    >
      {tabs}
      <p className="absent">{t('registerCount', { count })}</p>
      <DataTable<RegisterLine>
        id={`register.${code}`}
        caption={title}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => `/clues/${row.id}`}
        rowTone={(row) => (row.overdue ? 'late' : undefined)}
        empty={<EmptyState title={t('registerNone')} />}
        columns={columns.map((column) => ({
          key: column.code,
          title: column.title,
          render: (row) => row.cells[column.code] ?? <span className="absent">—</span>,
        }))}
      />
    </Page>
  );
}
