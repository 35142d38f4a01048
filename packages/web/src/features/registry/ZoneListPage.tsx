import type { NewZone, ZoneKind, ZoneSummary } from '@plumbline/contract/registry';
import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Input, Radio } from 'antd';
import { Day } from '../../kit/Day.tsx';
import { DayInput } from '../../kit/DayInput.tsx';
import { Field } from '../../kit/DialogForm.tsx';
import { Page } from '../../kit/Page.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { type Say, useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { useUrlState } from '../../lib/url.ts';
import { EditAction } from './parts/EditAction.tsx';
import './registry.css';
import { useZones, useZoneWrites } from './registry.api.ts';
import { texts } from './relation.texts.ts';

type Key = NonNullable<(typeof texts)['keys']>;

const columnsOf = (t: Say<Key>): Column<ZoneSummary>[] => [
  { key: 'name', title: t('zoneName'), render: (row) => row.name },
  { key: 'code', title: t('code'), render: (row) => row.code, nowrap: true },
  { key: 'kind', title: t('zoneKind'), render: (row) => t(`kind.${row.kind}`), nowrap: true },
  { key: 'members', title: t('membersCount'), render: (row) => row.members, align: 'end' },
  { key: 'since', title: t('since'), render: (row) => <Day day={row.activeFrom} />, nowrap: true },
];

export default function ZoneListPage() {
  const t = useText(texts);
  const navigate = useNavigate();
  const [filter, change] = useUrlState<'closed'>();
  const zones = useZones({ closed: filter.closed === 'true' });
  const { createZone } = useZoneWrites();
  const kinds: ZoneKind[] = ['zone', 'joint-group'];
  return (
    <Page
      title={t('zones')}
      description={t('zonesAbout')}
      actions={
        zones.data?.allowed.includes('create') && (
          <EditAction<NewZone>
            label={t('newZone')}
            fields={ZONE_FIELDS}
            initial={{ kind: 'zone', activeFrom: todayHere() }}
            button={{ type: 'primary' }}
            onSave={(values) => createZone({ body: { ...values, nameEn: values.nameEn?.trim() || null } })}
            onDone={(done) => done && navigate({ to: `/zones/${done.id}` })}
          >
            <Field name="kind" label={t('zoneKind')} required>
              <Radio.Group options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
            </Field>
            <ZoneFields withCode />
          </EditAction>
        )
      }
    >
      <Loaded read={zones}>
        {(data) => (
          <DataTable
            id="zones"
            caption={t('zones')}
            columns={columnsOf(t)}
            rows={data.items}
            rowKey={(row) => row.id}
            open={(row) => (row.kind === 'leading-group' ? '/leading-group' : `/zones/${row.id}`)}
            empty={<EmptyState title={t('noZones')}>{t('noZonesAbout')}</EmptyState>}
            filters={
              <Checkbox
                checked={filter.closed === 'true'}
                onChange={(event) => change({ closed: event.target.checked ? 'true' : undefined })}
              >
                {t('showClosed')}
              </Checkbox>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}

export const ZONE_FIELDS = ['kind', 'code', 'name', 'nameEn', 'activeFrom'] as const;

/** The fields of a zone, inside a form. The code is given once. */
export function ZoneFields({ withCode }: { withCode?: boolean }) {
  const t = useText(texts);
  return (
    <>
      <Field name="name" label={t('zoneName')} required>
        <Input maxLength={120} autoComplete="off" />
      </Field>
      <div className="pair">
        {withCode && (
          <Field name="code" label={t('code')} required>
            <Input maxLength={40} autoComplete="off" />
          </Field>
        )}
        <Field name="activeFrom" label={t('since')} required>
          <DayInput />
        </Field>
      </div>
      <Field name="nameEn" label={t('nameEn')}>
        <Input maxLength={120} autoComplete="off" />
      </Field>
    </>
  );
}
