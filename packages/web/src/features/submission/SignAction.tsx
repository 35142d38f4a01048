import { Alert, Button, Checkbox, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { OwnForm } from '../../kit/OwnForm.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { semicolon } from '../../lib/language.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import type { Sheet, useNil, useSubmit } from './submission.api.ts';
import { texts } from './texts.ts';

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

/** Signs a sheet, or that there is nothing to hand in. */
export function SignAction({ label, write, sheet, nil }: SignProps) {
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
