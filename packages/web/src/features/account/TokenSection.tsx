import { Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Day, Moment } from '../../kit/Day.tsx';
import { DayInput } from '../../kit/DayInput.tsx';
import { DialogForm, Field } from '../../kit/DialogForm.tsx';
import { Section } from '../../kit/Page.tsx';
import { ShownOnce } from '../../kit/ShownOnce.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { PasswordField } from './AuthenticatorSection.tsx';
import { useOwnTokens, useTokenWrites } from './account.api.ts';
import { texts } from './texts.ts';

interface NewToken {
  name: string;
  until: string;
  password: string;
}

/** Keys for programs that work in one's name. */
export function TokenSection() {
  const t = useText(texts);
  const tokens = useOwnTokens();
  const { create, revoke } = useTokenWrites();
  const [made, setMade] = useState<string>();
  const latest = dayjs(todayHere()).add(1, 'year').format('YYYY-MM-DD');
  return (
    <Section
      title={t('tokens')}
      actions={
        <DialogForm<NewToken>
          label={t('newToken')}
          fields={['name', 'until', 'password']}
          initial={{ until: dayjs(todayHere()).add(3, 'month').format('YYYY-MM-DD') }}
          onSave={async (body) => setMade((await create({ body })).token)}
        >
          <p>{t('newTokenAbout')}</p>
          <Field name="name" label={t('tokenName')} extra={t('tokenNameHint')} required>
            <Input maxLength={60} autoComplete="off" />
          </Field>
          <Field name="until" label={t('validUntil')} extra={t('validUntilHint')} required>
            <DayInput min={todayHere()} max={latest} />
          </Field>
          <PasswordField />
        </DialogForm>
      }
    >
      <Loaded read={tokens}>
        {(data) => (
          <DataTable
            id="own-tokens"
            caption={t('tokens')}
            bare
            rows={data.items}
            rowKey={(row) => row.id}
            empty={<EmptyState title={t('noTokens')}>{t('tokensAbout')}</EmptyState>}
            columns={[
              { key: 'name', title: t('tokenName'), render: (row) => row.name },
              {
                key: 'created',
                title: t('created'),
                render: (row) => <Moment at={row.createdAt} />,
                nowrap: true,
              },
              {
                key: 'used',
                title: t('lastUsed'),
                render: (row) => <Moment at={row.lastUsedAt} />,
                nowrap: true,
              },
              {
                key: 'until',
                title: t('validUntil'),
                // The last day ends at midnight: one moment earlier is still that day.
                render: (row) => (
                  <Day day={dayjs(row.expiresAt).subtract(1, 'millisecond').format('YYYY-MM-DD')} />
                ),
                nowrap: true,
              },
              {
                key: 'actions',
                title: t('actions'),
                align: 'end',
                fixed: true,
                render: (row) => (
                  <ConfirmAction
                    label={t('revoke')}
                    danger
                    button={{ size: 'small' }}
                    onConfirm={() => revoke({ params: { id: row.id } })}
                  >
                    {t('revokeAbout', { name: row.name })}
                  </ConfirmAction>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <ShownOnce
        open={made !== undefined}
        title={t('newToken')}
        value={made ?? ''}
        onClose={() => setMade(undefined)}
      />
    </Section>
  );
}
