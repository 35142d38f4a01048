import type { Reply } from '@plumbline/contract/route';
import { DatePicker, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Day } from '../../kit/Day.tsx';
import { DialogForm } from '../../kit/DialogForm.tsx';
import { Page } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { ColleagueSelect } from './ColleagueSelect.tsx';
import { texts } from './delegation.texts.ts';
import { useDelegate, useDelegations, useEndDelegation } from './matter.api.ts';

type Delegation = Reply<typeof import('@plumbline/contract/delegation').listDelegations>['items'][number];

/** Who approves in somebody's place, and until when. */
export default function DelegationPage() {
  const t = useText(texts);
  const delegations = useDelegations();
  return (
    <Page title={t('delegations')} description={t('delegationsAbout')} actions={<Delegate />}>
      <Loaded read={delegations}>{({ items }) => <List items={items} />}</Loaded>
    </Page>
  );
}

const runs = (one: Delegation) => one.endedAt === null && one.to >= todayHere();

function List({ items }: { items: readonly Delegation[] }) {
  const t = useText(texts);
  const end = useEndDelegation();
  return (
    <DataTable
      id="delegations"
      caption={t('delegations')}
      rows={items}
      rowKey={(row) => row.id}
      bare
      empty={<EmptyState title={t('delegationsNone')} />}
      rowTone={(row) => (runs(row) ? undefined : 'quiet')}
      columns={[
        { key: 'which', title: t('shown'), render: (row) => t(row.mine ? 'given' : 'taken'), nowrap: true },
        {
          key: 'name',
          title: t('delegateTo'),
          render: (row) => (row.mine ? row.taker.name : row.giver.name),
        },
        { key: 'from', title: t('delegateFrom'), render: (row) => <Day day={row.from} />, nowrap: true },
        { key: 'to', title: t('delegateUntil'), render: (row) => <Day day={row.to} />, nowrap: true },
        { key: 'reason', title: t('reason'), render: (row) => row.reason },
        {
          key: 'state',
          title: t('state'),
          render: (row) => (
            <StatusTag title={t(runs(row) ? 'running' : 'over')} tone={runs(row) ? 'live' : 'quiet'} />
          ),
        },
        {
          key: 'end',
          title: '',
          render: (row) =>
            row.mine && runs(row) ? (
              <ConfirmAction
                label={t('end')}
                danger
                onConfirm={() => end.mutateAsync({ params: { id: row.id } })}
                button={{ size: 'small' }}
              >
                {t('endAbout')}
              </ConfirmAction>
            ) : null,
        },
      ]}
    />
  );
}

interface Values {
  takerId: string;
  days: [Dayjs, Dayjs];
  reason: string;
}

function Delegate() {
  const t = useText(texts);
  const delegate = useDelegate();
  const me = useSession();
  return (
    <DialogForm<Values>
      label={t('delegate')}
      fields={['takerId', 'days', 'reason']}
      button={{ type: 'primary' }}
      onSave={({ takerId, days, reason }) =>
        delegate.mutateAsync({
          body: { takerId, from: days[0].format('YYYY-MM-DD'), to: days[1].format('YYYY-MM-DD'), reason },
        })
      }
    >
      <Form.Item name="takerId" label={t('delegateTo')} rules={[{ required: true }]}>
        <ColleagueSelect without={me.accountId} />
      </Form.Item>
      <Form.Item
        name="days"
        label={`${t('delegateFrom')} – ${t('delegateUntil')}`}
        rules={[{ required: true }]}
      >
        <DatePicker.RangePicker minDate={dayjs(todayHere())} />
      </Form.Item>
      <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, max: 500 }]}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
      </Form.Item>
    </DialogForm>
  );
}
