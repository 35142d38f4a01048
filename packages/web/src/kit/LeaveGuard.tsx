import { useBlocker } from '@tanstack/react-router';
import { Modal } from 'antd';
import { useText } from '../lib/texts.ts';
import { texts } from './texts.ts';

/** Asks before the page is left while something in it is written but not sent. */
export function LeaveGuard({ when }: { when: boolean }) {
  const t = useText(texts);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => when && current.pathname !== next.pathname,
    enableBeforeUnload: () => when,
    withResolver: true,
  });
  return (
    <Modal
      open={blocker.status === 'blocked'}
      title={t('leaveTitle')}
      okText={t('stay')}
      cancelText={t('leave')}
      onOk={() => blocker.reset?.()}
      onCancel={() => blocker.proceed?.()}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={420}
    >
      {t('leaveText')}
    </Modal>
  );
}
