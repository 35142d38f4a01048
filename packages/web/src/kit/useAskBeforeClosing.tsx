import { App } from 'antd';
import { useText } from '../lib/texts.ts';
import { texts } from './texts.ts';

/**
 * Closes a dialog, and asks first when something in it is written but not sent: Escape is pressed without looking.
 * @param isWritten asked when the dialog is to be closed
 */
export function useAskBeforeClosing(isWritten: () => boolean, close: () => void): () => void {
  const t = useText(texts);
  const { modal } = App.useApp();
  return () => {
    if (!isWritten()) return close();
    void modal.confirm({
      title: t('leaveTitle'),
      content: t('closeText'),
      okText: t('stay'),
      cancelText: t('closeAnyway'),
      keyboard: false,
      onCancel: close,
    });
  };
}
