import { Input, Radio } from 'antd';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Day } from '../../kit/Day.tsx';
import { DayInput } from '../../kit/DayInput.tsx';
import { DialogForm, Field } from '../../kit/DialogForm.tsx';
import { Section } from '../../kit/Page.tsx';
import '../../kit/pack-form/pack-form.css';
import { Select } from '../../kit/Select.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { useText } from '../../lib/texts.ts';
import { type Entry, type Share, useEndShare, useShare, useShares } from './library.api.ts';
import { texts } from './texts.ts';

/** With which zones an entry is shared, for whom it concerns; nothing for anybody else. */
export function Sharing({ entry }: { entry: Entry }) {
  const t = useText(texts);
  const mayShare = entry.allowed.includes('share');
  if (!mayShare && entry.shares.length === 0) return null;
  return (
    <Section title={t('sharing')} actions={mayShare && <ShareWithZone entry={entry} />}>
      {entry.shares.length === 0 ? (
        <p className="absent">{t('notShared')}</p>
      ) : (
        <div className="form-view-rows">
          <table aria-label={t('sharing')}>
            <thead>
              <tr>
                <th scope="col">{t('zone')}</th>
                <th scope="col">{t('whatShared')}</th>
                <th scope="col">{t('shareTerm')}</th>
                <th scope="col">{t('reason')}</th>
                <th scope="col">{t('state')}</th>
              </tr>
            </thead>
            <tbody>
              {entry.shares.map((share) => (
                <ShareRow key={share.id} share={share} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function ShareRow({ share }: { share: Share }) {
  const t = useText(texts);
  const end = useEndShare();
  return (
    <tr>
      <td>{share.zone.name}</td>
      <td>{share.store ? t('wholeStore', { store: share.storeTitle ?? share.store }) : t('thisEntry')}</td>
      <td>
        <Day day={share.from} /> – {share.to ? <Day day={share.to} /> : t('openEnd')}
      </td>
      <td>
        {share.reason}
        {share.grantedBy && <small> {t('byName', { name: share.grantedBy })}</small>}
      </td>
      <td>
        {share.ended ? (
          <StatusTag title={t('shareEnded')} tone="quiet" />
        ) : share.active ? (
          <StatusTag title={t('shareActive')} tone="live" />
        ) : (
          <StatusTag title={t('shareOutside')} tone="quiet" />
        )}{' '}
        {share.allowed.includes('end') && (
          <ConfirmAction
            label={t('endShare')}
            button={{ size: 'small' }}
            danger
            onConfirm={() => end.mutateAsync({ params: { id: share.id }, body: { version: share.version } })}
          >
            <p>{t('endShareAbout', { zone: share.zone.name })}</p>
          </ConfirmAction>
        )}
      </td>
    </tr>
  );
}

interface Values {
  zoneId: string;
  store: 'entry' | 'store';
  to?: string | null;
  reason: string;
}

function ShareWithZone({ entry }: { entry: Entry }) {
  const t = useText(texts);
  const shares = useShares(true);
  const share = useShare();
  return (
    <DialogForm<Values>
      label={t('share')}
      title={t('shareWithZone')}
      confirm={t('share')}
      fields={['zoneId', 'store', 'to', 'reason']}
      initial={{ store: 'entry' }}
      onSave={({ zoneId, store, to, reason }) =>
        share.mutateAsync({
          body: {
            zoneId,
            ...(store === 'store' ? { store: entry.store, organId: entry.organ.id } : { itemId: entry.id }),
            ...(to ? { to } : {}),
            reason: reason.trim(),
          },
        })
      }
    >
      <Field name="zoneId" label={t('zone')} required>
        <Select
          loading={shares.isPending}
          options={(shares.data?.zones ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <Field name="store" label={t('whatShared')} required>
        <Radio.Group
          options={[
            { value: 'entry', label: t('thisEntry') },
            {
              value: 'store',
              label: t('wholeStoreOf', { store: entry.storeTitle, organ: entry.organ.name }),
            },
          ]}
        />
      </Field>
      <Field name="to" label={t('shareUntil')} extra={t('shareUntilAbout')}>
        <DayInput />
      </Field>
      <Field name="reason" label={t('reason')} required>
        <Input maxLength={500} autoComplete="off" />
      </Field>
    </DialogForm>
  );
}
