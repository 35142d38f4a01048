import { Page } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect } from '../../kit/table/filters.tsx';
import { useSay } from '../../lib/language.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { grantColumns } from './grant.columns.tsx';
import './identity.css';
import { useGrants, useOrgans } from './identity.api.ts';
import { ProposalSection } from './ProposalSection.tsx';
import { useRoles } from './parts/pickers.tsx';
import { texts } from './texts.ts';

const STATES = ['current', 'future', 'past'] as const;

/** Who holds which role where and when; roles that wait for a decision on top. */
export default function GrantListPage() {
  const t = useText(texts);
  const say = useSay();
  const [url, setUrl] = useUrlState<'state' | 'role' | 'organId'>();
  const grants = useGrants({ state: url.state, role: url.role, organId: url.organId });
  const organs = useOrgans();
  const roles = useRoles();
  const mayGrant = useMay('grant.manage');
  return (
    <Page title={t('roles')} description={t('rolesAbout')}>
      {mayGrant && <ProposalSection />}
      <DataTable
        id="grants"
        caption={t('roles')}
        pages={grants}
        columns={grantColumns(t, { account: true })}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.state === 'past' ? 'quiet' : undefined)}
        empty={<EmptyState title={t('noRoles')} />}
        filters={
          <>
            <FilterSelect
              label={t('state')}
              value={url.state}
              onChange={(state) => setUrl({ state })}
              options={STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
            />
            <FilterSelect
              label={t('role')}
              value={url.role}
              onChange={(role) => setUrl({ role })}
              options={roles.map((role) => ({ value: role.code, label: say(role.title) }))}
            />
            <FilterSelect
              label={t('organ')}
              value={url.organId}
              onChange={(organId) => setUrl({ organId })}
              options={(organs.data ?? []).map((organ) => ({ value: organ.id, label: organ.name }))}
            />
          </>
        }
      />
    </Page>
  );
}
