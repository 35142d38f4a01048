import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useText } from '../lib/texts.ts';
import { texts } from './texts.ts';

/** Prints the page as it stands; navigation and buttons stay off the paper. */
export function PrintButton() {
  const t = useText(texts);
  return (
    <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
      {t('print')}
    </Button>
  );
}
