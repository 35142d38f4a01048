import type { Organ, Reach } from '@plumbline/contract/organs';
import { Checkbox, Form, Input } from 'antd';
import dayjs from 'dayjs';
import { DayInput } from '../../kit/DayInput.tsx';
import { DialogForm, Field } from '../../kit/DialogForm.tsx';
import { Section } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { useOrganWrites } from './identity.api.ts';
import { texts } from './organ.texts.ts';
import { OrganPicker } from './parts/pickers.tsx';
import { Days, HoldsTag } from './parts/states.tsx';

interface Values {
  overOrganId: string;
  includesBelow?: boolean;
  clueRoom?: boolean;
  from: string;
  to?: string | null;
  basis: string;
}

/** What the organ sees of others by decision, and who sees what it keeps. */
export function OrganReaches({ organ }: { organ: Organ }) {
  const t = useText(texts);
  return (
    <>
      <Section
        title={t('reaches')}
        actions={organ.allowed.includes('add-reach') && <AddReach organ={organ} />}
      >
        <p>{t('reachesAbout')}</p>
        <ReachTable organ={organ} rows={organ.reaches} mine />
      </Section>
      <Section title={t('reachedBy')}>
        <ReachTable organ={organ} rows={organ.reachedBy} />
      </Section>
    </>
  );
}

function ReachTable({ organ, rows, mine = false }: { organ: Organ; rows: readonly Reach[]; mine?: boolean }) {
  const t = useText(texts);
  const mayEnd = organ.allowed.includes('end-reach');
  const columns: Column<Reach>[] = [
    mine
      ? { key: 'over', title: t('over'), render: (row) => row.over.name }
      : { key: 'who', title: t('who'), render: (row) => row.organ.name },
    {
      key: 'extent',
      title: t('extent'),
      render: (row) =>
        [row.includesBelow ? t('withBelow') : t('ownOnly'), row.clueRoom && t('clueRoom')]
          .filter(Boolean)
          .join(' · '),
    },
    { key: 'days', title: t('days'), render: (row) => <Days from={row.from} to={row.to} />, nowrap: true },
    { key: 'state', title: t('state'), render: (row) => <HoldsTag state={row.state} />, nowrap: true },
    { key: 'basis', title: t('basis'), render: (row) => row.basis },
    {
      key: 'actions',
      title: t('actions'),
      align: 'end',
      fixed: true,
      render: (row) => mayEnd && row.state !== 'past' && <EndReach reach={row} />,
    },
  ];
  return (
    <DataTable
      id={mine ? 'organ-reaches' : 'organ-reached-by'}
      caption={mine ? t('reaches') : t('reachedBy')}
      bare
      rows={rows}
      rowKey={(row) => row.id}
      rowTone={(row) => (row.state === 'past' ? 'quiet' : undefined)}
      columns={columns}
      empty={<EmptyState title={mine ? t('noReaches') : t('noReachedBy')} />}
    />
  );
}

function AddReach({ organ }: { organ: Organ }) {
  const t = useText(texts);
  const { addReach } = useOrganWrites();
  const save = ({ includesBelow, clueRoom, to, ...rest }: Values) =>
    addReach({
      params: { id: organ.id },
      body: { ...rest, includesBelow: includesBelow === true, clueRoom: clueRoom === true, to: to ?? null },
    });
  return (
    <DialogForm<Values>
      label={t('addReach')}
      fields={['overOrganId', 'from', 'to', 'basis']}
      confirm={t('addReach')}
      initial={{ from: todayHere() }}
      onSave={save}
    >
      <Field name="overOrganId" label={t('over')} required>
        <OrganPicker not={new Set([organ.id])} />
      </Field>
      <Form.Item name="includesBelow" valuePropName="checked">
        <Checkbox>{t('includesBelow')}</Checkbox>
      </Form.Item>
      <Form.Item name="clueRoom" valuePropName="checked">
        <Checkbox>{t('clueRoom')}</Checkbox>
      </Form.Item>
      <div className="pair">
        <Field name="from" label={t('from')} required>
          <DayInput min={todayHere()} />
        </Field>
        <Field name="to" label={t('to')} extra={t('noEndHint')}>
          <DayInput min={todayHere()} />
        </Field>
      </div>
      <Field name="basis" label={t('basis')} required>
        <Input maxLength={500} autoComplete="off" />
      </Field>
    </DialogForm>
  );
}

function EndReach({ reach }: { reach: Reach }) {
  const t = useText(texts);
  const { endReach } = useOrganWrites();
  const yesterday = dayjs(todayHere()).subtract(1, 'day').format('YYYY-MM-DD');
  return (
    <DialogForm<{ on: string; reason: string }>
      label={t('endReach')}
      fields={['on', 'reason']}
      confirm={t('endReach')}
      danger
      button={{ size: 'small' }}
      initial={{ on: todayHere() }}
      onSave={(values) => endReach({ params: { id: reach.id }, body: { ...values, version: reach.version } })}
    >
      <p>{t('endReachAbout', { organ: reach.organ.name, over: reach.over.name })}</p>
      <Field name="on" label={t('to')} required>
        <DayInput min={yesterday} {...(reach.to ? { max: reach.to } : {})} />
      </Field>
      <Field name="reason" label={t('reason')} required>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Field>
    </DialogForm>
  );
}
