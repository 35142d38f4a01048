import { exportClues } from '@plumbline/contract/clue';
import { Page } from '../../kit/Page.tsx';
import { SaveFile } from '../../kit/SaveFile.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { SavedViews } from '../../kit/table/SavedViews.tsx';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { ClueFilters } from './ClueFilters.tsx';
import { type ClueFilterName, useClues } from './clue.api.ts';
import { columnsOf } from './clue.columns.tsx';
import RegisterClue from './RegisterClue.tsx';
import { texts } from './texts.ts';

export default function ClueListPage() {
  const t = useText(texts);
  const [{ saved, ...state }] = useUrlState<ClueFilterName | 'saved'>();
  const pages = useClues(state);
  const mayRegister = useMay('clue.register');
  return (
    <Page title={t('list')} description={t('listAbout')} actions={mayRegister ? <RegisterClue /> : undefined}>
      <SavedViews list="clues" />
      <DataTable
        key={saved ?? ''}
        id="clues"
        caption={t('list')}
        columns={columnsOf(t)}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => `/clues/${row.id}`}
        empty={<EmptyState title={t('listNone')} />}
        filters={<ClueFilters />}
        tools={<SaveFile label={t('exportList')} route={exportClues} asked={{ query: state as never }} />}
      />
    </Page>
  );
}
