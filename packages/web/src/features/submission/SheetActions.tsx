import { submissionProof } from '@plumbline/contract/submission';
import { useNavigate } from '@tanstack/react-router';
import { Space } from 'antd';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { SaveFile } from '../../kit/SaveFile.tsx';
import { useText } from '../../lib/texts.ts';
import { SignAction } from './SignAction.tsx';
import { type Sheet, useAccept, useBegin, useSendBack, useSubmit, useWithdraw } from './submission.api.ts';
import { texts } from './texts.ts';

/** What this account may do with the sheet; buttons come from `allowed`. */
export function SheetActions({ sheet, ticked }: { sheet: Sheet; ticked: number }) {
  const t = useText(texts);
  const submit = useSubmit();
  const withdraw = useWithdraw();
  const sendBack = useSendBack();
  const accept = useAccept();
  const may = (action: string) => sheet.allowed.includes(action);
  const params = { id: sheet.id };
  return (
    <Space wrap>
      {may('submit') && sheet.counts.total > sheet.counts.excluded && (
        <SignAction label={t('submit')} write={submit} sheet={sheet} />
      )}
      {may('withdraw') && (
        <ConfirmAction
          label={t('withdraw')}
          reason={sheet.submittedAt ? 'required' : 'none'}
          onConfirm={(reason) =>
            withdraw.mutateAsync({ params, body: { version: sheet.version, ...(reason ? { reason } : {}) } })
          }
        />
      )}
      {may('send-back') && (
        <ConfirmAction
          label={t('sendBack')}
          reason="required"
          onConfirm={(reason) => sendBack.mutateAsync({ params, body: { version: sheet.version, reason } })}
        />
      )}
      {may('accept') && ticked > 0 && <span id="accept-waits">{t('acceptWaits', { count: ticked })}</span>}
      {may('accept') && (
        <ConfirmAction
          label={t('accept')}
          button={ticked > 0 ? { disabled: true, 'aria-describedby': 'accept-waits' } : { type: 'primary' }}
          onConfirm={() => accept.mutateAsync({ params, body: { version: sheet.version } })}
        >
          <p>{t('acceptAbout')}</p>
          <p>{t('acceptCount', { ready: sheet.counts.ready, uncertain: sheet.counts.uncertain })}</p>
        </ConfirmAction>
      )}
      {may('supplement') && <SupplementReturned sheet={sheet} />}
      {sheet.submittedAt && (
        <SaveFile label={t('proof')} route={submissionProof} asked={{ params }} button={{ size: 'middle' }} />
      )}
    </Space>
  );
}

/** The way back of returned rows: a supplement that begins with them. */
function SupplementReturned({ sheet }: { sheet: Sheet }) {
  const t = useText(texts);
  const begin = useBegin();
  const navigate = useNavigate();
  return (
    <ConfirmAction
      label={t('supplementReturned', { count: sheet.counts.returned })}
      button={{ type: 'primary' }}
      onConfirm={async () => {
        const body = { period: sheet.period, organId: sheet.organId, returnedFrom: sheet.id };
        const begun = await begin.mutateAsync({ body });
        await navigate({ to: `/submissions/${begun.id}` as string });
      }}
    >
      <p>{t('supplementReturnedAbout')}</p>
    </ConfirmAction>
  );
}
