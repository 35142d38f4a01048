import { submissionProof } from '@plumbline/contract/submission';
import { Alert, Button, Checkbox, Form, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { OwnForm } from '../../kit/OwnForm.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { SaveFile } from '../../kit/SaveFile.tsx';
import { semicolon } from '../../lib/language.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { type Sheet, useAccept, useNil, useSendBack, useSubmit, useWithdraw } from './submission.api.ts';
import { texts } from './texts.ts';

/** What this account may do with the sheet; buttons come from `allowed`. */
export function SheetActions({ sheet, ticked }: { sheet: Sheet; ticked: number }) {
  const t = useText(texts);
  const submit = useSubmit();
  const nil = useNil();
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
      {may('nil') && sheet.counts.total === sheet.counts.excluded && (
        <SignAction label={t('nil')} write={nil} sheet={sheet} nil />
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
      {sheet.submittedAt && (
        <SaveFile label={t('proof')} route={submissionProof} asked={{ params }} button={{ size: 'middle' }} />
      )}
    </Space>
  );
}

/** What signing hands in and what it doesn't, and why, before the signature. */
function WhatGoes({ sheet, nil }: { sheet: Sheet; nil: boolean }) {
  const t = useText(texts);
  const { ready, wrong, ambiguous, excluded, excludedWrong, excludedAmbiguous } = sheet.counts;
  const why = [
    excludedWrong > 0 && t('outWrong', { count: excludedWrong }),
    excludedAmbiguous > 0 && t('outAmbiguous', { count: excludedAmbiguous }),
    excluded > excludedWrong + excludedAmbiguous &&
      t('outChosen', { count: excluded - excludedWrong - excludedAmbiguous }),
  ].filter((part) => part !== false);
  return (
    <>
      <p>{nil ? t('nilAbout', { period: sheet.period }) : t('signAbout', { count: ready })}</p>
      {excluded > 0 && (
        <p>
          <b>{t('leftOutCount', { count: excluded })}</b> {why.join(semicolon())}
        </p>
      )}
      {wrong + ambiguous > 0 && (
        <Alert type="warning" showIcon title={t('unfinished', { wrong, ambiguous })} />
      )}
    </>
  );
}

interface SignProps {
  label: string;
  write: ReturnType<typeof useSubmit> | ReturnType<typeof useNil>;
  sheet: Sheet;
  nil?: boolean;
}

function SignAction({ label, write, sheet, nil }: SignProps) {
  const t = useText(texts);
  const session = useSession();
  const [open, setOpen] = useState(false);
  // Before anything is uploaded the workbook comes first, on the panel below.
  const uploaded = sheet.counts.total > 0;
  const unfinished = sheet.counts.wrong + sheet.counts.ambiguous > 0;
  const sign = ({ signedBy, post }: { signedBy: string; post?: string }) =>
    write.mutate(
      {
        params: { id: sheet.id },
        body: { version: sheet.version, signedBy, confirmed: true, ...(post ? { post } : {}) },
      },
      { onSuccess: () => setOpen(false) },
    );
  return (
    <>
      <Button type={uploaded ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal open={open} title={label} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <WhatGoes sheet={sheet} nil={nil === true} />
        {write.error && <ProblemAlert problem={write.error} />}
        <OwnForm layout="vertical" initialValues={{ signedBy: session.name }} onFinish={sign}>
          <Form.Item name="signedBy" label={t('signedBy')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={50} />
          </Form.Item>
          <Form.Item name="post" label={t('post')}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item
            name="confirmed"
            valuePropName="checked"
            rules={[
              {
                validator: (_, value) =>
                  value ? Promise.resolve() : Promise.reject(new Error(t('confirm'))),
              },
            ]}
          >
            <Checkbox>{t('confirm')}</Checkbox>
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={write.isPending} disabled={unfinished}>
            {label}
          </Button>
        </OwnForm>
      </Modal>
    </>
  );
}
